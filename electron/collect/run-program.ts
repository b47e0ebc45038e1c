import type { Readable } from "node:stream";
import type { Launch, StartedProgram } from "./launch.ts";

export interface ProgramCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export type ProgramEnd =
  | { readonly type: "exited"; readonly code: number; readonly stdout: string }
  /** It could not be started, or was killed by somebody else. */
  | { readonly type: "notStarted" }
  | { readonly type: "died" }
  | { readonly type: "timeout" }
  | { readonly type: "cancelled" };

/** What is kept of an output; a single record is at most a chunk of 64 KiB. */
const MAX_OUTPUT = 1024 * 1024;
/** A killed program that does not end by then is left to the system. */
const KILL_WAIT_MS = 2000;

/** Runs a program to its end, and no longer than `timeoutMs` or until the signal. Never rejects. */
export async function runProgram(
  launch: Launch,
  { program, args, environment }: ProgramCall,
  options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<ProgramEnd> {
  if (options.signal?.aborted === true) return { type: "cancelled" };
  let started: StartedProgram;
  try {
    started = launch(program, args, environment);
  } catch {
    return { type: "notStarted" };
  }
  const output = collectText(started.stdout);
  // Sentences are in the language of that Windows; only exit codes are the same everywhere. But a full pipe would
  // stop the program.
  started.stderr.on("error", () => {}).resume();
  const ended = started.exit.then(
    (code): ProgramEnd => (code === null ? { type: "died" } : { type: "exited", code, stdout: output() }),
    (): ProgramEnd => ({ type: "notStarted" }),
  );
  const stopped = stopAfter(options.timeoutMs, options.signal);
  const end = await Promise.race([ended, stopped.promise]);
  stopped.dispose();
  if (end.type !== "timeout" && end.type !== "cancelled") return end;
  started.kill();
  const grace = stopAfter(KILL_WAIT_MS);
  await Promise.race([ended, grace.promise]);
  grace.dispose();
  return end;
}

function stopAfter(ms: number, signal?: AbortSignal) {
  const { promise, resolve } = deferred<ProgramEnd>();
  const timer = setTimeout(() => resolve({ type: "timeout" }), ms);
  const onAbort = (): void => resolve({ type: "cancelled" });
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    promise,
    dispose() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Reads to the end, keeps the beginning. What is looked for in it is ASCII, whatever the code page. */
function collectText(stream: Readable): () => string {
  const pieces: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (piece: Buffer) => {
    if (bytes < MAX_OUTPUT) pieces.push(piece);
    bytes += piece.length;
  });
  stream.on("error", () => {});
  return () => Buffer.concat(pieces).toString("latin1");
}
