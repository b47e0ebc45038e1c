import { randomBytes } from "node:crypto";
import { type AppError, appError, HostError } from "../../shared/contract/errors.ts";
import type { Host } from "../../shared/contract/host.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import type { CaseId, RecordsId } from "../../shared/types/units.ts";
import type { JobRunner } from "./job-runner.ts";

/** The whole records that one page is taking. */
export interface PageRecords extends Pick<Host, "openRecords" | "nextRecords" | "closeRecords"> {
  /** The page has gone. */
  close(): void;
}

/** A page writes one file at a time; more are a page gone wrong. */
const MAX_OPEN = 4;

/** Blocks that are made and not yet taken, and who waits for the next one. */
interface Running {
  readonly abort: AbortController;
  readonly blocks: { readonly bytes: Uint8Array; readonly taken: () => void }[];
  /** How it ended; undefined while it runs. */
  end: AppError | null | undefined;
  wake: (() => void) | null;
}

/** `inputsOf`: the files of an open case that records can be read from; null for a case that is not open. */
export function createPageRecords(
  runner: JobRunner,
  inputsOf: (caseId: CaseId) => readonly InputFile[] | null,
): PageRecords {
  const open = new Map<RecordsId, Running>();

  const drop = (id: RecordsId): void => {
    const running = open.get(id);
    if (running === undefined) return;
    open.delete(id);
    running.abort.abort();
    for (const { taken } of running.blocks.splice(0)) taken();
    running.wake?.();
  };
  return {
    async openRecords(caseId, ask) {
      const files = inputsOf(caseId);
      if (files === null) throw new HostError(appError("caseUnknown"));
      if (files.length === 0) throw new HostError(appError("recordUnreadable"));
      if (open.size >= MAX_OPEN) throw new HostError(appError("notAllowed", { reason: "tooManyRecords" }));
      const id = randomBytes(12).toString("base64url") as RecordsId;
      const running: Running = { abort: new AbortController(), blocks: [], end: undefined, wake: null };
      open.set(id, running);
      const run = runner.run(
        { kind: "records", files, ask },
        (news) => {
          if (news.type !== "lines") return undefined;
          return new Promise<void>((taken) => {
            if (!open.has(id)) return taken();
            running.blocks.push({ bytes: news.bytes, taken });
            running.wake?.();
          });
        },
        running.abort.signal,
      );
      void run.then((end) => {
        if (end.ok === true && !end.value.cancelled) running.end = null;
        else running.end = end.ok === false ? end.error : appError("hostLost");
        running.wake?.();
      });
      return id;
    },
    async nextRecords(id) {
      for (;;) {
        const running = open.get(id);
        if (running === undefined) throw new HostError(appError("notAllowed", { reason: "noRecords" }));
        const block = running.blocks.shift();
        if (block !== undefined) {
          block.taken();
          return block.bytes;
        }
        if (running.end !== undefined) {
          open.delete(id);
          if (running.end !== null) throw new HostError(running.end);
          return null;
        }
        await new Promise<void>((resolve) => {
          running.wake = resolve;
        });
        running.wake = null;
      }
    },
    async closeRecords(id) {
      drop(id);
    },
    close() {
      for (const id of [...open.keys()]) drop(id);
    },
  };
}
