import { appendFileSync, readFileSync, writeSync } from "node:fs";
import { join, win32 } from "node:path";
import { commandLineParts } from "./command-line.ts";
import { type Said, wevtutil } from "./wevtutil.ts";
import type { World } from "./world.ts";

/*
 * The programs of Windows that the collector starts, in one:
 *   program.mjs MEMORY PROGRAM ARGS...
 * Exit codes of Windows have 32 bits and those of other systems 8, so the code is told on descriptor 3.
 */
const [memory = "", program = "", ...args] = process.argv.slice(2);
const world = JSON.parse(readFileSync(join(memory, "world.json"), "utf8")) as World;
appendFileSync(join(memory, "calls.jsonl"), `${JSON.stringify([win32.basename(program), ...args])}\n`);

async function run(): Promise<Said> {
  switch (win32.basename(program)) {
    case "wevtutil.exe":
      return await wevtutil({ world, memory, elevated: false }, args);
    case "powershell.exe":
      return await elevate();
    case "whoami.exe":
      return { code: 0, out: '"pc-014\\anna","S-1-5-21-1004336348-1177238915-682003330-1001"\r\n' };
    case "icacls.exe":
      return { code: world.icacls ?? 0, out: "Successfully processed 1 files\r\n" };
    default:
      return { code: 9009 };
  }
}

/** What the one script does that this PowerShell is ever given: start a program with the runas verb. */
async function elevate(): Promise<Said> {
  const { LOGONSCOPE_PROGRAM = "", LOGONSCOPE_ARGUMENTS = "" } = process.env;
  const script = args.at(-1) ?? "";
  if (!script.includes("$env:LOGONSCOPE_PROGRAM") || !script.includes("'runas'")) return { code: 1 };
  if (world.uac === "never") await new Promise((resolve) => setTimeout(resolve, 60_000));
  if (world.uac === "no") return { code: 1223 };
  if (world.uac === "blocked") return { code: 870_001 };
  if (win32.basename(LOGONSCOPE_PROGRAM) !== "wevtutil.exe") return { code: 2 };
  return await wevtutil({ world, memory, elevated: true }, commandLineParts(LOGONSCOPE_ARGUMENTS));
}

const said = await run();
if (said.out !== undefined)
  process.stdout.write(said.unicode === true ? Buffer.from(said.out, "utf16le") : said.out);
if (said.hangs === true) await new Promise((resolve) => setTimeout(resolve, 60_000));
if (said.err !== undefined) process.stderr.write(said.err);
writeSync(3, String(said.code));
process.exitCode = said.code === 0 ? 0 : 1;
