import { GROUPINGS, groupEntries, groupSessions, groupTotals } from "../../shared/engine/grouping.ts";
import { type SessionSortColumn, sortSessions, sortSessionsBy } from "../../shared/engine/sort.ts";
import { ianaZone } from "../../shared/engine/time/iana-zone.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { sessionLoad } from "./session-load.ts";

/*
 * Times the orders and groups of a table in this process, warm:
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
const work: readonly (readonly [string, (load: Load, rows: Uint32Array<ArrayBuffer>) => unknown])[] = [
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

const warm = sessionLoad(20_000);
const few = every(20_000);
for (let i = 0; i < 4; i++) for (const [, run] of work) run(warm, few);

const load = sessionLoad(length);
const rows = every(length);
const results = work.map(([what, run]) => {
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now();
    run(load, rows);
    times.push(performance.now() - start);
  }
  const first = times[0]!;
  times.sort((a, b) => a - b);
  return [what, times[RUNS >> 1]!, times[0]!, first];
});
console.log(JSON.stringify({ sessions: length, results }));
