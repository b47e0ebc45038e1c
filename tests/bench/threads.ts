import { createJobRunner, type JobRunner } from "../../electron/host/job-runner.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";

/*
 * A case opened by warm threads, as a window opens it. Prints one line of JSON with median milliseconds: `one`, by one
 * thread; `two`, by that one with a helper; `apart`, two such cases at once, each by one thread, which is all that two
 * threads of this machine can do. In turn.
 *   node threads.mjs WORKER-URL LOG PASSES
 */
const [, , workerUrl = "", log = "", passes = "5"] = process.argv;
const files = [{ path: log, name: log, folder: null, failure: null }];
const runners = [0, 1, 0].map((helpers) => createJobRunner({ workerUrl: new URL(workerUrl), helpers }));
const [alone, helped, other] = runners as [JobRunner, JobRunner, JobRunner];
const open = async (runner: JobRunner): Promise<void> => {
  const job = { kind: "openCase", files, settings: DEFAULT_SETTINGS, early: false, hash: false } as const;
  const end = await runner.run(job, () => {});
  if (end.ok !== true) throw new Error("the case could not be opened");
};
const ways = {
  one: () => open(alone),
  two: () => open(helped),
  apart: () => Promise.all([open(alone), open(other)]),
};
const times: Record<keyof typeof ways, number[]> = { one: [], two: [], apart: [] };
for (const runner of runners) runner.warm({ helpers: true });
for (let i = -2; i < Number(passes); i++) {
  for (const way of ["one", "two", "apart"] as const) {
    const start = performance.now();
    await ways[way]();
    if (i >= 0) times[way].push(performance.now() - start);
  }
}
await Promise.all(runners.map((runner) => runner.close()));
const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1];
console.log(JSON.stringify({ one: median(times.one), two: median(times.two), apart: median(times.apart) }));
