import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { PATIENCE_MS } from "../patience.ts";
import { projectRoot } from "../source-tree.ts";

export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line and waits for it. */
export function cli(args: readonly string[], input?: string): CliRun {
  const run = spawnSync(process.execPath, [join(projectRoot, "out/cli/index.js"), ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 2 * PATIENCE_MS,
    ...(input === undefined ? {} : { input }),
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
