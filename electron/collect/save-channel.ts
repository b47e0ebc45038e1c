import { randomBytes } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type AppError, appError } from "../../shared/contract/errors.ts";
import type { ChannelProgress } from "../../shared/contract/live-log.ts";
import { CHANNEL_NAMES, type LiveChannelId, OPTIONAL_CHANNELS } from "../../shared/types/live-channels.ts";
import type { LogMark } from "../host/live-collector.ts";
import { elevated } from "./elevate.ts";
import type { Launch } from "./launch.ts";
import { programError } from "./program-errors.ts";
import { firstQuery, newerQuery } from "./queries.ts";
import { type ProgramCall, type ProgramEnd, runProgram } from "./run-program.ts";
import { parsePlace, parseSize, wevtutilCalls } from "./wevtutil.ts";
import type { WindowsPrograms } from "./windows-programs.ts";

/** Limits, and how often the growing file is looked at; tests have less patience. */
export interface Patience {
  /** For a question with a short answer. */
  readonly askMs: number;
  /** For a whole export. */
  readonly saveMs: number;
  /** Without a byte more for so long an export is given up; choosing few events out of a large log takes a while. */
  readonly idleMs: number;
  /** For the user to answer the question of Windows. */
  readonly permitMs: number;
  readonly lookMs: number;
}

export interface SaveContext {
  readonly launch: Launch;
  readonly programs: WindowsPrograms;
  readonly patience: Patience;
  /** A private folder that exists. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ChannelProgress) => void;
}

export type SaveEnd =
  | { readonly type: "saved"; readonly path: string; readonly bytes: number; readonly mark: LogMark | null }
  | { readonly type: "nothingNew" }
  | { readonly type: "missing"; readonly error: AppError }
  | { readonly type: "failed"; readonly error: AppError }
  | { readonly type: "cancelled" };

/**
 * Saves one log, or what is new in it since a mark, as a file with a meaningless name. What this account may not read
 * is tried once more with an administrator's permission, for which Windows asks. Leaves no file behind unless it
 * ends as saved. Never rejects.
 */
export async function saveChannel(
  context: SaveContext,
  channel: LiveChannelId,
  options: { readonly whole: boolean; readonly after: LogMark | null },
): Promise<SaveEnd> {
  const { launch, programs, patience, signal } = context;
  const calls = wevtutilCalls(programs.wevtutil);
  const ask = (call: ProgramCall): Promise<ProgramEnd> =>
    runProgram(launch, call, { timeoutMs: patience.askMs, signal });
  let bytes = 0;
  let atMost = 0;
  const tell = (step: ChannelProgress["step"], error: AppError | null = null): void =>
    context.onProgress({ channel, step, bytes, atMost, error });

  tell("saving");
  const size = parseSize(stdoutOf(await ask(calls.size(CHANNEL_NAMES[channel]))));
  atMost = size?.bytes ?? 0;
  const query =
    options.after === null
      ? firstQuery(channel, options.whole)
      : newerQuery(options.after, size, options.whole);
  const path = join(context.folder, `${randomBytes(16).toString("hex")}.evtx`);
  const call = calls.save(CHANNEL_NAMES[channel], path, query);
  const look = (now: number): void => {
    if (now === bytes) return;
    bytes = now;
    tell("saving");
  };

  tell("saving");
  let end = await saveWatched(context, call, path, { patienceMs: patience.idleMs, look });
  let error = programError(end);
  if (error?.code === "collectDenied" && !signal.aborted) {
    await removeFile(path);
    tell("asking");
    end = await saveWatched(context, elevated(call, programs.powershell), path, {
      patienceMs: patience.permitMs,
      look,
    });
    error = end.type === "notStarted" ? appError("collectNotElevated") : programError(end);
  }
  const written = await fileSize(path);
  if (signal.aborted || end.type === "cancelled") {
    await removeFile(path);
    return { type: "cancelled" };
  }
  if (error === null && written === 0) error = appError("collectFailed", { exit: 0 });
  if (error !== null) {
    await removeFile(path);
    const missing = error.code === "channelMissing" && OPTIONAL_CHANNELS.has(channel);
    tell(missing ? "missing" : "failed", error);
    return { type: missing ? "missing" : "failed", error };
  }
  const newest = parsePlace(stdoutOf(await ask(calls.edge(path, { file: true, newest: true }))));
  bytes = written;
  if (newest === null && options.after !== null && !signal.aborted) {
    await removeFile(path);
    tell("nothingNew");
    return { type: "nothingNew" };
  }
  tell("saved");
  return { type: "saved", path, bytes, mark: newest === null ? null : { channel, ...newest } };
}

/** Runs an export and looks at its file, which must go on growing. */
async function saveWatched(
  { launch, patience, signal }: SaveContext,
  call: ProgramCall,
  path: string,
  { patienceMs, look }: { readonly patienceMs: number; readonly look: (bytes: number) => void },
): Promise<ProgramEnd> {
  const stalled = new AbortController();
  let last = 0;
  let since = Date.now();
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void fileSize(path).then((bytes) => {
      looking = false;
      if (bytes !== last) since = Date.now();
      last = bytes;
      look(bytes);
      if (Date.now() - since > (bytes === 0 ? patienceMs : patience.idleMs)) stalled.abort();
    });
  }, patience.lookMs);
  const either = AbortSignal.any([signal, stalled.signal]);
  const end = await runProgram(launch, call, { timeoutMs: patience.saveMs, signal: either });
  clearInterval(timer);
  return end.type === "cancelled" && !signal.aborted ? { type: "timeout" } : end;
}

function stdoutOf(end: ProgramEnd): string {
  return end.type === "exited" && end.code === 0 ? end.stdout : "";
}

async function fileSize(path: string): Promise<number> {
  return await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/**
 * A program with an administrator's rights cannot be stopped and holds its file until it ends; what cannot be removed
 * now goes with its folder, at the latest at the next start.
 */
async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}
