import { MessageChannel } from "node:worker_threads";
import { sameBytes } from "../../electron/host/same-bytes.ts";
import { FrameSplitter } from "../../shared/contract/frame-splitter.ts";
import { decodePieces, type FramePieces, framePieces } from "../../shared/contract/frames.ts";
import { type PortLike, portWire } from "../../shared/contract/port-pieces.ts";
import { filterSessions, type SessionSelection } from "../../shared/engine/filter/filter.ts";
import { GROUPINGS, groupEntries, groupSessions, groupTotals } from "../../shared/engine/grouping.ts";
import { type SessionSortColumn, sortSessions, sortSessionsBy } from "../../shared/engine/sort.ts";
import { ianaZone } from "../../shared/engine/time/iana-zone.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { nodePort } from "../../shared/testing/node-port.ts";
import { joinBytes } from "../../shared/types/join-bytes.ts";
import { sessionLoad } from "./session-load.ts";

/*
 * Times the orders, groups and filters of a table in this process, warm:
 *   node tables.mjs SESSIONS
 * Prints one line of JSON: [what, median ms, quickest ms, ms of the first time on new data]. Ranks of texts are worked
 * out the first time and kept with the data, as a page that sorts twice finds them.
 */
const length = Number(process.argv[2] ?? 1e6);
const RUNS = 9;
const COLUMNS: readonly SessionSortColumn[] = [
  "start",
  "end",
  "user",
  "sourceAddress",
  "duration",
  "active",
  "endReason",
  "leadLogonId",
];
const zone = ianaZone("Europe/Berlin") ?? UTC;

type Load = ReturnType<typeof sessionLoad>;
const every = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);
const work: (readonly [string, (load: Load, rows: Uint32Array<ArrayBuffer>) => unknown])[] = [
  ...COLUMNS.flatMap((column) =>
    (["ascending", "descending"] as const).map(
      (direction) =>
        [
          `sort ${column}, ${direction}`,
          ({ sessions, strings }: Load, rows: Uint32Array<ArrayBuffer>) =>
            sortSessions(sessions, strings, rows, column, direction),
        ] as const,
    ),
  ),
  [
    "sort user, then start",
    ({ sessions, strings }, rows) =>
      sortSessionsBy(sessions, strings, rows, [
        { column: "user", direction: "ascending" },
        { column: "start", direction: "descending" },
      ]),
  ],
  ...GROUPINGS.map(
    (by) =>
      [
        `group by ${by}, sums, lines`,
        ({ sessions, strings }: Load, rows: Uint32Array<ArrayBuffer>) => {
          const groups = groupSessions(sessions, strings, rows, by, zone);
          return [groupTotals(sessions, groups), groupEntries(groups, () => false)];
        },
      ] as const,
  ),
];

/** One condition of each sort, a keystroke of a word, and what people type together. */
const FILTERS = [
  "user.12",
  "user:user.12",
  "computer:PC-3*",
  "type:10",
  "ip:10.3.0.0/16",
  "duration:>8h",
  "duration:<1m",
  "duration:1h..8h",
  "hour:22-6",
  "weekday:sat,sun",
  "on:2024-06-05",
  "from:2024-06-01 to:2024-07-01",
  "user:user.12 -type:3 duration:>1h",
] as const;
const everything = { kinds: null, from: Number.NaN, to: Number.NaN };
const window = { kinds: ["desktop"], from: 1e14, to: 1.2e14 } as const;

function filterWork(text: string, selection: SessionSelection) {
  return ({ sessions, strings }: Load) => {
    const result = filterSessions(sessions, text, { strings, zone }, selection);
    if (!result.ok) throw new Error(`column ${result.error.at + 1} of ${text}`);
    return result.value;
  };
}

for (const text of FILTERS) work.push([`filter ${text}`, filterWork(text, everything)]);
work.push(["desktop only, a month of the case", filterWork("", window)]);

/** What only this part of the way needs, made outside of the time that it takes. */
function once<T>(make: (load: Load) => T): (load: Load) => T {
  const known = new Map<Load, T>();
  return (load) => {
    const made = known.get(load) ?? make(load);
    known.set(load, made);
    return made;
  };
}
/** What a page reads off a stream of HTTP at once. */
const CHUNK = 64 * 1024;
const piecesOf = once((load) => framePieces(load, { sameBytes }));
const arrivedOf = once((load) => acrossMemory(piecesOf(load)));
const chunksOf = once((load) => {
  const frame = joinBytes(piecesOf(load));
  return Array.from({ length: Math.ceil(frame.length / CHUNK) }, (_, at) =>
    frame.slice(at * CHUNK, (at + 1) * CHUNK),
  );
});

/** A frame cut into pieces, posted with credit, and gathered, over ports that hand on what is posted without a copy. */
function acrossMemory(frame: FramePieces): FramePieces {
  const posted: (() => void)[] = [];
  const make = (): PortLike => ({ post: () => {}, onMessage: null, onClose: null, close: () => {} });
  const [near, far] = [make(), make()];
  near.post = (message) => void posted.push(() => far.onMessage?.(message));
  far.post = (message) => void posted.push(() => near.onMessage?.(message));
  let arrived: FramePieces = [];
  portWire(far).onFrame = (pieces) => {
    arrived = pieces;
  };
  portWire(near).send(frame);
  // A message that arrives may bring further ones.
  for (const arrive of posted) arrive();
  return arrived;
}

/** The whole way between two ends of a channel of Node, which copies everything once on its way in and once out of it. */
function acrossChannel(load: Load): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  const near = portWire(nodePort(port1));
  return new Promise((resolve) => {
    portWire(nodePort(port2)).onFrame = (pieces) => {
      resolve(decodePieces(pieces));
      near.close();
    };
    near.send(framePieces(load, { sameBytes }));
  });
}

work.push(["hand-over to the page, framed", (load) => framePieces(load, { sameBytes })]);
work.push(["hand-over to the page, cut, received", (load) => acrossMemory(piecesOf(load))]);
work.push(["hand-over to the page, read", (load) => decodePieces(arrivedOf(load))]);
work.push(["all of it with a channel's copies", acrossChannel]);
work.push([
  "over HTTP: split, read",
  (load) => {
    const splitter = new FrameSplitter();
    return chunksOf(load).flatMap((chunk) => splitter.push(chunk).map(decodePieces));
  },
]);

const warm = sessionLoad(20_000);
const few = every(20_000);
for (let i = 0; i < 4; i++) for (const [, run] of work) await run(warm, few);

const load = sessionLoad(length);
const rows = every(length);
arrivedOf(load);
chunksOf(load);
const results: (readonly [string, number, number, number])[] = [];
for (const [what, run] of work) {
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    await run(load, rows);
    times.push(performance.now() - start);
  }
  const first = times[0]!;
  times.sort((a, b) => a - b);
  results.push([what, times[RUNS >> 1]!, times[0]!, first]);
}
console.log(JSON.stringify({ sessions: length, results }));
