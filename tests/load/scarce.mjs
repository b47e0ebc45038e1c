// Part of `npm run load`: a program that may not have the memory that a case needs, as in a container or a service with
// a limit. A group of the kernel's own holds it down (Linux, as root); elsewhere the part says why it is left out.
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./measured.mjs";

/** The folder of a new group with a limit, or the reason why there is none. */
function newGroup(bytes) {
  const [root, file] = existsSync("/sys/fs/cgroup/cgroup.controllers")
    ? ["/sys/fs/cgroup", "memory.max"]
    : ["/sys/fs/cgroup/memory", "memory.limit_in_bytes"];
  const folder = join(root, `logonscope-load-${process.pid}`);
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, file), String(bytes));
    return { folder };
  } catch (failure) {
    return { reason: `no group with a limit can be made here (${failure.code ?? failure.message})` };
  }
}

/** Runs the command line with so much memory; null and the reason where that cannot be done. */
export async function withLimit(megabytes, args) {
  const group = newGroup(megabytes * 1e6);
  if ("reason" in group) return group;
  try {
    // It joins the group before it loads anything.
    const join_ = `require("node:fs").writeFileSync(${JSON.stringify(join(group.folder, "cgroup.procs"))}, String(process.pid))`;
    const options = `--import=data:text/javascript,${encodeURIComponent(`import fs from "node:fs";${join_.replace('require("node:fs")', "fs")}`)}`;
    return await run([options, ...args]);
  } finally {
    for (let tries = 0; tries < 50; tries++) {
      try {
        rmdirSync(group.folder);
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
}
