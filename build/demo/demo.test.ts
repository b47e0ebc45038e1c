import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Extractor } from "../../shared/engine/extract/extractor.ts";
import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import { treeToFullRecord } from "../../shared/readers/event-text.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { ELEVATED_YES } from "../../shared/types/event-table.ts";
import type { FullRecord } from "../../shared/types/full-record.ts";
import { CONFIDENCES, END_REASONS, INTERVAL_KINDS, SESSION_KINDS } from "../../shared/types/names.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { buildDemoLogs, type DemoFile, demoAnswers } from "./build-demo-logs.ts";
import { dateOf, MINUTE, office, SECOND } from "./clock.ts";
import { type DemoSession, sessionsAt } from "./demo-answers.ts";

const files = buildDemoLogs(crc32);
const answers = demoAnswers();

function readerOf(file: DemoFile, strings: StringTable): EvtxReader {
  const { bytes } = file;
  const source = {
    size: bytes.length,
    read(position: number, target: Uint8Array) {
      const piece = bytes.subarray(position, position + target.length);
      target.set(piece);
      return piece.length;
    },
  };
  return new EvtxReader(source, { strings, crc32, cancel: { cancelled: false } });
}

const records = new Map<string, FullRecord[]>();
for (const file of files) {
  const list: FullRecord[] = [];
  const reader = readerOf(file, new StringTable());
  reader.records((event) => list.push(treeToFullRecord(event.tree)));
  expect(reader.summary).toMatchObject({ damage: [], notes: [], records: list.length });
  records.set(file.name, list);
}
function of(name: string, eventId: number): FullRecord[] {
  return records.get(name)!.filter((record) => record.eventId === eventId);
}
function pair() {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  for (const [number, file] of files.entries()) {
    extractor.startSource(number);
    readerOf(file, strings).extract(extractor);
    extractor.endSource();
  }
  const events = extractor.finish();
  return {
    strings,
    tables: pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: files.length }),
  };
}

describe("the logs", () => {
  test("are the same every time", () => {
    const again = buildDemoLogs(crc32);
    expect(again.map((file) => [file.name, crc32(file.bytes)])).toEqual(
      files.map((file) => [file.name, crc32(file.bytes)]),
    );
  });

  test("hold some thousand records, numbered without a gap", () => {
    let total = 0;
    for (const list of records.values()) {
      const first = Number(list[0]!.recordId);
      expect(list.map((record) => Number(record.recordId))).toEqual(list.map((_, i) => first + i));
      total += list.length;
    }
    expect(total).toBeGreaterThan(4000);
    expect(total).toBeLessThan(8000);
  });

  test("name one computer and one channel each, and end when they were copied", () => {
    for (const [name, list] of records) {
      expect(new Set(list.map((record) => record.computer)).size).toBe(1);
      expect(new Set(list.map((record) => record.channel)).size).toBe(1);
      expect(list[0]!.computer).toBe(`${name.replace(/-[A-Za-z]+\.evtx$/, "")}.corp.example`);
      // 15:30 in Berlin.
      expect(list.at(-1)!.timeCreated! < "2024-03-15T14:30:00").toBe(true);
    }
  });

  test("begin with the clearing on PC-022", () => {
    expect(records.get("PC-022-Security.evtx")![0]).toMatchObject({
      eventId: 1102,
      userData: { SubjectUserName: "admin-it" },
    });
    expect(answers.clearings.map((one) => one.by)).toEqual(["admin-it"]);
  });

  test("never use a logon id twice within one run", () => {
    for (const name of ["PC-014-Security.evtx", "PC-022-Security.evtx", "SRV-RDS-Security.evtx"]) {
      let seen = new Set<string>();
      for (const record of records.get(name)!) {
        if (record.eventId === 4608) seen = new Set();
        if (record.eventId !== 4624) continue;
        const id = String(record.data.TargetLogonId);
        if (id === "0x3e7" || id === "0x3e5" || id === "0x3e4") continue;
        expect(seen.has(id), `${name} ${record.recordId}`).toBe(false);
        seen.add(id);
      }
    }
  });

  test("are mostly logons that nobody made", () => {
    const logons = [...records.keys()].flatMap((name) => of(name, 4624));
    const people = logons.filter((record) => String(record.data.TargetUserSid).startsWith("S-1-5-21-"));
    expect(logons.length).toBeGreaterThan(1000);
    expect(people.length / logons.length).toBeLessThan(0.5);
  });

  test("say what zone the office is in", () => {
    const notes = of("PC-014-System.evtx", 6013);
    expect(notes.length).toBeGreaterThan(10);
    expect(new Set(notes.map((record) => record.data["6"]))).toEqual(
      new Set(["-60 W. Europe Standard Time"]),
    );
  });

  test("tell of the crash and the power cut", () => {
    expect(of("PC-022-System.evtx", 41).map((record) => record.data.BugcheckCode)).toEqual(["307"]);
    expect(of("PC-014-System.evtx", 41).map((record) => record.data.BugcheckCode)).toEqual(["0"]);
    const [cut] = of("PC-014-System.evtx", 6008);
    expect([cut!.data["0"], cut!.data["1"]]).toEqual(["14:36:00", "\u200e06.\u200e03.\u200e2024"]);
    // SYSTEMTIME 2024-03-06, Wednesday, 14:36 local, then 13:36 UTC.
    expect(cut!.data.Binary).toMatch(/^E8070300030006000E00240000000000E8070300030006000D00240000000000/);
  });
});

describe("the answers", () => {
  test("agree with the records: every start and every recorded end is there", () => {
    const starts = new Set<string>();
    const ends = new Set<string>();
    for (const list of records.values()) {
      for (const record of list) {
        const key = `${record.computer} ${record.data.TargetLogonId}`;
        if (record.eventId === 4624) starts.add(`${key} ${record.data.TargetUserSid}`);
        if (record.eventId === 4647) ends.add(`${key} ${record.data.TargetUserSid}`);
      }
    }
    for (const session of answers.sessions) {
      const key = `${session.computer} 0x${session.logonId.toString(16)} ${session.sid}`;
      const startKept = session.startConfidence === "exact" && session.cleared === "nothing";
      expect(starts.has(key), key).toBe(startKept);
      if (session.cleared === "all") continue;
      expect(ends.has(key), key).toBe(session.reason === "userLogoff");
    }
  });

  test("say who was on when", () => {
    const names = (moment: string) =>
      sessionsAt(answers, office(moment))
        .map((session) => `${session.user}@${session.computer.split(".")[0]}`)
        .sort();
    expect(names("03-05 18:00")).toEqual(["carla@PC-014", "dmitri@SRV-RDS"]);
    expect(names("03-06 14:45")).toEqual(["ben@PC-022", "dmitri@SRV-RDS"]);
    expect(names("03-09 12:00")).toEqual(["anna@PC-014", "dmitri@SRV-RDS"]);
    expect(names("03-15 15:29")).toEqual(["admin-it@SRV-RDS", "anna@PC-014", "ben@PC-022", "dmitri@SRV-RDS"]);
  });
});

describe("the engine against the story", () => {
  const { strings, tables } = pair();
  const { sessions } = tables;
  const near = (a: number, b: number) => Math.abs(a - b) < 5 * SECOND;

  /** The row that the engine made of a session of the story, -1 if there is none. */
  function rowOf(session: DemoSession): number {
    for (let row = 0; row < sessions.length; row++) {
      if (SESSION_KINDS[sessions.kind[row]!] !== "desktop") continue;
      if (strings.get(sessions.computer[row]!) !== session.computer) continue;
      if (strings.get(sessions.user[row]!).toLowerCase() !== session.user) continue;
      const id = (BigInt(sessions.leadLogonIdHigh[row]!) << 32n) | BigInt(sessions.leadLogonIdLow[row]!);
      const idFits = session.cleared === "all" || id === session.logonId;
      const startFits = session.startConfidence !== "exact" || near(sessions.start[row]!, session.start);
      if (idFits && startFits) return row;
    }
    return -1;
  }
  const cases = answers.sessions.map(
    (session) =>
      [
        `${session.user} at ${session.computer}, ${dateOf(session.start, "office").toISOString()}`,
        session,
      ] as const,
  );

  test.each(cases)("%s", (_, session) => {
    const row = rowOf(session);
    expect(row).toBeGreaterThanOrEqual(0);
    // Winlogon's 7002 does not tell who asked for the logoff.
    expect(END_REASONS[sessions.endReason[row]!]).toBe(session.cleared === "all" ? "logoff" : session.reason);
    expect(CONFIDENCES[sessions.confidence[row]!]).toBe(session.confidence);
    expect(CONFIDENCES[sessions.startConfidence[row]!]).toBe(session.startConfidence);
    if (session.confidence === "exact") expect(near(sessions.end[row]!, session.end!)).toBe(true);
    if (session.confidence === "bounded") {
      expect(sessions.endLower[row]!).toBeLessThanOrEqual(session.end! + SECOND);
      expect(sessions.endUpper[row]!).toBeGreaterThanOrEqual(session.end! - SECOND);
    }
    if (session.cleared !== "nothing" || session.startConfidence !== "exact") return;
    expect(sessions.elevated[row] === ELEVATED_YES).toBe(session.elevated);
    expect(sessions.logonType[row]).toBe(session.logonType);
    expect(strings.get(sessions.sourceAddress[row]!)).toBe(session.address ?? "127.0.0.1");
    expect(awayOf(row)).toEqual(expectedAway(session));
  });

  /** Locked and disconnected times to the minute. */
  function awayOf(row: number): string[] {
    const list: string[] = [];
    const { intervals, intervalStart } = sessions;
    for (let i = intervalStart[row]!; i < intervalStart[row + 1]!; i++) {
      const kind = INTERVAL_KINDS[intervals.kind[i]!]!;
      list.push(`${kind} ${minute(intervals.from[i]!)} ${minute(intervals.to[i]!)}`);
    }
    return list.sort();
  }
  function expectedAway(session: DemoSession): string[] {
    return session.away.map((away) => `${away.kind} ${minute(away.from)} ${cutAt(session, away.to)}`).sort();
  }
  /** Whoever never came back was away until the session ended, or as long as the log can tell. */
  function cutAt(session: DemoSession, to: Ticks | null): string {
    if (to !== null) return minute(to);
    const row = rowOf(session);
    return minute(session.end ?? sessions.endLower[row]!);
  }
  function minute(time: number): string {
    return String(Math.floor(time / MINUTE));
  }

  test("no session that the story does not know", () => {
    const known = new Set(answers.sessions.map(rowOf));
    const strange: string[] = [];
    for (let row = 0; row < sessions.length; row++) {
      if (SESSION_KINDS[sessions.kind[row]!] !== "desktop" || known.has(row)) continue;
      strange.push(
        `${strings.get(sessions.user[row]!)} ${strings.get(sessions.computer[row]!)} ${sessions.start[row]!}`,
      );
    }
    expect(strange).toEqual([]);
  });

  test("failures, lockouts and boots", () => {
    const failures = answers.failures.filter((failure) => !failure.lost);
    expect(tables.failures.length).toBe(failures.length);
    const times = (list: ArrayLike<number>) => Array.from(list).sort((a, b) => a - b);
    const got = times(tables.failures.time);
    times(failures.map((failure) => failure.time)).forEach((time, i) => {
      expect(near(got[i]!, time)).toBe(true);
    });
    expect(tables.lockouts.map((one) => one.user)).toEqual(answers.lockouts.map((one) => one.user));
    const dead = tables.boots.filter((boot) => boot.clean === false);
    expect(dead.map((boot) => [boot.computer, boot.bugcheck !== null && boot.bugcheck !== 0]).sort()).toEqual(
      [
        ["pc-014.corp.example", false],
        ["pc-022.corp.example", true],
      ],
    );
  });
});

test("the moment the logs were copied", () => {
  expect(answers.logEnd).toBe(office("03-15 15:30") as Ticks);
});
