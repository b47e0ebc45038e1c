import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventLoad, type Load } from "../../../tests/bench/event-load.ts";
import { EVENT_COLUMNS, type EventColumnName, type EventTable, KIND } from "../../types/event-table.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { makeTable } from "../columns.ts";
import { GrowingTable } from "./growing-table.ts";
import { type PairingResult, pairCase } from "./pair-case.ts";
import { SessionScratch } from "./session-scratch.ts";

/*
 * Large tables take shorter ways than small ones: lists of several parts, scratch columns that are let go while the
 * result is built, no copy of what already is in order. The answer must not show which way was taken.
 */

const DAY = 864_000_000_000;

type Loaded = ReturnType<typeof eventLoad>;

function pair({ events, strings }: Loaded): PairingResult {
  return pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });
}

const NAMES = Object.keys(EVENT_COLUMNS) as EventColumnName[];

/** The same events with their rows elsewhere: row `r` of the new table is row `from(r)` of the old one. */
function moved(loaded: Loaded, from: (row: number) => number): Loaded {
  const { events, strings } = loaded;
  const table = makeTable(EVENT_COLUMNS, events.length);
  for (const name of NAMES) {
    for (let row = 0; row < events.length; row++) table[name][row] = events[name][from(row)]!;
  }
  return { events: table, strings };
}

/** Every column of a result, by its path. Nothing else in it is large. */
function columnsOf(value: object, path = ""): ReadonlyMap<string, ArrayLike<number>> {
  const columns = new Map<string, ArrayLike<number>>();
  for (const [name, part] of Object.entries(value)) {
    if (ArrayBuffer.isView(part)) columns.set(`${path}${name}`, part as Uint8Array);
    else if (part !== null && typeof part === "object" && !Array.isArray(part)) {
      for (const [inner, column] of columnsOf(part, `${path}${name}.`)) columns.set(inner, column);
    }
  }
  return columns;
}

function bytesOf(column: ArrayLike<number>): string {
  const { buffer, byteOffset, byteLength } = column as Uint8Array;
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

/** Columns in which two results differ by as much as a byte. */
function differences(a: PairingResult, b: PairingResult): readonly string[] {
  const [first, second] = [columnsOf(a), columnsOf(b)];
  expect(first.size).toBeGreaterThan(60);
  expect([...second.keys()]).toEqual([...first.keys()]);
  return [...first]
    .filter(([name, column]) => bytesOf(column) !== bytesOf(second.get(name)!))
    .map(([name]) => name);
}

function expectSame(a: PairingResult, b: PairingResult): void {
  expect(differences(a, b)).toEqual([]);
  const tables = { sessions: null, failures: null, acts: null };
  expect({ ...b, ...tables }).toEqual({ ...a, ...tables });
}

/** A log whose clock ran three days ahead until a person put it right in the middle. */
function withClockStep(load: Load, length: number): Loaded {
  const loaded = eventLoad(length, load);
  const { events } = loaded;
  const at = length >> 1;
  events.kind[at] = KIND.clockChanged;
  events.eventId[at] = 4616;
  events.timeA[at] = events.time[at]!;
  events.timeB[at] = events.time[at]! - 3 * DAY;
  for (let row = at; row < length; row++) events.time[row]! -= 3 * DAY;
  return loaded;
}

describe("the same events in one run and scrambled give the same tables", () => {
  const STRIDE = 7919;
  const scrambled = (loaded: Loaded) => moved(loaded, (row) => (row * STRIDE) % loaded.events.length);
  const reversed = (loaded: Loaded) => moved(loaded, (row) => loaded.events.length - 1 - row);

  test.each(["dense", "sparse"] as const)("%s", (load) => {
    const loaded = eventLoad(150_000, load);
    const expected = pair(loaded);
    if (load === "dense") expect(expected.sessions.proofs.length).toBeGreaterThan(65_536);
    expectSame(expected, pair(scrambled(loaded)));
    expectSame(expected, pair(reversed(loaded)));
  });

  test("with a clock that was set", () => {
    const loaded = withClockStep("dense", 20_000);
    const expected = pair(loaded);
    expect(expected.failures.time[0]).toBe(expected.failures.rawTime[0]! - 3 * DAY);
    expectSame(expected, pair(scrambled(loaded)));
  });
});

describe("events are only read", () => {
  test.each([
    ["no time corrected", () => eventLoad(5000, "dense")],
    ["a clock that was set", () => withClockStep("dense", 5000)],
    ["a time that is none", () => infinite(eventLoad(5000, "dense"))],
  ])("%s", (_, make) => {
    const { events } = make();
    const before = moved({ events, strings: make().strings }, (row) => row).events;
    const strings = make().strings;
    pair({ events, strings });
    expect(changed(before, events)).toEqual([]);
  });

  function infinite(loaded: Loaded): Loaded {
    loaded.events.time[700] = Number.POSITIVE_INFINITY;
    loaded.events.time[701] = Number.NEGATIVE_INFINITY;
    return loaded;
  }

  function changed(before: EventTable, after: EventTable): readonly EventColumnName[] {
    return NAMES.filter((name) => bytesOf(before[name]) !== bytesOf(after[name]));
  }
});

test("an infinite time is no time", () => {
  const [infinite, none] = [eventLoad(5000, "dense"), eventLoad(5000, "dense")];
  infinite.events.time[700] = Number.POSITIVE_INFINITY;
  none.events.time[700] = Number.NaN;
  const rawTimes = ["sessions.proofs.time", "failures.rawTime"];
  const differing = differences(pair(infinite), pair(none)).filter((name) => !rawTimes.includes(name));
  expect(differing).toEqual([]);
});

test("a table that grows by parts holds what was added, in order, also after it was cleared", () => {
  const table = new GrowingTable({ value: Uint32Array, half: Uint8Array });
  const read = () => table.parts().flatMap(({ columns, length }) => [...columns.value.subarray(0, length)]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200_000 }), (count) => {
      table.clear();
      for (let i = 0; i < count; i++) {
        const at = table.add();
        table.last.value[at] = i * 3;
        table.last.half[at] = i;
      }
      expect(table.length).toBe(count);
      const values = read();
      expect(values.length).toBe(count);
      expect(values.every((value, i) => value === i * 3)).toBe(true);
    }),
    { numRuns: 12 },
  );
});

test("sessions beyond the number expected keep what the ones before hold", () => {
  const scratch = new SessionScratch(3);
  for (let session = 0; session < 3000; session++) {
    expect(scratch.add()).toBe(session);
    expect(scratch.columns.startRow[session]).toBe(0);
    expect(scratch.columns.end[session]).toBe(0);
    scratch.columns.startRow[session] = session * 2;
    scratch.columns.evidence[session] = session / 2;
  }
  const { startRow, evidence } = scratch.take();
  for (let session = 0; session < 3000; session++) {
    if (startRow[session] !== session * 2 || evidence[session] !== session / 2) expect(session).toBe("kept");
  }
  expect(scratch.length).toBe(0);
  expect(scratch.add()).toBe(0);
});
