import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildCase, type SessionSketch } from "../testing/case-builder.ts";
import { drawnSpans } from "./drawn-spans.ts";
import { groupRows } from "./group-rows.ts";
import { type LaneOrder, orderLanes } from "./lane-order.ts";
import { buildLanes, type LaneBy, laneKeys, laneRows, leadRow } from "./lanes.ts";

const all = (length: number) => Uint32Array.from({ length }, (_, row) => row);

function lanesOf(sketches: readonly SessionSketch[], by: LaneBy = "user", maxTracks = 4) {
  const data = buildCase({ sessions: sketches });
  const spans = drawnSpans(data.sessions, 0);
  return { data, spans, lanes: buildLanes(data.sessions, spans, all(sketches.length), by, maxTracks) };
}

const sketch: fc.Arbitrary<SessionSketch> = fc
  .record({
    user: fc.constantFrom("anna", "ben", "carla", ""),
    computer: fc.constantFrom("PC1", "PC2", "SRV"),
    start: fc.oneof(fc.nat(50), fc.constant(Number.NaN)),
    startUpper: fc.nat(60),
    length: fc.integer({ min: 0, max: 20 }),
    confidence: fc.constantFrom("exact" as const, "unknown" as const, "bounded" as const),
  })
  .map(({ user, computer, start, startUpper, length, confidence }) => {
    const end = (Number.isNaN(start) ? startUpper : start) + length;
    const begin = Number.isNaN(start) ? { startUpper } : { start };
    const bounds = confidence === "bounded" ? { endLower: end, endUpper: end + 7 } : {};
    return { user, computer, ...begin, end, confidence, ...bounds };
  });

describe("rows by key", () => {
  test("groups ascend by all keys, rows inside keep their order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 40 }), (pairs) => {
        const first = Uint32Array.from(pairs, ([a]) => a);
        const second = Uint32Array.from(pairs, ([, b]) => b);
        const { rows, start, length } = groupRows(all(pairs.length), [first, second]);
        const expected = [...all(pairs.length)].sort(
          (a, b) => first[a]! - first[b]! || second[a]! - second[b]! || a - b,
        );
        expect([...rows]).toEqual(expected);
        expect(length).toBe(new Set(pairs.map(String)).size);
        expect([...start].at(-1)).toBe(pairs.length);
        for (let group = 0; group < length; group++) {
          const own = [...rows.subarray(start[group], start[group + 1])];
          expect(new Set(own.map((row) => String(pairs[row]))).size).toBe(1);
        }
      }),
    );
  });
});

describe("lanes", () => {
  const sketches: SessionSketch[] = [
    { user: "ben", computer: "PC3", start: 5, confidence: "open", endLower: 40 },
    { user: "anna", computer: "PC1", start: 0, end: 20 },
    { user: "anna", computer: "SRV1", start: 10, end: 30 },
    { user: "anna", computer: "PC2", start: 20, end: 25, confidence: "bounded", endLower: 25, endUpper: 60 },
    { user: "anna", computer: "PC4", start: 22, end: 24 },
  ];
  const nameOf = ({ data, lanes }: ReturnType<typeof lanesOf>, lane: number) =>
    data.strings[data.sessions.user[leadRow(lanes, lane)]!];

  test("packing: topmost free track; bounded ends take their upper bound", () => {
    const { lanes } = lanesOf(sketches);
    // ben was interned first.
    expect([...lanes.firstTrack]).toEqual([0, 1, 4]);
    expect([...laneRows(lanes, 1)]).toEqual([1, 3, 2, 4]);
    expect([...lanes.trackStart]).toEqual([0, 1, 3, 4, 5]);
    expect([...lanes.trackReach]).toEqual([35, 40, 20, 2]);
    expect([lanes.overflow[1], lanes.firstSeen[1], lanes.timeOn[1]]).toEqual([0, 0, 30]);
  });

  test("a cap on tracks counts what is drawn on top", () => {
    const { lanes } = lanesOf(sketches, "user", 2);
    expect([lanes.firstTrack[2]! - lanes.firstTrack[1]!, lanes.overflow[1]]).toEqual([2, 1]);
  });

  test("orders", () => {
    const built = lanesOf([...sketches, { computer: "PC1", start: 50, end: 51 }]);
    const names = (order: LaneOrder) =>
      [...orderLanes(built.lanes, built.data.sessions, built.data.strings, "user", order)].map((lane) =>
        nameOf(built, lane),
      );
    expect([names("name"), names("firstSeen"), names("timeOn")]).toEqual([
      ["anna", "ben", ""],
      ["anna", "ben", ""],
      ["ben", "anna", ""],
    ]);
  });

  test("a user has a lane on each computer, ordered by name, then computer", () => {
    const built = lanesOf(
      [
        { user: "ben", computer: "B", start: 1, end: 2 },
        { user: "Anna", computer: "B", start: 2, end: 3 },
        { user: "anna", computer: "A", start: 3, end: 4 },
        { user: "ben", computer: "B", start: 5, end: 6 },
      ],
      "userInComputer",
    );
    const { sessions, strings } = built.data;
    const order = orderLanes(built.lanes, sessions, strings, "userInComputer", "name");
    expect(
      [...order].map((lane) => {
        const row = leadRow(built.lanes, lane);
        return `${strings[sessions.user[row]!]} ${strings[sessions.computer[row]!]} ${laneRows(built.lanes, lane).length}`;
      }),
    ).toEqual(["anna A 1", "Anna B 1", "ben B 2"]);
  });

  test("sessions in one track never overlap while there is no overflow, and no track is wasted", () => {
    fc.assert(
      fc.property(
        fc.array(sketch, { maxLength: 30 }),
        fc.constantFrom<LaneBy>("user", "computer", "userInComputer"),
        (list, by) => {
          const { lanes, spans } = lanesOf(list, by, 255);
          for (let lane = 0; lane < lanes.length; lane++) {
            for (let track = lanes.firstTrack[lane]!; track < lanes.firstTrack[lane + 1]!; track++) {
              const own = lanes.rows.subarray(lanes.trackStart[track], lanes.trackStart[track + 1]);
              expect(own.length).toBeGreaterThan(0);
              for (let i = 1; i < own.length; i++)
                expect(spans.from[own[i]!]!).toBeGreaterThanOrEqual(spans.to[own[i - 1]!]!);
            }
            const rows = [...laneRows(lanes, lane)];
            const peak = Math.max(
              ...rows.map(
                (at) =>
                  rows.filter(
                    (o) => o === at || (spans.from[o]! <= spans.from[at]! && spans.to[o]! > spans.from[at]!),
                  ).length,
              ),
            );
            expect(lanes.firstTrack[lane + 1]! - lanes.firstTrack[lane]!).toBeLessThanOrEqual(peak);
          }
        },
      ),
    );
  });

  test("every session is in the lane of its keys; time on is the union of what is certain", () => {
    fc.assert(
      fc.property(
        fc.array(sketch, { maxLength: 30 }),
        fc.constantFrom<LaneBy>("user", "computer", "userInComputer"),
        (list, by) => {
          const { data, lanes } = lanesOf(list, by, 3);
          const keys = laneKeys(data.sessions, by);
          const keyOf = (row: number) => keys.map((key) => key[row]).join(" ");
          const seen: number[] = [];
          for (let lane = 0; lane < lanes.length; lane++) {
            const rows = [...laneRows(lanes, lane)];
            seen.push(...rows);
            expect(new Set(rows.map(keyOf)).size).toBe(1);
            const certain = new Set<number>();
            for (const row of rows) {
              const { start, startUpper, end, confidence } = list[row]!;
              if (confidence === "unknown") continue;
              for (let at = start ?? startUpper!; at < end!; at++) certain.add(at);
            }
            expect(lanes.timeOn[lane]).toBe(certain.size);
          }
          expect(seen.sort((a, b) => a - b)).toEqual([...all(list.length)]);
          expect(new Set(list.map((_, row) => keyOf(row))).size).toBe(lanes.length);
        },
      ),
    );
  });

  test("spans are finite and in order whatever is missing", () => {
    const time = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -100, max: 100 }));
    const any = fc.record({
      start: time,
      startLower: time,
      startUpper: time,
      end: time,
      endLower: time,
      endUpper: time,
      confidence: fc.constantFrom("exact" as const, "bounded" as const, "open" as const, "unknown" as const),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (list) => {
        const { sessions } = buildCase({ sessions: list });
        const { from, solidFrom, solidTo, to } = drawnSpans(sessions, Number.NaN);
        for (const row of list.keys()) {
          const four = [from[row]!, solidFrom[row]!, solidTo[row]!, to[row]!];
          expect(four.every(Number.isFinite)).toBe(true);
          expect(four).toEqual([...four].sort((a, b) => a - b));
        }
      }),
    );
  });

  test("bounds that are known are reached, bounds that are not are not drawn", () => {
    const { sessions } = buildCase({
      sessions: [
        { start: 10, end: 30, confidence: "bounded", endLower: 30, endUpper: 60 },
        { startLower: 5, startUpper: 20, end: 30 },
        { startUpper: 20, end: 30 },
        { start: 10, confidence: "open", endLower: 40 },
      ],
    });
    const { from, solidFrom, solidTo, to } = drawnSpans(sessions, 0);
    expect([...from]).toEqual([10, 5, 20, 10]);
    expect([...solidFrom]).toEqual([10, 20, 20, 10]);
    expect([...solidTo]).toEqual([30, 30, 30, 40]);
    expect([...to]).toEqual([60, 30, 30, 40]);
  });
});
