import { createJobRunner } from "../../electron/host/job-runner.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";

/*
 * A case opened by warm threads, as a window opens it. Prints one line of JSON with median milliseconds: by one thread,
 * and by that one with a helper, in turn.
 *   node threads.mjs WORKER-URL LOG PASSES
 */
const [, , workerUrl = "", log = "", passes = "5"] = process.argv;
const files = [{ path: log, name: log, folder: null, failure: null }];
const runners = [0, 1].map((helpers) => createJobRunner({ workerUrl: new URL(workerUrl), helpers }));
const times: number[][] = [[], []];
for (const runner of runners) runner.warm({ helpers: true });
for (let i = -2; i < Number(passes); i++) {
  for (const [at, runner] of runners.entries()) {
    const start = performance.now();
    const job = { kind: "openCase", files, settings: DEFAULT_SETTINGS, early: false, hash: false } as const;
    const end = await runner.run(job, () => {});
    if (end.ok !== true) throw new Error("the case could not be opened");
    if (i >= 0) times[at]!.push(performance.now() - start);
  }
}
await Promise.all(runners.map((runner) => runner.close()));
const [one, two] = times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]);
console.log(JSON.stringify({ one, two }));
