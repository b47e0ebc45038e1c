import { randomBytes } from "node:crypto";
import { createWriteStream, realpathSync, type Stats, statSync, type WriteStream } from "node:fs";
import { realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { OutputStream } from "./environment.ts";
import { CommandFailure, EXIT, usageFailure } from "./exit-codes.ts";

/** The other side of the pipe has gone: nothing is wrong, there is only nobody to write for. */
export class ClosedPipe extends Error {}
/** Ctrl-C. */
export class Interrupted extends Error {}

/** Where the data of a command goes. */
export interface Output {
  /** Resolves when there is room for more. Throws `ClosedPipe`, `CommandFailure`, `Interrupted`. */
  write(block: string | Uint8Array): Promise<void>;
  /** Puts a file in its place. Without this call nothing of it remains. */
  finish(): Promise<void>;
  /** Removes an unfinished file. */
  discard(): Promise<void>;
  /** Columns of the terminal it goes to; 0 when it goes elsewhere. */
  readonly columns: number;
  readonly isFile: boolean;
}

/** The output of a command: a file when `out` names one, else standard output. */
export function openOutput(out: string | undefined, stdout: OutputStream, signal: AbortSignal): Output {
  return out === undefined ? streamOutput(stdout, signal) : openFile(out, signal);
}

function streamOutput(stream: OutputStream, signal: AbortSignal): Output {
  let failure: Error | null = null;
  stream.on("error", (error) => {
    failure ??= error;
  });
  return {
    columns: stream.isTTY === true ? (stream.columns ?? 80) : 0,
    isFile: false,
    async write(block) {
      if (signal.aborted) throw new Interrupted();
      // Waiting for every block keeps memory flat whatever the speed of the reader.
      const error = await new Promise<Error | null>((done) => {
        stream.write(block, (problem) => done(problem ?? null));
      });
      const problem = failure ?? error;
      if (problem !== null) throw writeFailure(problem, "standard output");
    },
    finish: async () => {},
    discard: async () => {},
  };
}

/**
 * A file is written beside its place and renamed when it is whole, so that a half one never stands there; through a link
 * it is the file that the link names. What is no file, such as a named pipe, is written to as it is.
 */
export function openFile(path: string, signal: AbortSignal): Output {
  const found = statsOf(path);
  const isSpecial = found !== undefined && !found.isFile() && !found.isDirectory();
  const target = found?.isFile() === true ? realpathSync(path) : resolve(path);
  const temporary = isSpecial
    ? target
    : join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  let stream: WriteStream | null = null;
  let failure: Error | null = null;
  const open = (): WriteStream => {
    if (stream !== null) return stream;
    stream = createWriteStream(temporary, { flags: isSpecial ? "w" : "wx" });
    stream.on("error", (error) => {
      failure ??= error;
    });
    return stream;
  };
  const discard = async () => {
    stream?.destroy();
    if (!isSpecial) await unlink(temporary).catch(() => {});
  };
  return {
    columns: 0,
    isFile: true,
    async write(block) {
      if (signal.aborted) throw new Interrupted();
      const error = await new Promise<Error | null>((done) => {
        open().write(block, (problem) => done(problem ?? null));
      });
      const problem = failure ?? error;
      if (problem !== null) throw writeFailure(problem, path);
    },
    async finish() {
      const own = open();
      await new Promise<void>((done) => own.end(() => done()));
      if (failure !== null) throw writeFailure(failure, path);
      if (isSpecial) return;
      await rename(temporary, target).catch((error: unknown) => {
        throw writeFailure(error, path);
      });
    },
    discard,
  };
}

/**
 * Refuses an output that cannot be one, before anything is read: a folder, a file that is read-only, and one of the
 * inputs by any name, because inputs are never changed. Throws `CommandFailure`.
 */
export async function checkOutput(out: string | undefined, inputs: readonly string[]): Promise<void> {
  if (out === undefined) return;
  const parent = await stat(dirname(resolve(out))).catch(() => null);
  if (parent?.isDirectory() !== true) throw notWritten(out, WORDS.ENOENT!);
  const target = await stat(out).catch(() => null);
  if (target === null) return;
  if (target.isDirectory()) throw notWritten(out, WORDS.EISDIR!);
  if (target.isFile() && (target.mode & 0o222) === 0) throw notWritten(out, "the file is read-only.");
  const place = await realpath(out).catch(() => resolve(out));
  for (const input of inputs) {
    const found = await stat(input).catch(() => null);
    if (found === null) continue;
    const isInput = found.isDirectory()
      ? target.isFile() && place.startsWith(`${await realpath(input)}${sep}`)
      : found.dev === target.dev && found.ino === target.ino;
    if (!isInput) continue;
    throw usageFailure(`--out ${out} is one of the inputs. Choose another file: inputs are never changed.`);
  }
}

function notWritten(name: string, why: string): CommandFailure {
  return new CommandFailure(EXIT.notWritten, `${name}: the output could not be written: ${why}`);
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Why it cannot be had is told by writing to it.
    return undefined;
  }
}

/** What a failed write means for the command; `ClosedPipe` is no failure. */
export function writeFailure(failure: unknown, name: string): Error {
  if (failure instanceof ClosedPipe || failure instanceof Interrupted || failure instanceof CommandFailure)
    return failure;
  const error = failure instanceof Error ? failure : new Error(String(failure));
  const code = "code" in error ? String(error.code) : "";
  if (code === "EPIPE" || code === "ERR_STREAM_DESTROYED") return new ClosedPipe();
  return notWritten(name, WORDS[code] ?? error.message);
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder.",
  ENOTDIR: "there is no such folder.",
  EACCES: "not allowed to write there.",
  EPERM: "not allowed to write there.",
  EROFS: "not allowed to write there.",
  EISDIR: "this is a folder. Name a file.",
  ENOSPC: "the disk is full.",
  EEXIST: "there is such a file already.",
};
