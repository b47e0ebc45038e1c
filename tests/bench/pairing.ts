import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { eventLoad } from "./event-load.ts";

/*
 * Times pairing alone, warm, in this process:
 *   node --expose-gc pairing.js EVENTS
 * Prints one line of JSON. `peakBytes` is by how much the process grew at its highest, `keptBytes` what stands after
 * it is over and all that is dead has gone; the events themselves are in neither.
 */
const length = Number(process.argv[2] ?? 1e6);
const RUNS = length > 3e6 ? 3 : 7;
const collect = (): void => (globalThis as { gc?: () => void }).gc?.();

const pair = ({ events, strings }: ReturnType<typeof eventLoad>) =>
  pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });

const small = eventLoad(50_000);
for (let i = 0; i < 6; i++) pair(small);

const load = eventLoad(length);
collect();
const before = process.memoryUsage();
let result = pair(load);
const peakBytes = process.resourceUsage().maxRSS * 1024 - before.rss;
collect();
const after = process.memoryUsage();
const keptBytes = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
const times: number[] = [];
for (let i = 0; i < RUNS; i++) {
  const start = performance.now();
  result = pair(load);
  times.push(performance.now() - start);
}
times.sort((a, b) => a - b);
const ms = times[RUNS >> 1]!;
console.log(JSON.stringify({ events: length, ms, peakBytes, keptBytes, sessions: result.sessions.length }));
