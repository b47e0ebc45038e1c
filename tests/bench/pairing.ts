// First of all: it has to see the arrays that the modules below make.
import "./live-bytes.ts";
import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import { EVENT_COLUMNS, type EventColumnName, type EventTable } from "../../shared/types/event-table.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { eventLoad, type Load } from "./event-load.ts";
import { bytesInUse, highestBytes } from "./live-bytes.ts";

/*
 * Pairing alone, warm, in this process. Prints one line of JSON.
 *   node pairing.mjs EVENTS dense|sparse time                  median time, and how far the process grows
 *   node --expose-gc pairing.mjs EVENTS dense|sparse memory    bytes, see pairing-part.mjs for what they mean
 *   node pairing.mjs EVENTS dense|sparse profile               as `time`, more often: for a profile of it
 */
const length = Number(process.argv[2] ?? 1e6);
const load: Load = process.argv[3] === "sparse" ? "sparse" : "dense";
const wanted = process.argv.at(-1);
/** Times that take part in the median. */
const PASSES = wanted === "profile" ? 20 : length > 3e6 ? 3 : 7;

const pair = ({ events, strings }: ReturnType<typeof eventLoad>) =>
  pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });

const small = eventLoad(50_000, load);
for (let i = 0; i < 6; i++) pair(small);
const big = eventLoad(length, load);
console.log(JSON.stringify(wanted === "memory" ? memory() : time()));

function time() {
  const before = process.memoryUsage().rss;
  pair(big);
  const residentBytes = process.resourceUsage().maxRSS * 1024 - before;
  const times: number[] = [];
  for (let i = 0; i < PASSES; i++) {
    const start = performance.now();
    pair(big);
    times.push(performance.now() - start);
  }
  return { ms: times.sort((a, b) => a - b)[times.length >> 1]!, residentBytes };
}

function memory() {
  const before = bytesInUse();
  const { bytes, result } = highestBytes(() => pair(big));
  const kept = bytesInUse() - before;
  return {
    inputBytes: bytesOf(big.events),
    resultBytes: kept,
    workingBytes: bytes - before - kept,
    sessions: result.sessions.length,
  };
}

function bytesOf(events: EventTable): number {
  const names = Object.keys(EVENT_COLUMNS) as EventColumnName[];
  return names.reduce((sum, name) => sum + events[name].byteLength, 0);
}
