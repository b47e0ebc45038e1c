// Part of `npm run bench`: how long the tables of the page take to be sorted, grouped and filtered, in a process of its own.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "node_modules/.cache/logonscope/bench");

/**
 * Times a table of so many sessions; what is done with them on their way into the window goes into `numbers`. The channel
 * between the two processes is not in that: its copies, and the way through HTTP, are among the raw numbers.
 */
export async function benchTables(sessions = 1e6, numbers = new Map()) {
  const bundle = await rolldown({ input: join(root, "tests/bench/tables.ts"), platform: "node" });
  const file = join(work, "tables.mjs");
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  const run = spawnSync(process.execPath, [file, String(sessions)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(`the tables of ${sessions} sessions ended with ${run.status}`);
  console.log(`\ntable of ${sessions.toLocaleString("en")} sessions, in process, warm`);
  console.log(`${"".padEnd(36)}   median ms   quickest   first`);
  const { results } = JSON.parse(run.stdout);
  for (const [what, median, quickest, first] of results) {
    const cells = [
      median.toFixed(0).padStart(11),
      quickest.toFixed(0).padStart(10),
      first.toFixed(0).padStart(7),
    ];
    console.log(`${what.padEnd(36)} ${cells.join(" ")}`);
  }
  const handOver = results.filter(([what]) => what.startsWith("hand-over"));
  numbers.set(
    "hand-over",
    handOver.reduce((sum, [, median]) => sum + median, 0),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchTables(Number(process.argv[2] ?? 1e6));
