import { appendFileSync, readFileSync } from "node:fs";
import { join, win32 } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLineParts } from "./command-line.ts";
import { type Said, wevtutil } from "./wevtutil.ts";
import type { World } from "./world.ts";

/** A program of Windows that the collector starts. */
export interface ProgramStart {
  /** Folder with the world, where every start is noted down. */
  readonly memory: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What it reads from standard input. */
  readonly input: string;
  /** Ends it where it stands. */
  readonly killed: AbortSignal;
}

/** How long a program stays that never ends of its own. */
const FOREVER_MS = 3_600_000;

/** Does what such a program does; rejects when it is killed before its end. */
export async function runProgram(start: ProgramStart): Promise<Said> {
  const { memory, args, input, killed } = start;
  const world = JSON.parse(readFileSync(join(memory, "world.json"), "utf8")) as World;
  const name = win32.basename(start.program);
  appendFileSync(join(memory, "calls.jsonl"), `${JSON.stringify([name, ...args])}\n`);
  const place = { world, memory, input, killed };
  switch (name) {
    case "wevtutil.exe":
      return await wevtutil({ ...place, elevated: false }, args);
    case "powershell.exe":
      return await elevate(start, world);
    case "whoami.exe":
      return { code: 0, out: '"pc-014\\anna","S-1-5-21-1004336348-1177238915-682003330-1001"\r\n' };
    case "icacls.exe":
      return { code: world.icacls ?? 0, out: "Successfully processed 1 files\r\n" };
    default:
      return { code: 9009 };
  }
}

/** What the one script does that this PowerShell is ever given: start a program with the runas verb. */
async function elevate(start: ProgramStart, world: World): Promise<Said> {
  const { memory, args, environment, input, killed } = start;
  const { LOGONSCOPE_PROGRAM = "", LOGONSCOPE_ARGUMENTS = "" } = environment;
  const script = args.at(-1) ?? "";
  if (!script.includes("$env:LOGONSCOPE_PROGRAM") || !script.includes("'runas'")) return { code: 1 };
  if (world.uac === "never") await sleep(FOREVER_MS, null, { signal: killed });
  if (world.uac === "no") return { code: 1223 };
  if (world.uac === "blocked") return { code: 870_001 };
  if (win32.basename(LOGONSCOPE_PROGRAM) !== "wevtutil.exe") return { code: 2 };
  const parts = commandLineParts(LOGONSCOPE_ARGUMENTS);
  return await wevtutil({ world, memory, input, killed, elevated: true }, parts);
}
