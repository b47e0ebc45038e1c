import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { rolldown } from "rolldown";
import type { CollectorOptions } from "../../electron/collect/collector.ts";
import type { Launch } from "../../electron/collect/launch.ts";
import { windowsPrograms } from "../../electron/collect/windows-programs.ts";
import { projectRoot } from "../source-tree.ts";
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

/** Builds the programs and puts them in place; takes some tenths of a second. */
export async function createStandIn(world: World): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), "logonscope-windows-test-"));
  const [memory, parent] = [join(folder, "memory"), join(folder, "Temp of Änna")];
  for (const path of [memory, parent]) mkdirSync(path);
  const program = join(folder, "program.mjs");
  const bundle = await rolldown({
    input: join(projectRoot, "tests/windows/program.ts"),
    platform: "node",
    cwd: projectRoot,
  });
  await bundle.write({ file: program, format: "esm", minify: false });
  await bundle.close();
  const set = (next: World): void => writeFileSync(join(memory, "world.json"), JSON.stringify(next));
  set(world);

  const running = new Set<ChildProcess>();
  const launch: Launch = (name, args, environment = {}, input) => {
    const child = spawn(process.execPath, [program, memory, name, ...args], {
      stdio: [typeof input === "object" ? "pipe" : "ignore", "pipe", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    running.add(child);
    child.stdin?.on("error", () => {});
    if (typeof input === "object") child.stdin?.end(input.text);
    const [, stdout, stderr, code] = child.stdio as unknown as [null, Readable, Readable, Readable];
    let told = "";
    code.on("data", (piece: Buffer) => {
      told += piece.toString();
    });
    const exit = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (own) => {
        running.delete(child);
        resolve(told === "" ? own : Number(told));
      });
    });
    return { stdout, stderr, exit, kill: () => void child.kill("SIGKILL") };
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
      for (const child of running) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
