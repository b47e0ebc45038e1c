import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import type { CollectorOptions } from "../../electron/collect/collector.ts";
import type { Launch } from "../../electron/collect/launch.ts";
import { windowsPrograms } from "../../electron/collect/windows-programs.ts";
import { runProgram } from "./program.ts";
import type { World } from "./world.ts";

/** A made-up Windows whose programs can be started on any system. */
export interface StandIn {
  /** For `createCollector`: everything but a collector's own choices. */
  readonly options: CollectorOptions;
  /** Folder in which collectors make their private one. */
  readonly parent: string;
  /** Changes the world for the programs that start from now on. */
  set(world: World): void;
  /** Every program that was started, with its arguments. */
  calls(): readonly (readonly string[])[];
  /** Programs that still run. */
  running(): number;
  remove(): void;
}

/** What a pipe passes on at a time, so that texts and characters arrive in parts. */
const PIECE_BYTES = 4093;

/**
 * Puts the programs in place. They run in this process, so that a test waits for what it tests and not for starts of
 * processes; `launch.test.ts` starts real ones.
 */
export function createStandIn(world: World): StandIn {
  const folder = mkdtempSync(join(tmpdir(), "logonscope-windows-test-"));
  const [memory, parent] = [join(folder, "memory"), join(folder, "Temp of Änna")];
  for (const path of [memory, parent]) mkdirSync(path);
  const set = (next: World): void => writeFileSync(join(memory, "world.json"), JSON.stringify(next));
  set(world);

  const running = new Set<AbortController>();
  const launch: Launch = (program, args, environment = {}, input) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const kill = new AbortController();
    const killed = once(kill.signal, "abort");
    const text = typeof input === "object" ? input.text : "";
    const print = (stream: PassThrough, output: Buffer): void => {
      for (let at = 0; at < output.length; at += PIECE_BYTES)
        stream.write(output.subarray(at, at + PIECE_BYTES));
    };
    const run = async (): Promise<number | null> => {
      const start = { memory, program, args, environment, input: text, killed: kill.signal };
      const said = await runProgram(start).catch((problem: unknown) => {
        if (kill.signal.aborted) return null;
        throw problem;
      });
      if (said !== null)
        print(stdout, Buffer.from(said.out ?? "", said.unicode === true ? "utf16le" : "utf8"));
      if (said?.hangs === true) await killed;
      if (said !== null && !kill.signal.aborted) print(stderr, Buffer.from(said.err ?? ""));
      for (const stream of [stdout, stderr]) stream.end();
      return said === null || kill.signal.aborted ? null : said.code;
    };
    running.add(kill);
    // Like a process it begins when its starter is done, and has ended when its pipes are read to their end.
    const exit = new Promise<void>((resolve) => setImmediate(resolve)).then(run).then(async (code) => {
      await Promise.allSettled([stdout, stderr].map((stream) => finished(stream)));
      running.delete(kill);
      return code;
    });
    return { stdout, stderr, exit, kill: () => kill.abort() };
  };
  return {
    options: {
      platform: "win32",
      programs: windowsPrograms({ SystemRoot: "C:\\Windows" }),
      launch,
      parent,
      computer: world.computer,
      patience: { lookMs: 10 },
      remotePatience: { againMs: 20 },
    },
    parent,
    set,
    calls() {
      const path = join(memory, "calls.jsonl");
      if (!existsSync(path)) return [];
      return readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as string[]);
    },
    running: () => running.size,
    remove() {
      for (const program of running) program.abort();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
