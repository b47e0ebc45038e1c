import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../../contract/schema-shape.ts";
import { ANSWERS } from "../../contract/schemas.ts";
import { MATCHES } from "../../engine/compare/match-rows.ts";
import { UTC } from "../../engine/time/zone.ts";
import {
  buildCase,
  type CaseSketch,
  type SessionSketch,
  sketchHole,
  sketchSource,
} from "../../testing/case-builder.ts";
import { readXlsx } from "../../testing/read-xlsx.ts";
import type { CaseData } from "../../types/case.ts";
import type { Ticks } from "../../types/units.ts";
import { compareXlsx } from "../xlsx/compare-xlsx.ts";
import { compareHtml, compareParquet } from "./compare-documents.ts";
import {
  COMPARE_COLUMNS,
  compareCsv,
  compareJson,
  compareJsonLines,
  compareTable,
} from "./compare-output.ts";
import {
  COMPARED_FIELDS,
  type Comparison,
  changeAt,
  compareCases,
  matchCases,
  type SessionChange,
} from "./compare-record.ts";

const HOUR = 36_000_000_000;
const all = (length: number) => Uint32Array.from({ length }, (_, row) => row);
const rowsOf = ({ sessions, failures }: CaseData) => ({
  sessions: all(sessions.length),
  failures: all(failures.length),
});
function compare(a: CaseData, b: CaseData, rows: { a?: number[]; b?: number[] } = {}): Comparison {
  const pick = (data: CaseData, sessions?: number[]) =>
    sessions === undefined ? rowsOf(data) : { ...rowsOf(data), sessions: Uint32Array.from(sessions) };
  const rowsA = pick(a, rows.a);
  const rowsB = pick(b, rows.b);
  return compareCases({ a, b, rowsA, rowsB, zone: UTC, filter: "", kinds: ["desktop"] });
}
const changesOf = (comparison: Comparison): SessionChange[] =>
  Array.from({ length: comparison.changed.length }, (_, at) => changeAt(comparison, at));
const pairsOf = (a: CaseData, b: CaseData) => {
  const { pairs } = matchCases(a, b).sessions;
  return Array.from({ length: pairs.length }, (_, at) => ({
    a: pairs.a[at],
    b: pairs.b[at],
    by: MATCHES[pairs.by[at]!],
  }));
};
const session = (record: number, more: Partial<SessionSketch> = {}): SessionSketch => ({
  computer: "PC1",
  user: "anna",
  logonIds: [0x1000 + record],
  start: record * HOUR,
  end: (record + 1) * HOUR,
  endReason: "logoff",
  confidence: "exact",
  proofs: [["start", record, record * HOUR]],
  ...more,
});
const reach = (oldest: number, newest: number, more: CaseSketch = {}): CaseSketch => ({
  coverage: [
    {
      computer: "pc1",
      channel: "Security",
      spans: [[oldest as Ticks, newest as Ticks]],
      records: 100,
      filtered: false,
    },
  ],
  computers: [
    {
      key: "pc1",
      name: "PC1",
      aliases: [],
      oldest: oldest as Ticks,
      newest: newest as Ticks,
      windowsZone: null,
    },
  ],
  ...more,
});

describe("sessions of two cases", () => {
  test("that begin with the same record are the same, in whatever order they stand", () => {
    const a = buildCase({ sessions: [session(1), session(2), session(3)] });
    const b = buildCase({ sessions: [session(3), session(1), session(2)] });
    expect(compare(a, b)).toMatchObject({ changed: { length: 0 }, counts: { sessions: { same: 3 } } });
    expect(compare(a, b).sessions).toMatchObject({ added: all(0), gone: all(0) });
  });

  test("are added, gone, or changed with both values", () => {
    const a = buildCase({ sessions: [session(1), session(2)] });
    const b = buildCase({ sessions: [session(2, { sourceAddress: "10.0.0.9" }), session(3)] });
    const { sessions, counts } = compare(a, b);
    expect([[...sessions.added], [...sessions.gone], counts.sessions.same]).toEqual([[1], [0], 0]);
    expect(changesOf(compare(a, b))).toMatchObject([
      { a: 1, b: 0, by: "record", fields: [{ field: "sourceAddress", a: null, b: "10.0.0.9" }] },
    ]);
  });

  test("whose end a better log records are called out, and the other way round", () => {
    const bounded = session(1, {
      end: Number.NaN,
      confidence: "bounded",
      endReason: "powerLoss",
      endLower: 1.2 * HOUR,
      endUpper: 2 * HOUR,
    });
    const [a, b] = [buildCase({ sessions: [bounded] }), buildCase({ sessions: [session(1)] })];
    expect(changesOf(compare(a, b))[0]!.findings).toEqual(["endNowRecorded"]);
    expect(changesOf(compare(b, a))[0]!.findings).toEqual(["endNoLongerRecorded"]);
    expect([...compareTable(compare(a, b), 0)].join("")).toContain("end now recorded");
  });

  test("are known by logon id and start where the export numbered its records anew", () => {
    const a = buildCase({ sessions: [session(5)] });
    const b = buildCase({ sessions: [session(5, { proofs: [["start", 1, 5 * HOUR]] })] });
    expect(pairsOf(a, b)).toMatchObject([{ by: "logonId" }]);
    expect(compare(a, b).changed.length).toBe(0);
  });

  test("are known by logon id and user where only one case has the start", () => {
    const later = session(5, {
      start: Number.NaN,
      startUpper: 5.5 * HOUR,
      proofs: [["end", 77, 6 * HOUR]],
    });
    const [a, b] = [buildCase({ sessions: [later] }), buildCase({ sessions: [session(5)] })];
    expect(pairsOf(a, b)).toMatchObject([{ by: "overlap" }]);
    expect(changesOf(compare(a, b))[0]!.fields.map(({ field }) => field)).toContain("start");
    // The same id a boot later is somebody else's, or another time.
    const other = buildCase({ sessions: [session(50, { logonIds: [0x1005] })] });
    expect(pairsOf(other, a)).toEqual([]);
    expect(compare(other, a).sessions).toEqual({ added: all(1), gone: all(1) });
  });

  test("of one key are paired one to one", () => {
    const twice = buildCase({ sessions: [session(1), session(1)] });
    const once = buildCase({ sessions: [session(1)] });
    expect(pairsOf(twice, once)).toMatchObject([{ a: 0, b: 0 }]);
    expect(compare(twice, once).sessions).toMatchObject({ gone: Uint32Array.of(1) });
    expect(pairsOf(once, twice)).toMatchObject([{ a: 0, b: 0 }]);
    expect(compare(once, twice).sessions).toMatchObject({ added: Uint32Array.of(1) });
  });

  test("of a computer that is called differently are still those of one", () => {
    const long = "pc1.corp.example";
    const named = (key: string, aliases: string[]) => [
      { key, name: key, aliases, oldest: 0 as Ticks, newest: 1 as Ticks, windowsZone: null },
    ];
    const a = buildCase({ sessions: [session(1)], computers: named("pc1", []) });
    const b = buildCase({ sessions: [session(1, { computer: long })], computers: named(long, ["pc1"]) });
    expect(pairsOf(a, b)).toHaveLength(1);
  });

  test("that were not asked about are not told, yet never told as added or gone", () => {
    const a = buildCase({ sessions: [session(1), session(2)] });
    const b = buildCase({ sessions: [session(1, { user: "ben" }), session(2)] });
    expect(compare(a, b, { a: [1], b: [1] })).toMatchObject({
      changed: { length: 0 },
      counts: { sessions: { same: 1 } },
    });
    // The filter keeps it on one side only.
    expect(changesOf(compare(a, b, { a: [0], b: [] }))[0]!.findings).toEqual(["otherUser"]);
  });
});

test("fields that are held against each other are the columns of a session but those that follow from others", () => {
  expect(COMPARED_FIELDS.slice(0, 4)).toEqual(["kind", "user", "domain", "sid"]);
  expect(COMPARED_FIELDS).toHaveLength(35);
  for (const left of ["id", "key", "computer", "durationSeconds", "startLocal", "trail.check"])
    expect(COMPARED_FIELDS).not.toContain(left);
});

test("any column of a session that differs is found, and tells that it differs", () => {
  const a = buildCase({ sessions: [session(1)] });
  for (const field of ["start", "active", "endUpper", "flags", "package", "elevated", "evidence"] as const) {
    const b = buildCase({ sessions: [session(1)] });
    const column = b.sessions[field] as { [row: number]: number };
    column[0] = field === "package" ? (b.sessions.user[0] ?? 0) : (column[0] ?? 0) === 1 ? 2 : 1;
    expect(compare(a, b).counts.sessions, field).toMatchObject({ changed: 1, same: 0 });
  }
});

test("of a million rows with one key none costs more than the others", () => {
  const many = 3000;
  const apart = (offset: number) =>
    buildCase({
      sessions: Array.from({ length: many }, (_, at) => ({
        ...session(1),
        logonIds: [7],
        start: (2 * at + offset) * HOUR,
        end: (2 * at + offset) * HOUR + 1,
        proofs: [],
      })),
    });
  // None overlaps any: every row tries those before it, up to a bound.
  expect(compare(apart(0), apart(1)).sessions).toEqual({ added: all(many), gone: all(many) });
});

test("only what was asked for is told, and everything is counted", () => {
  const a = buildCase({ sessions: [session(1), session(2)] });
  const b = buildCase({ sessions: [session(2, { user: "cleo" }), session(3)] });
  const asked = {
    a,
    b,
    rowsA: rowsOf(a),
    rowsB: rowsOf(b),
    zone: UTC,
    filter: "",
    kinds: ["desktop"] as const,
  };
  const added = compareCases({ ...asked, changes: ["added"] });
  expect(added.counts).toEqual(compareCases(asked).counts);
  expect(JSON.parse([...compareJson(added)].join(""))).toMatchObject({
    changes: ["added"],
    sessionsChanged: [],
    sessionsAdded: [{ key: "pc1/Security/3" }],
    sessionsGone: [],
  });
  expect([...compareJsonLines(added)].join("").trimEnd().split("\n")).toHaveLength(1);
  expect([...compareHtml(added)].join("")).toContain("only what is added");
});

describe("logs of two cases", () => {
  test("that hold fewer old events than before are called out", () => {
    const a = buildCase(reach(HOUR, 9 * HOUR));
    const b = buildCase(reach(4 * HOUR, 12 * HOUR));
    expect(compare(a, b).logs).toMatchObject([{ lost: { from: HOUR, to: 4 * HOUR, cause: "notTold" } }]);
    expect(compare(b, a).logs).toMatchObject([{ lost: null }]);
    expect(compare(a, a).logs).toMatchObject([{ lost: null }]);
    expect([...compareTable(compare(a, b), 0)].join("")).toMatch(/Security of PC1 holds fewer old events/);
  });

  test("that were cleared say so, and by whom", () => {
    const a = buildCase(reach(HOUR, 9 * HOUR));
    const at = (9.5 * HOUR) as Ticks;
    const holes = [sketchHole({ computer: "pc1", cause: "cleared", from: at, to: at, by: "mallory" })];
    const b = buildCase(reach(9.5 * HOUR, 12 * HOUR, { holes }));
    expect(compare(a, b).logs).toMatchObject([{ lost: { cause: "cleared", by: "mallory" } }]);
    expect([...compareTable(compare(a, b), 0)].join("")).toContain("cleared by mallory");
  });

  test("that only one case has are told as that", () => {
    const a = buildCase(reach(HOUR, 9 * HOUR));
    expect(compare(a, buildCase({})).logs).toMatchObject([{ b: null, lost: null }]);
    expect([...compareTable(compare(a, buildCase({})), 0)].join("")).toContain("is in the first case only");
  });
});

describe("inputs of two cases", () => {
  const source = (id: number, path: string, sha: string) =>
    sketchSource({ id, path, sha256: sha.repeat(64) });

  test("are the same by their bytes, changed by their name, or in one case only", () => {
    const a = buildCase({
      sources: [source(0, "x/a.evtx", "a"), source(1, "b.evtx", "b"), source(2, "c.evtx", "c")],
    });
    const b = buildCase({
      sources: [source(0, "y.evtx", "a"), source(1, "z/B.evtx", "d"), source(2, "e.evtx", "e")],
    });
    expect(compare(a, b).inputs.map(({ state, a: one, b: two }) => [state, one?.path, two?.path])).toEqual([
      ["same", "x/a.evtx", "y.evtx"],
      ["changed", "b.evtx", "z/B.evtx"],
      ["added", undefined, "e.evtx"],
      ["gone", "c.evtx", undefined],
    ]);
    expect([...compareTable(compare(a, b), 0)].join("")).toMatch(
      /z\/B\.evtx has the name of b\.evtx and other bytes/,
    );
    expect([...compareTable(compare(a, b), 0)].join("")).toContain("Only the first was made from c.evtx:");
  });
});

describe("the answer", () => {
  const a = buildCase({
    sessions: [session(1), session(2)],
    failures: [{ time: HOUR, user: "=ben", computer: "PC1", recordId: 9 }],
    ...reach(HOUR, 9 * HOUR),
  });
  const b = buildCase({
    sessions: [session(2, { user: "cleo" }), session(3)],
    ...reach(2 * HOUR, 9 * HOUR),
    engine: "other",
    settings: { ...a.settings, stubLife: 1 },
  });

  test("tells the same in every format", async () => {
    const comparison = compare(a, b);
    const json = JSON.parse([...compareJson(comparison)].join("")) as Record<string, unknown>;
    expect(json).toMatchObject({
      schema: "logonscope.compare/1",
      counts: { sessions: { added: 1, gone: 1, changed: 1, same: 0 }, failures: { gone: 1 } },
      made: { engine: true, settings: ["stubLife"] },
      sessionsChanged: [{ matchedBy: "record", findings: ["otherUser"] }],
      sessionsAdded: [{ key: "pc1/Security/3" }],
      sessionsGone: [{ key: "pc1/Security/1" }],
      logs: [{ lost: { cause: "notTold" } }],
    });
    expect(problemsOf(ANSWERS["logonscope.compare/1"]!, json)).toEqual([]);
    const lines = [...compareJsonLines(comparison)].join("").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { change: "changed", what: "log" },
      { change: "changed", what: "session" },
      { change: "added", what: "session" },
      { change: "gone", what: "session" },
      { change: "gone", what: "failure" },
    ]);
    const csv = [...compareCsv(comparison, { bom: false })].join("");
    expect(csv).toContain("changed,session,pc1/Security/2,PC1,cleo,");
    expect(csv).toContain(",fewer old events");
    // A name that a spreadsheet would take for a formula.
    expect(csv).toContain(",'=ben,");
    const rows = csv.trimEnd().split("\r\n").length - 1;
    const bytes = (blocks: Iterable<Uint8Array>) => new Uint8Array(Buffer.concat([...blocks]));
    const [, sheet] = readXlsx(bytes(compareXlsx(comparison)));
    expect(sheet!.name).toBe("Differences");
    expect(sheet!.rows[0]).toEqual([...COMPARE_COLUMNS]);
    expect(sheet!.rows).toHaveLength(rows + 1);
    const html = [...compareHtml(comparison)].join("");
    expect(html).toContain("holds fewer old events than before");
    expect(html).toContain("Sessions: 1 added, 1 gone, 1 changed, none the same.");
    expect(html).toContain(">=ben</td>");
    const parquet = await parquetReadObjects({ file: bytes(compareParquet(comparison)).buffer });
    expect(parquet).toHaveLength(rows);
    expect(parquet.find(({ what, change }) => what === "session" && change === "gone")).toMatchObject({
      key: "pc1/Security/1",
    });
    const table = [...compareTable(comparison, 0)].join("");
    expect(table).toContain("Sessions: 1 added, 1 gone, 1 changed, none the same.");
    expect(table).toContain("paired with other settings (stubLife)");
  });

  test("of a case with itself is that nothing differs", () => {
    const comparison = compare(a, a);
    expect([...compareJsonLines(comparison)]).toEqual([]);
    expect([...compareCsv(comparison, { bom: false })].join("").trimEnd().split("\r\n")).toHaveLength(1);
    expect([...compareTable(comparison, 0)].join("")).toBe(
      "Sessions: none added, none gone, none changed, 2 the same. Failed logons: none added, none gone, 1 the same.\n",
    );
  });
});
