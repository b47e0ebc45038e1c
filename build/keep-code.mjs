// node keep-code.mjs OUT SCRATCH: runs the commands that are asked for most in this process, on a log small enough to be
// read on its own thread, and writes beside each script that was loaded the code V8 has made of it by then.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import v8 from "node:v8";
import vm from "node:vm";

const [, , out, scratch] = process.argv;
const cli = join(out, "cli/index.js");
const worker = join(out, "worker/index.js");
const log = join(out, "demo/PC-014-Security.evtx");
const require = createRequire(import.meta.url);

const scripts = new Map();
vm.Script = new Proxy(vm.Script, {
  construct(Script, [text, options]) {
    // A command that runs after another one adds to its code.
    const script = scripts.get(options.filename) ?? new Script(text, options);
    scripts.set(options.filename, script);
    return script;
  },
});
// Code is only taken by a process with the settings of the one that made it.
v8.setFlagsFromString = () => {};

// Where the command line leaves its exit code for a program that goes on, see shared/contract/command-names.ts.
const ENDED = Symbol.for("logonscope.command.ended");
globalThis[ENDED] = null;

/** Runs a command as a start of the program does. */
async function run(...args) {
  process.argv = [process.execPath, cli, ...args];
  delete require.cache[cli];
  require(cli);
  if ((await globalThis[ENDED]) !== 0) process.exit(1);
}

await run("sessions", log, "--format", "csv", "--out", join(scratch, "sessions.csv"), "--quiet");
await run("events", log, "--all", "--format", "jsonl", "--out", join(scratch, "events.jsonl"), "--quiet");
// That one was read by a thread, whose code is out of reach: the same job once more here. No room is ever missing.
await require(worker).runJob(
  {
    id: 0,
    job: {
      kind: "events",
      files: [{ path: log, name: log, folder: null, failure: null }],
      options: { all: true, recovered: false, hash: false },
    },
    flags: new Int32Array(new SharedArrayBuffer(64)).fill(1_000_000, 1, 2),
    ports: [],
    helpIsNear: false,
  },
  ({ end }) => {
    if (end?.ok === false) process.exit(1);
  },
);
if (scripts.size < 2) process.exit(1);
for (const [file, script] of scripts)
  writeFileSync(file.replace(/\.cjs$/, ".code"), script.createCachedData());
