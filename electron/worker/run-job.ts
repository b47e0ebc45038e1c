import type { MessagePort } from "node:worker_threads";
import { appError, type Result } from "../../shared/contract/errors.ts";
import type { JobProgress } from "../../shared/contract/job.ts";
import { isOutOfMemory } from "../../shared/contract/out-of-memory.ts";
import {
  FLAG_LOST,
  FLAG_TAKEN,
  type InputFile,
  type JobOutcomes,
  LINES_WINDOW,
  type RunMessage,
  type WorkerJob,
  type WorkerMessage,
} from "../../shared/contract/worker-job.ts";
import { openArchives } from "./archives/open-archives.ts";
import { streamEvents } from "./events-job.ts";
import { identifyFiles } from "./identify-job.ts";
import { readInfo } from "./info-job.ts";
import type { JobContext } from "./job-context.ts";
import { listEvents } from "./list-events-job.ts";
import { CaseTooLarge, openCase } from "./open-case-job.ts";
import type { PackOrInputs } from "./packs/open-pack.ts";
import { isPack, withoutPacks } from "./packs/pack-kind.ts";
import { pairLines } from "./pair-job.ts";
import { cancelToken } from "./ports.ts";
import { readRecord } from "./record-job.ts";
import { buffersOf } from "./transfer.ts";

/** How long one wait for the host lasts before the cancel flag is looked at again. */
const WAIT_MS = 100;

/**
 * Lines stand in memory that both threads share, and are not moved: once a thread has given an array away, V8 asks at
 * every access to any array whether that one is still there, and a writer of bytes does little else. Measured with
 * 300 MB of log: a twelfth of all instructions of the process. To copy them took a fifth of the writer's time.
 */
const SHARED: ArrayBuffer[] = [];

type Send = (message: WorkerMessage, transfer: ArrayBuffer[]) => void;

/**
 * Runs one job to its end and sends that end. An error of ours ends the job, not the worker. `isThread`: the host is another
 * thread, which takes lines while the next ones are written and counts those that it has done with.
 */
export async function runJob(
  { id, job, flags, ports, helpIsNear }: RunMessage<MessagePort>,
  send: Send,
  isThread = false,
): Promise<void> {
  let blocks = 0;
  const cancel = cancelToken(flags);
  const context: JobContext = {
    cancel,
    post(news) {
      if (news.type === "lines" || news.type === "paired") blocks++;
      send({ id, news }, news.type === "lines" ? SHARED : buffersOf(news));
    },
    waitForRoom() {
      for (;;) {
        const taken = Atomics.load(flags, FLAG_TAKEN);
        if (blocks - taken < LINES_WINDOW || cancel.cancelled) return;
        Atomics.wait(flags, FLAG_TAKEN, taken, WAIT_MS);
      }
    },
    linesTaken: isThread ? () => Atomics.load(flags, FLAG_TAKEN) : undefined,
    crew: {
      ports,
      isNear: helpIsNear,
      call: (order) => send({ id, help: order }, []),
      lost: () => Atomics.load(flags, FLAG_LOST),
    },
  };
  const end = await outcomeOf(job, context);
  send({ id, end }, buffersOf(end));
}

/** Loaded with the first evidence pack: most jobs have none. */
async function openPack(files: readonly InputFile[], context: JobContext): Promise<PackOrInputs> {
  if (!files.some(isPack)) return { outcome: null, files };
  const { openPackCase } = await import("./packs/open-pack.ts");
  return await openPackCase(files, context);
}

async function outcomeOf(
  job: WorkerJob,
  context: JobContext,
): Promise<Result<JobOutcomes[keyof JobOutcomes]>> {
  try {
    switch (job.kind) {
      case "openCase": {
        const pack = await openPack(job.files, context);
        if (pack.outcome !== null) return { ok: true, value: pack.outcome };
        const { files, origins } = await openArchives(pack.files, job.spool, context);
        const outcome = openCase({ ...job, files }, context);
        return { ok: true, value: { ...outcome, inputs: outcome.inputs.map((at) => origins[at]!) } };
      }
      case "record":
        return readRecord(job.path, job.offset, job.text);
      case "events": {
        const { files } = await openArchives(withoutPacks(job.files), job.spool, context);
        return { ok: true, value: streamEvents(files, job.options, context) };
      }
      case "listEvents":
        return { ok: true, value: await listEvents(job.files, job.sources, job.ask, context) };
      case "records": {
        const { writeRecords } = await import("./records-job.ts");
        return { ok: true, value: await writeRecords(job.files, job.ask, context) };
      }
      case "checkPack": {
        const { checkPack } = await import("./packs/open-pack.ts");
        const onProgress = (progress: JobProgress): void => context.post({ type: "progress", progress });
        return { ok: true, value: await checkPack(job.path, context.cancel, onProgress) };
      }
      case "pair":
        return { ok: true, value: pairLines(job, context) };
      case "identify":
        return { ok: true, value: identifyFiles(job.files, job.full, context.cancel) };
      case "info": {
        const pack = await openPack(job.files, context);
        if (pack.outcome !== null) {
          const { data, cancelled } = pack.outcome;
          return { ok: true, value: { sources: data.sources, cancelled } };
        }
        const { files } = await openArchives(pack.files, job.spool, context);
        return { ok: true, value: readInfo(files, context) };
      }
    }
  } catch (failure) {
    if (failure instanceof CaseTooLarge) {
      const { count, most } = failure;
      return { ok: false, error: appError("caseTooLarge", { count, most }) };
    }
    if (isOutOfMemory(failure)) return { ok: false, error: appError("outOfMemory") };
    // The reason is for a maintainer: name and place of the code, nothing of a log.
    const where =
      failure instanceof Error ? (failure.stack ?? "").split("\n").slice(1, 3).join(" ").trim() : "";
    return {
      ok: false,
      error: appError("internal", { name: failure instanceof Error ? failure.name : "", where }),
    };
  }
}
