// node keep-code.mjs CLI LOGS OUT: runs the command line in this process on a folder of logs, small enough to be read
// on its own thread, and writes beside each script that was loaded the code V8 has made of it by then.
import { writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import v8 from "node:v8";
import vm from "node:vm";

const [, , cli, logs, out] = process.argv;
const scripts = new Map();
vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    scripts.set(options.filename, this);
  }
};
// Code is only taken by a process with the settings of the one that made it.
v8.setFlagsFromString = () => {};
syncBuiltinESMExports();

process.on("exit", () => {
  if (scripts.size < 2) process.exitCode = 1;
  for (const [file, script] of scripts)
    writeFileSync(file.replace(/\.cjs$/, ".code"), script.createCachedData());
});
process.argv = [
  process.execPath,
  cli,
  "sessions",
  join(logs, "PC-014-Security.evtx"),
  "--format",
  "csv",
  "--out",
  out,
  "--quiet",
];
await import(pathToFileURL(cli).href);
