import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemsOf } from "../contract/schema-shape.ts";
import {
  failuresAnswer,
  infoAnswer,
  type SessionAnswerRow,
  type SessionsAnswer,
  sessionsAnswer,
} from "../contract/schemas.ts";
import { epochMsToTicks } from "../engine/time/calendar.ts";
import { ianaZone } from "../engine/time/iana-zone.ts";
import { UTC } from "../engine/time/zone.ts";
import { buildCase, sketchBoot, sketchHole, sketchSource } from "../testing/case-builder.ts";
import type { ClockStep } from "../types/case.ts";
import { NO_TIME } from "../types/units.ts";
import { blocks } from "./blocks.ts";
import { failuresCsv, infoCsv, SESSION_CSV_COLUMNS, sessionsCsv } from "./csv.ts";
import { textCell } from "./csv-cells.ts";
import { failuresJson, failuresJsonLines } from "./failures-json.ts";
import { infoJson } from "./info-json.ts";
import { sourceMessages } from "./messages.ts";
import { defaultZoneName, requestedZone } from "./output-zone.ts";
import { sessionRecord } from "./session-record.ts";
import { sessionsJson, sessionsJsonLines } from "./sessions-json.ts";
import { failuresTable, infoTable, sessionsTable } from "./table-views.ts";
import { cutText, safeText, textWidth } from "./terminal-width.ts";
import { textTable } from "./text-table.ts";

const at = (text: string) => epochMsToTicks(Date.parse(text));
const text = (parts: Iterable<string>) => [...parts].join("");
const berlin = ianaZone("Europe/Berlin")!;

const data = buildCase({
  engine: "0.0.0",
  oldest: at("2024-03-04T07:00:00Z"),
  newest: at("2024-03-05T09:00:00Z"),
  computers: [
    {
      key: "pc1",
      name: "PC1",
      aliases: [],
      oldest: at("2024-03-04"),
      newest: at("2024-03-05"),
      windowsZone: "W. Europe Standard Time",
    },
  ],
  coverage: [],
  boots: [
    sketchBoot({
      computer: "PC1",
      start: at("2024-03-04T07:00:00Z"),
      end: at("2024-03-04T11:30:00Z"),
      clean: false,
    }),
    sketchBoot({ computer: "PC1", index: 1, start: at("2024-03-05T07:55:00Z") }),
  ],
  holes: [
    sketchHole({
      computer: "PC1",
      from: at("2024-03-04T20:00:00Z"),
      to: at("2024-03-04T21:00:00Z"),
      cause: "cleared",
      by: "eve",
    }),
  ],
  sources: [
    sketchSource({
      records: 7,
      used: 5,
      oldest: at("2024-03-04"),
      damage: [{ code: "chunkCrc", offset: 4096, count: 2 }],
      computers: ["PC1"],
    }),
  ],
  sessions: [
    {
      user: "anna",
      domain: "CORP",
      sid: "S-1-5-21-1",
      computer: "PC1",
      logonType: 2,
      logonIds: [0x1a001, 2 ** 40 + 5],
      elevated: 2,
      start: at("2024-03-04T08:00:40Z") + 1,
      startRule: "R6",
      end: at("2024-03-04T12:00:00Z"),
      endRule: "E1",
      active: 3.5 * 36_000_000_000,
      intervals: [
        ["locked", at("2024-03-04T09:00:00Z"), at("2024-03-04T09:10:00Z")],
        ["locked", at("2024-03-04T11:00:00Z"), Number.NaN],
      ],
      flags: ["reconnect", "autoLogon?"],
      proofs: [
        ["start", 123, at("2024-03-04T08:00:40Z")],
        ["end", 2 ** 33, at("2024-03-04T12:00:00Z")],
      ],
    },
    {
      user: "=cmd|' /C calc'!A1",
      computer: "PC1",
      parent: 0,
      start: at("2024-03-04T08:01:00Z"),
      end: at("2024-03-04T11:30:00Z"),
      endReason: "powerLoss",
      confidence: "bounded",
      endLower: at("2024-03-04T11:30:00Z"),
      endUpper: at("2024-03-05T07:55:00Z"),
      proofs: [["nextBoot", 9, at("2024-03-05T07:55:00Z")]],
    },
    {
      startUpper: at("2024-03-05T08:00:00Z"),
      endReason: "stillOpen",
      confidence: "open",
      endLower: at("2024-03-05T09:00:00Z"),
    },
  ],
  failures: [
    {
      time: at("2024-03-04T07:59:00Z"),
      computer: "PC1",
      user: "anna",
      status: 0xc000006d,
      subStatus: 0xc000006a,
      logonType: 2,
      followedBySuccess: true,
    },
  ],
});
const all = { data, rows: Uint32Array.of(0, 1, 2), zone: berlin, filter: "", kinds: ["desktop"] as const };

describe("JSON answers fit their schemas", () => {
  test("sessions", () => {
    const answer: unknown = JSON.parse(text(sessionsJson(all)));
    expect(problemsOf(sessionsAnswer, answer)).toEqual([]);
    expect(JSON.parse(text(sessionsJson({ ...all, rows: new Uint32Array(0) })))).toMatchObject({
      sessions: [],
    });
  });
  test("clock steps of the case, whatever sessions are listed", () => {
    const record = { source: 0, channel: "Security", recordId: "9", eventId: 4616, offset: 4096 };
    const step = { computer: "pc1", kind: "correction", byUser: "CORP\\anna" } as const;
    const steps: readonly ClockStep[] = [
      {
        ...step,
        time: at("2024-03-04T09:00:00Z"),
        delta: -72_000_000_001,
        record: { ...record, time: at("2024-03-04T11:00:00Z") },
      },
      {
        ...step,
        time: NO_TIME,
        delta: 1e18,
        kind: "undone",
        byUser: null,
        record: { ...record, time: NO_TIME },
      },
    ];
    const rows = new Uint32Array(0);
    const answer: unknown = JSON.parse(
      text(sessionsJson({ ...all, rows, data: { ...data, clockSteps: steps } })),
    );
    expect(problemsOf(sessionsAnswer, answer)).toEqual([]);
    const { channel, recordId, source, offset } = record;
    // By name, as sessions are.
    expect((answer as SessionsAnswer).clockSteps).toEqual([
      {
        computer: "PC1",
        time: "2024-03-04T09:00:00.0000000Z",
        deltaSeconds: -7200.0000001,
        kind: "correction",
        byUser: "CORP\\anna",
        record: { source, channel, recordId, time: "2024-03-04T11:00:00.0000000Z", offset },
      },
      {
        computer: "PC1",
        time: null,
        deltaSeconds: 1e11,
        kind: "undone",
        byUser: null,
        record: { source, channel, recordId, time: null, offset },
      },
    ]);
    expect((JSON.parse(text(sessionsJson(all))) as SessionsAnswer).clockSteps).toEqual([]);
  });
  test("the check itself notices differences", () => {
    const answer = JSON.parse(text(sessionsJson(all))) as { sessions: Record<string, unknown>[] };
    answer.sessions[0]!.user = "";
    delete answer.sessions[1]!.key;
    expect(problemsOf(sessionsAnswer, answer).map((problem) => problem.split(":")[0])).toEqual([
      "$.sessions[0].user",
      "$.sessions[1]",
      "$.sessions[1].key",
    ]);
  });
  test("failures, info", () => {
    const failures = text(failuresJson({ ...all, rows: Uint32Array.of(0) }));
    expect(problemsOf(failuresAnswer, JSON.parse(failures))).toEqual([]);
    expect(problemsOf(infoAnswer, JSON.parse(text(infoJson(data.sources, "1", UTC))))).toEqual([]);
  });

  test("values of a session", () => {
    const first: Omit<SessionAnswerRow, "proof"> = sessionRecord(data, 0);
    expect(first).toMatchObject({
      id: 1,
      key: "pc1/Security/123",
      parentKey: null,
      logonIds: ["0x1a001", "0x10000000005"],
      leadLogonId: "0x1a001",
      elevated: true,
      start: "2024-03-04T08:00:40.0000001Z",
      startRule: "R6",
      durationSeconds: 14_359.9999999,
      activeSeconds: 12_600,
      intervals: {
        locked: [
          ["2024-03-04T09:00:00.0000000Z", "2024-03-04T09:10:00.0000000Z"],
          ["2024-03-04T11:00:00.0000000Z", null],
        ],
        disconnected: [],
      },
      flags: ["reconnect", "autoLogon?"],
      startRecord: { recordId: "123", time: "2024-03-04T08:00:40.0000000Z" },
      endRecord: { recordId: "8589934592" },
    });
    expect(sessionRecord(data, 1)).toMatchObject({
      key: "pc1/Security/9",
      parentKey: "pc1/Security/123",
      durationMinSeconds: 12_540,
      durationMaxSeconds: 86_040,
      startRecord: null,
      endRecord: { recordId: "9" },
    });
    expect(sessionRecord(data, 2)).toMatchObject({
      user: null,
      logonType: null,
      leadLogonId: null,
      start: null,
      startConfidence: "unknown",
      durationSeconds: null,
      durationMinSeconds: 3600,
      durationMaxSeconds: null,
    });
  });

  test("lines are the list of the answer, one a line, and the same bytes each time", () => {
    const answer = JSON.parse(text(sessionsJson(all))) as { sessions: unknown[] };
    const lines = text(sessionsJsonLines(all));
    expect(
      lines
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(answer.sessions);
    expect(text(sessionsJsonLines(all))).toBe(lines);
    expect(
      text(failuresJsonLines({ ...all, rows: Uint32Array.of(0) }))
        .trimEnd()
        .split("\n"),
    ).toHaveLength(1);
  });

  test("every class that was set aside is counted", () => {
    const answer = JSON.parse(text(sessionsJson(all))) as { counts: { logons: { byClass: object } } };
    expect(Object.keys(answer.counts.logons.byClass)).toEqual([
      "desktop",
      "secondary",
      "network",
      "batch",
      "service",
      "newCredentials",
      "machine",
      "anonymous",
      "system",
      "desktopHelper",
      "unlock",
      "credentialRefresh",
    ]);
  });
});

describe("CSV", () => {
  const rows = (csv: string) => csv.split("\r\n");
  test("header is the JSON names in order, then local times; CRLF; mark only when asked", () => {
    const csv = text(sessionsCsv(all, { bom: false }));
    const [header, first, second, third, end] = rows(csv);
    expect(header).toBe(SESSION_CSV_COLUMNS.join(","));
    expect(first).toMatch(/,2024-03-04T09:00:40\.0000001\+01:00,2024-03-04T13:00:00\.0000000\+01:00$/);
    expect(first).toContain(",0x1a001 0x10000000005,0x1a001,true,");
    expect(first).toContain(
      ",2024-03-04T09:00:00.0000000Z/2024-03-04T09:10:00.0000000Z 2024-03-04T11:00:00.0000000Z/,",
    );
    expect(second).toContain(",'=cmd|' /C calc'!A1,");
    expect(third!.endsWith(",,")).toBe(true);
    expect(end).toBe("");
    expect(text(sessionsCsv(all, { bom: true }))).toBe(`\ufeff${csv}`);
    // The header follows the JSON: every leaf of a record, in its order.
    // Of the trail of a script this session has none; the schema says what would be in it.
    const trail = { sessionName: null, logonServer: null, check: "notHeld", otherKey: null };
    const leaves = Object.entries({ ...sessionRecord(data, 0), trail }).flatMap(([name, value]) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.keys(value).map((leaf) => `${name}.${leaf}`)
        : [name],
    );
    expect(SESSION_CSV_COLUMNS.slice(0, -2)).toEqual(leaves);
  });
  test("chosen columns", () => {
    const columns = ["user", "durationSeconds", "endLocal"] as const;
    expect(rows(text(sessionsCsv({ ...all, rows: Uint32Array.of(1, 0) }, { bom: false, columns })))).toEqual([
      "user,durationSeconds,endLocal",
      "'=cmd|' /C calc'!A1,12540,2024-03-04T12:30:00.0000000+01:00",
      "anna,14359.9999999,2024-03-04T13:00:00.0000000+01:00",
      "",
    ]);
  });
  test("failures and inputs", () => {
    const [header, row] = rows(text(failuresCsv({ ...all, rows: Uint32Array.of(0) }, { bom: false })));
    expect(header!.split(",")).toHaveLength(22);
    expect(row).toContain(",0xc000006d,0xc000006a,");
    expect(row).toContain(
      ",1,true,0,Security,1,2024-03-04T07:59:00.0000000Z,0,2024-03-04T08:59:00.0000000+01:00",
    );
    expect(rows(text(infoCsv(data.sources, { bom: false })))[1]).toContain("chunkCrc@4096:2");
  });
  test("no text can become a formula or leave its cell", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n\",'a;") }), (value) => {
        const cell = textCell(value);
        const plain = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(plain === value || plain === `'${value}`).toBe(true);
        expect(plain).not.toMatch(/^[=+\-@\t\r]/);
        if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/);
      }),
    );
  });
});

describe("tables for reading", () => {
  test("sessions: the words for each confidence, the zone in the heading", () => {
    const table = text(sessionsTable(all, 0)).split("\n");
    expect(table[0]).toBe("3 sessions, times in Europe/Berlin (UTC+1)");
    expect(table[3]).toMatch(
      /^CORP\\anna +PC1 +Interactive \(2\) +2024-03-04 09:00:40 +2024-03-04 13:00:00 +3 h 59 min +signed out +-$/,
    );
    expect(table[4]).toContain("between 2024-03-04 12:30:00 and 2024-03-05 08:55:00");
    expect(table[4]).toContain("3 h 29 min to 23 h 54 min");
    expect(table[5]).toContain("before 2024-03-05 09:00:00");
    expect(table[5]).toContain("no end in this log (last seen 2024-03-05 10:00:00)");
    expect(table[5]).toContain("≥ 1 h");
    expect(text(sessionsTable({ ...all, rows: new Uint32Array(0) }, 0))).toContain("No session matches.");
  });
  test("a terminal's width is kept", () => {
    for (const line of text(sessionsTable(all, 110)).split("\n"))
      expect(textWidth(line)).toBeLessThanOrEqual(110);
    expect(text(failuresTable({ ...all, rows: Uint32Array.of(0) }, 0))).toContain("0xc000006a");
    expect(text(infoTable(data.sources, UTC, 0))).toContain(
      "2 chunks do not match their check sums (first at byte 4096)",
    );
  });
  test("wide and hostile texts do not break a line or steer the terminal", () => {
    expect([textWidth("anna"), textWidth("山田"), textWidth("e\u0301"), textWidth("🙂")]).toEqual([
      4, 4, 1, 2,
    ]);
    expect(cutText("山田太郎", 5)).toBe("山田…");
    expect(safeText("a\u001b[31mb\u202ec\ud800")).toBe("a\ufffd[31mb\ufffdc\ufffd");
    const table = textTable(
      ["山田", "a\nb"],
      [
        { title: "Name", cell: (name) => name },
        { title: "N", cell: () => "1", right: true },
      ],
      { heading: "h", width: 0, empty: "" },
    );
    expect(text(table)).toBe("h\n\nNAME  N\n山田  1\na\ufffdb   1\n");
  });
});

describe("words and zones", () => {
  test("every failure names the file and what to do", () => {
    const failures = [
      "missing",
      "denied",
      "busy",
      "isFolder",
      "emptyFile",
      "emptyFolder",
      "notALog",
      "unreadable",
      "cancelled",
    ] as const;
    for (const failure of failures) {
      const [message] = sourceMessages(sketchSource({ path: "x/y.evtx", failure }));
      expect(message!.level).toBe("error");
      expect(message!.text).toMatch(/^x\/y\.evtx: .{20,}/);
    }
  });
  test("damage is a warning, harmless notes are kept back, a log without logons is told", () => {
    const source = sketchSource({
      path: "a.evtx",
      damage: [{ code: "truncated", offset: 5, count: 1 }],
      notes: ["dirty", "noLogonEvents"],
    });
    expect(sourceMessages(source).map(({ level }) => level)).toEqual(["warning", "note"]);
    expect(sourceMessages(source)[0]!.text).toContain("the file ends too early (at byte 5)");
    expect(sourceMessages(source, true)).toHaveLength(3);
  });
  test("the zone of the computers if they agree, else this machine's", () => {
    const [pc1] = data.computers;
    expect(defaultZoneName(data.computers, "UTC")).toBe("Europe/Berlin");
    expect(defaultZoneName([pc1!, { ...pc1!, windowsZone: "GMT Standard Time" }], "Asia/Tokyo")).toBe(
      "Asia/Tokyo",
    );
    expect(defaultZoneName([], "Asia/Tokyo")).toBe("Asia/Tokyo");
  });
  test("a wrong zone name offers the nearest", async () => {
    expect(await requestedZone("Europe/Belrin")).toBe(
      'There is no time zone "Europe/Belrin". Did you mean "Europe/Berlin"?',
    );
    expect(await requestedZone("utc")).toBe(UTC);
  });
});

test("blocks are joined pieces of some size", () => {
  const pieces = Array.from({ length: 3000 }, (_, i) => `${i} `.repeat(20));
  const joined = [...blocks(pieces)];
  expect(joined.join("")).toBe(pieces.join(""));
  expect(joined.length).toBeGreaterThan(2);
  for (const block of joined.slice(0, -1)) expect(block.length).toBeGreaterThanOrEqual(64 * 1024);
});
