import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type AppError, appError } from "../../shared/contract/errors.ts";
import type { ArchiveJoin } from "../../shared/types/archive.ts";
import { CHANNEL_NAMES, type LiveChannelId, OPTIONAL_CHANNELS } from "../../shared/types/live-channels.ts";
import type { HostAccount, PulledLog, RecordMark } from "../host/live-collector.ts";
import type { Launch, ProgramInput, StartedProgram } from "./launch.ts";
import { programError } from "./program-errors.ts";
import { RecordStream } from "./record-stream.ts";
import { remoteError } from "./remote-errors.ts";
import { remoteQuery } from "./remote-query.ts";
import { runProgram } from "./run-program.ts";
import { type RecordPlace, wevtutilCalls } from "./wevtutil.ts";

/** How long another computer is waited for; tests have less patience. */
export interface PullPatience {
  /** For the first, short answer. */
  readonly askMs: number;
  /** Without a byte more for so long it is given up. */
  readonly idleMs: number;
  readonly allMs: number;
}

export interface PullContext {
  readonly launch: Launch;
  readonly wevtutil: string;
  readonly patience: PullPatience;
  readonly account: HostAccount | null;
  /** A private folder for the query, and the one the records are written to. */
  readonly folder: string;
  readonly target: string;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

export type PullEnd =
  | { readonly type: "pulled"; readonly log: PulledLog }
  | { readonly type: "nothingNew"; readonly computer: string }
  /** A log that not every Windows keeps. */
  | { readonly type: "missing" }
  /** `log`: what came before it failed. */
  | { readonly type: "failed"; readonly error: AppError; readonly log: PulledLog | null }
  | { readonly type: "notWritten"; readonly problem: unknown }
  | { readonly type: "cancelled" };

/** Asks for the size of a log: a quick way to learn whether the computer answers and lets the account in. */
export async function probe(
  context: PullContext,
  host: string,
  channel: LiveChannelId,
): Promise<AppError | null> {
  const call = wevtutilCalls(context.wevtutil).remote(
    ["gli", CHANNEL_NAMES[channel]],
    host,
    context.account?.user,
  );
  const { launch, patience, signal } = context;
  const input = inputOf(context.account);
  const end = await runProgram(
    (program, args, environment) => launch(program, args, environment, input),
    call,
    {
      timeoutMs: patience.askMs,
      signal,
    },
  );
  if (end.type === "exited") return remoteError(end.code);
  return end.type === "timeout" ? appError("remoteTimeout") : programError(end);
}

/**
 * Reads one log of a computer, or what is new in it since a mark, into a file of event XML. The last record known is
 * read again: where it is found, nothing lies between. Never rejects.
 */
export async function pullLog(
  context: PullContext,
  host: string,
  channel: LiveChannelId,
  options: {
    readonly whole: boolean;
    readonly mark: (RecordMark & { readonly computer: string }) | null;
    readonly onRecords: (records: number, computer: string) => void;
  },
): Promise<PullEnd> {
  const { mark } = options;
  if (mark === null) return await pull(context, host, channel, { ...options, join: "first" });
  const end = await pull(context, host, channel, { ...options, join: "joined" });
  if (end.type !== "nothingNew" || end.computer !== "") return end;
  // Not even the record known: the log counts from the start again, or is another one under this name.
  const whole = await pull(context, host, channel, { ...options, mark: null, join: "restarted" });
  return whole.type === "nothingNew" ? { type: "nothingNew", computer: mark.computer } : whole;
}

interface Asked {
  readonly whole: boolean;
  readonly mark: RecordMark | null;
  readonly join: ArchiveJoin;
  readonly onRecords: (records: number, computer: string) => void;
}

async function pull(
  context: PullContext,
  host: string,
  channel: LiveChannelId,
  { whole, mark, join: asked, onRecords }: Asked,
): Promise<PullEnd> {
  const { folder, target, account, signal, now } = context;
  const began = now();
  const name = randomBytes(12).toString("hex");
  const query = join(folder, `${name}.query.xml`);
  const path = join(target, `${name}.part`);
  let file: FileHandle;
  try {
    await writeFile(query, remoteQuery(channel, { whole, fromRecord: mark?.recordId ?? null }), {
      flag: "wx",
      mode: 0o600,
    });
    file = await open(path, "wx", 0o600);
  } catch (problem) {
    await remove(query);
    return { type: "notWritten", problem };
  }
  const writer = new FileWriter(file);
  const stream = new RecordStream();
  let end: StreamEnd;
  try {
    await writer.write("<Events>\n");
    const args = ["qe", query, "/sq:true", "/f:xml", "/e:Events", "/uni:true", "/rd:false"];
    const call = wevtutilCalls(context.wevtutil).remote(args, host, account?.user);
    const started = context.launch(call.program, call.args, undefined, inputOf(account));
    end = await readAll(started, context, async (piece) => {
      const before = stream.records;
      const text = stream.add(piece);
      if (text !== "") await writer.write(text);
      if (stream.records !== before) onRecords(stream.records, stream.computer);
      return !stream.broken;
    });
    await writer.write("</Events>\n");
    await file.sync();
    await file.close();
  } catch (problem) {
    await file.close().catch(() => {});
    await Promise.all([remove(path), remove(query)]);
    return isSpawnFailure(problem)
      ? { type: "failed", error: appError("collectNoProgram"), log: null }
      : { type: "notWritten", problem };
  }
  await remove(query);
  const drop = async (answer: PullEnd): Promise<PullEnd> => {
    await remove(path);
    return answer;
  };
  if (signal.aborted) return await drop({ type: "cancelled" });
  const error = errorOf(end, stream);
  if (error?.code === "channelMissing" && OPTIONAL_CHANNELS.has(channel))
    return await drop({ type: "missing" });
  const { first, last, computer } = stream;
  const isKnown = mark !== null && first !== null && isSame(mark, first);
  if (first === null || last === null || (isKnown && stream.records === 1)) {
    if (error !== null) return await drop({ type: "failed", error, log: null });
    return await drop({ type: "nothingNew", computer });
  }
  const log: PulledLog = {
    host,
    computer: computer === "" ? host : computer,
    channel,
    path,
    bytes: writer.bytes,
    sha256: writer.hash.digest("hex"),
    records: stream.records,
    first,
    last,
    began,
    ended: now(),
    whole,
    partial: error !== null,
    join: mark === null ? asked : isKnown ? "joined" : "gap",
  };
  return error === null ? { type: "pulled", log } : { type: "failed", error, log };
}

function isSame(a: RecordMark, b: RecordPlace): boolean {
  return a.recordId === b.recordId && Date.parse(a.time) === Date.parse(b.time);
}

function inputOf(account: HostAccount | null): ProgramInput | undefined {
  if (account === null) return undefined;
  return account.password === null ? "console" : { text: `${account.password}\r\n` };
}

type StreamEnd =
  | { readonly type: "exited"; readonly code: number | null }
  | { readonly type: "timeout" }
  | { readonly type: "broken" };

/** Reads all that a program prints, as fast as it can be written, and ends it when it stops or the signal comes. */
async function readAll(
  started: StartedProgram,
  { patience, signal }: PullContext,
  take: (piece: Buffer) => Promise<boolean>,
): Promise<StreamEnd> {
  started.stderr.on("error", () => {}).resume();
  const exit = started.exit.then(
    (code) => ({ code }),
    (problem: unknown) => ({ problem }),
  );
  const began = Date.now();
  let last = began;
  let timedOut = false;
  const stop = (): void => {
    started.kill();
    // Something that it started may hold the pipe open.
    started.stdout.destroy();
  };
  const timer = setInterval(
    () => {
      const now = Date.now();
      if (now - last < patience.idleMs && now - began < patience.allMs) return;
      timedOut = true;
      stop();
    },
    Math.min(1000, patience.idleMs / 4),
  );
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  let isBroken = false;
  let failure: unknown = null;
  try {
    for await (const piece of started.stdout) {
      last = Date.now();
      try {
        isBroken = !(await take(piece as Buffer));
      } catch (problem) {
        failure = problem ?? new Error("not written");
      }
      last = Date.now();
      if (isBroken || failure !== null) break;
    }
  } catch {
    // Ended from here.
  }
  if (isBroken || failure !== null) stop();
  const end = await exit;
  clearInterval(timer);
  signal.removeEventListener("abort", stop);
  if (failure !== null) throw failure;
  if (timedOut) return { type: "timeout" };
  if (isBroken) return { type: "broken" };
  if ("problem" in end) throw end.problem;
  return { type: "exited", code: end.code };
}

function errorOf(end: StreamEnd, { records }: RecordStream): AppError | null {
  if (end.type === "exited" && end.code !== null) {
    const error = remoteError(end.code);
    // In the middle of an answer it was the connection that failed, whatever its number.
    return error !== null && records > 0 && error.code === "remoteUnreachable"
      ? appError("remoteBroken", error.params)
      : error;
  }
  if (end.type === "timeout") return appError(records > 0 ? "remoteBroken" : "remoteTimeout");
  return appError(records > 0 ? "remoteBroken" : "collectFailed");
}

/** Failures of starting a program, unlike those of writing a file, name what they called. */
function isSpawnFailure(problem: unknown): boolean {
  return problem instanceof Error && "syscall" in problem && String(problem.syscall).startsWith("spawn");
}

class FileWriter {
  bytes = 0;
  readonly hash = createHash("sha256");
  readonly #file: FileHandle;
  constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text, "utf8");
    await this.#file.appendFile(bytes);
    this.hash.update(bytes);
    this.bytes += bytes.length;
  }
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}
