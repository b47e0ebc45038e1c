import { noActs } from "../../shared/engine/pairing/acts.ts";
import type { Boot, CaseData, ClockStep, LogHole } from "../../shared/types/case.ts";
import { FAILURE_COLUMNS, type FailureTable } from "../../shared/types/session-table.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { type SessionDraft, SessionWriter } from "./session-writer.ts";

/** Invented cases for development and tests: nothing here comes from a log, nothing here ships. */
export type SampleName = "empty" | "one" | "normal" | "single" | "crowded" | "lanes" | "odd";

/** What every source of an invented case hashes to, so that such a case can be kept and known again. */
export const SAMPLE_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
export const HOUR = 36_000_000_000;
export const DAY = 24 * HOUR;
/** Ticks of Monday 2024-03-04T00:00Z. */
export const MONDAY = 63 * DAY;

/** mulberry32: small, seeded, the same everywhere. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface FailureDraft {
  readonly user: string;
  readonly computer: string;
  readonly time: number;
  readonly status?: number;
  readonly subStatus?: number;
  readonly address?: string;
  readonly type?: number;
  readonly followed?: boolean;
}

export function failureTable(drafts: readonly FailureDraft[], strings: StringTable): FailureTable {
  const columns = Object.fromEntries(
    Object.entries(FAILURE_COLUMNS).map(([name, Type]) => [name, new Type(drafts.length)]),
  ) as unknown as Record<keyof typeof FAILURE_COLUMNS, Float64Array>;
  drafts.forEach((draft, row) => {
    columns.time[row] = draft.time;
    columns.rawTime[row] = draft.time;
    columns.computer[row] = strings.intern(draft.computer);
    columns.computerKey[row] = strings.intern(draft.computer.toLowerCase());
    columns.user[row] = strings.intern(draft.user);
    columns.domain[row] = strings.intern("CORP");
    columns.userKey[row] = strings.intern(`corp\\${draft.user}`.toLowerCase());
    columns.logonType[row] = draft.type ?? 2;
    columns.status[row] = draft.status ?? 0xc000006d;
    columns.subStatus[row] = draft.subStatus ?? 0xc000006a;
    columns.sourceAddress[row] = strings.intern(draft.address ?? "");
    columns.followedBySuccess[row] = draft.followed ? 1 : 0;
    columns.channel[row] = strings.intern("Security");
    columns.recordIdLow[row] = 9000 + row;
    columns.offset[row] = 8192 + row * 900;
  });
  return { ...columns, length: drafts.length } as unknown as FailureTable;
}

interface Parts {
  readonly strings: StringTable;
  readonly writer: SessionWriter;
  readonly failures: readonly FailureDraft[];
  readonly boots?: readonly Boot[];
  readonly holes?: readonly LogHole[];
  readonly clockSteps?: readonly ClockStep[];
  readonly computers: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly records: number;
}

function caseOf(parts: Parts): CaseData {
  const failures = failureTable(parts.failures, parts.strings);
  const sessions = parts.writer.table();
  const oldest = parts.from as Ticks;
  const newest = parts.to as Ticks;
  return {
    engine: "0.1.0",
    strings: parts.strings.toArray(),
    sessions,
    failures,
    boots: parts.boots ?? [],
    holes: parts.holes ?? [],
    coverage: parts.computers.map((computer) => ({
      computer,
      channel: "Security",
      spans: [[oldest, newest]],
      records: parts.records,
      filtered: false,
    })),
    computers: parts.computers.map((name) => ({
      key: name.toLowerCase(),
      name,
      aliases: [],
      oldest,
      newest,
      windowsZone: "W. Europe Standard Time",
    })),
    lockouts: [],
    clockSteps: parts.clockSteps ?? [],
    acts: noActs(),
    counts: {
      records: parts.records,
      events: Math.round(parts.records * 0.65),
      logons: {
        read: sessions.length + 41,
        used: sessions.length,
        byClass: { unlock: 37, credentialRefresh: 4 },
      },
      duplicates: parts.records > 1000 ? 2 : 0,
      failures: failures.length,
      stubs: 0,
      orphanLogoffs: 0,
    },
    settings: DEFAULT_SETTINGS,
    sources: parts.computers.map((computer, id) => ({
      id,
      path: `C:\\Evidence\\2024-03\\${computer}\\Security.evtx`,
      format: "evtx",
      bytes: Math.round((parts.records * 720) / Math.max(1, parts.computers.length)),
      sha256: SAMPLE_SHA256,
      records: Math.round(parts.records / Math.max(1, parts.computers.length)),
      used: Math.round((parts.records * 0.65) / Math.max(1, parts.computers.length)),
      duplicates: id === 0 && parts.records > 1000 ? 2 : 0,
      recovered: 0,
      oldest,
      newest,
      computers: [computer],
      channels: ["Security"],
      damage: id === 1 ? [{ code: "chunkCrc", offset: 0x41000, count: 1 }] : [],
      notes: id === 0 ? ["dirty"] : [],
      failure: null,
    })),
    oldest,
    newest,
    partial: false,
  };
}

function ref(time: number, eventId: number) {
  return {
    source: 0,
    channel: "Security",
    recordId: "18990",
    eventId,
    time: time as Ticks,
    offset: 65_536,
  };
}

function clockStep(
  computer: string,
  time: number,
  delta: number,
  kind: ClockStep["kind"],
  byUser: string | null,
): ClockStep {
  return { computer, time: time as Ticks, delta, kind, byUser, record: ref(time, 4616) };
}

function normal(computers: readonly string[], days: number): CaseData {
  const next = random(7);
  const strings = new StringTable();
  const drafts: SessionDraft[] = [];
  const failures: FailureDraft[] = [];
  const people: readonly (readonly [user: string, at: number, type: number, from: number, hours: number])[] =
    [
      ["anna", 0, 2, 7, 9],
      ["ben", 1, 2, 8, 9],
      ["carla", 2, 10, 6.5, 8.5],
      ["dmitri", 2, 10, 19, 4],
      ["admin-it", 0, 2, 13, 0.7],
      ["reception", 1, 2, 6, 12],
    ];
  const logEnd = MONDAY + (days - 1) * DAY + 16 * HOUR;
  for (let day = 0; day < days; day++) {
    if (day % 7 > 4) continue;
    for (const [user, place, type, from, hours] of people) {
      if (next() < 0.12) continue;
      const computer = computers[place % computers.length]!;
      const start = MONDAY + day * DAY + (from + next() * 0.6) * HOUR;
      if (start > logEnd) continue;
      const end = start + hours * (0.75 + next() * 0.4) * HOUR;
      const lunch = start + (hours * 0.4 + next()) * HOUR;
      const away = type === 10 ? ("disconnected" as const) : ("locked" as const);
      const intervals =
        hours > 2
          ? ([[away, lunch, lunch + (0.4 + next() * 0.8) * HOUR]] as [typeof away, number, number][])
          : [];
      const base: SessionDraft = {
        user,
        computer,
        type,
        start,
        end,
        intervals,
        elevated: user === "admin-it",
        address: type === 10 ? `192.168.10.${20 + user.length}` : "",
        client: type === 10 ? `NB-${user.toUpperCase()}` : "",
        process: "C:\\Windows\\System32\\winlogon.exe",
        startRule: "R6",
        proofs: [
          ["start", 4624, start],
          ["end", 4647, end],
        ],
      };
      if (end > logEnd) {
        drafts.push({
          ...base,
          end: logEnd,
          lower: logEnd,
          reason: "stillOpen",
          confidence: "open",
          endRule: "E6",
          proofs: [
            ["start", 4624, start],
            ["logEnd", 4672, logEnd],
          ],
        });
      } else if (user === "anna" && day % 9 === 2) {
        drafts.push({
          ...base,
          reason: "powerLoss",
          confidence: "bounded",
          lower: end,
          upper: end + 11 * HOUR,
          endRule: "E4",
          flags: 1,
          proofs: [
            ["start", 4624, start],
            ["lastEvidence", 4801, end - 20 * 600_000_000],
            ["heartbeat", 6008, end],
            ["nextBoot", 4608, end + 11 * HOUR],
          ],
        });
      } else if (user === "dmitri" && day % 8 === 2) {
        drafts.push({ ...base, reason: "noRecord", confidence: "unknown", lower: end, endRule: "E5" });
      } else if (user === "ben" && day % 5 === 3) {
        drafts.push({ ...base, reason: "shutdown", endRule: "E2" });
      } else drafts.push(base);
      if (user === "ben" && day % 7 === 2) {
        for (let i = 0; i < 3; i++)
          failures.push({ user, computer, time: start - (3 - i) * 70 * 10_000_000, followed: true });
      }
    }
    failures.push({
      user: "administrator",
      computer: computers.at(-1)!,
      time: MONDAY + day * DAY + (3 + next() * 2) * HOUR,
      subStatus: 0xc0000064,
      address: "185.220.101.4",
      type: 3,
    });
  }
  for (let day = 0; day < days; day++) {
    const at = MONDAY + day * DAY + 2 * HOUR;
    if (at > logEnd) break;
    drafts.push({
      user: "svc-backup",
      computer: computers.at(-1)!,
      kind: "batch",
      type: 4,
      start: at,
      end: at + 1.1 * HOUR,
      reason: "logoff",
    });
    for (let i = 0; i < 200; i++) {
      const start = MONDAY + day * DAY + next() * DAY;
      if (start > logEnd) continue;
      drafts.push({
        user: people[i % people.length]![0],
        computer: computers[i % computers.length]!,
        kind: "network",
        type: 3,
        start,
        end: start + next() * 600 * 10_000_000,
        reason: "logoff",
        address: `192.168.10.${i}`,
      });
    }
  }
  drafts.push({
    user: "sql-agent",
    computer: computers.at(-1)!,
    kind: "service",
    type: 5,
    start: MONDAY,
    end: logEnd,
    lower: logEnd,
    reason: "stillOpen",
    confidence: "open",
  });
  drafts.sort((a, b) => a.start - b.start);
  failures.sort((a, b) => a.time - b.time);
  const writer = new SessionWriter(drafts.length, strings);
  for (const draft of drafts) writer.add(draft);
  const crash = MONDAY + 2 * DAY + 16.5 * HOUR;
  const boot = (
    computer: string,
    index: number,
    start: number,
    end: number,
    clean: boolean | null,
  ): Boot => ({
    computer,
    index,
    start: start as Ticks,
    end: end as Ticks,
    clean,
    bugcheck: null,
    startRecord: ref(start, 4608),
    endRecord: clean === true ? ref(end, 1100) : null,
    lastRecord: (Number.isNaN(end) ? logEnd : end) as Ticks,
  });
  return caseOf({
    strings,
    writer,
    failures,
    computers,
    boots: [
      boot(computers[0]!, 0, MONDAY - 2 * HOUR, crash, false),
      boot(computers[0]!, 1, crash + 13 * HOUR, Number.NaN, null),
      ...computers.slice(1).map((name) => boot(name, 0, MONDAY - 3 * DAY, Number.NaN, null)),
    ],
    holes: [
      {
        computer: computers.at(-1)!,
        channel: "Security",
        from: (MONDAY + 3 * DAY + 4 * HOUR) as Ticks,
        to: (MONDAY + 3 * DAY + 11.5 * HOUR) as Ticks,
        cause: "recordGap",
        by: null,
      },
    ],
    clockSteps: [
      clockStep(computers[0]!, MONDAY + DAY + 13 * HOUR, 2 * HOUR, "correction", "CORP\\anna"),
      clockStep(computers[0]!, MONDAY + DAY + 14 * HOUR, -2 * HOUR, "correction", "CORP\\admin-it"),
      clockStep(computers.at(-1)!, MONDAY + 4 * DAY + 6 * HOUR, 9.5 * HOUR, "catchUp", null),
    ].filter(({ time }) => time < logEnd),
    from: MONDAY - 2 * HOUR,
    to: logEnd,
    records: 36_108,
  });
}

export function crowdedCase(sessions: number, users: number, computers: number): CaseData {
  const next = random(11);
  const strings = new StringTable();
  const writer = new SessionWriter(sessions, strings);
  const days = 365;
  const types = [2, 2, 2, 10, 11, 7];
  for (let i = 0; i < sessions; i++) {
    const start = MONDAY + (i / sessions) * days * DAY;
    const end = start + next() ** 3 * 30 * HOUR;
    const roll = next();
    const user = `user${String(Math.floor(next() * users)).padStart(5, "0")}`;
    const computer = `PC-${String(Math.floor(next() * computers)).padStart(4, "0")}`;
    const type = types[Math.floor(next() * types.length)]!;
    if (roll < 0.9) writer.add({ user, computer, type, start, end });
    else if (roll < 0.96)
      writer.add({
        user,
        computer,
        type,
        start,
        end,
        upper: end + 9 * HOUR,
        reason: "crash",
        confidence: "bounded",
      });
    else writer.add({ user, computer, type, start, end, reason: "noRecord", confidence: "unknown" });
  }
  const failures = Array.from({ length: Math.min(20_000, sessions / 10) }, (_, i) => ({
    user: `user${String(Math.floor(next() * users)).padStart(5, "0")}`,
    computer: `PC-${String(Math.floor(next() * computers)).padStart(4, "0")}`,
    time: MONDAY + (i / 20_000) * days * DAY,
  }));
  return caseOf({
    strings,
    writer,
    failures,
    computers: Array.from({ length: Math.min(computers, 400) }, (_, i) => `PC-${String(i).padStart(4, "0")}`),
    from: MONDAY,
    to: MONDAY + days * DAY,
    records: sessions * 3,
  });
}

/** Names nobody expects: 500 characters, right to left, markup, a formula, nothing at all. */
function odd(): CaseData {
  const strings = new StringTable();
  const users = [
    "x".repeat(500),
    "שרה לוי",
    "<img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "a\u0000b\u0007c\u202Ereversed",
    "👩‍💻🧑🏽‍🚀",
    "",
  ];
  const writer = new SessionWriter(users.length + 1, strings);
  users.forEach((user, i) => {
    writer.add({
      user,
      computer: i === 0 ? "Y".repeat(300) : "PC-1",
      start: MONDAY + i * HOUR,
      end: MONDAY + (i + 3) * HOUR,
    });
  });
  writer.add({ user: "forever", computer: "PC-1", start: MONDAY - 1095 * DAY, end: MONDAY });
  return caseOf({
    strings,
    writer,
    failures: [],
    computers: ["PC-1"],
    from: MONDAY - 1095 * DAY,
    to: MONDAY + DAY,
    records: 20,
  });
}

export function sampleCase(name: SampleName): CaseData {
  switch (name) {
    case "empty": {
      const strings = new StringTable();
      return caseOf({
        strings,
        writer: new SessionWriter(0, strings),
        failures: [],
        computers: ["PC-014"],
        from: MONDAY,
        to: MONDAY + DAY,
        records: 412,
      });
    }
    case "one": {
      const strings = new StringTable();
      const writer = new SessionWriter(1, strings);
      writer.add({
        user: "anna",
        computer: "PC-014",
        start: MONDAY + 8 * HOUR,
        end: MONDAY + 17.2 * HOUR,
        proofs: [
          ["start", 4624, MONDAY + 8 * HOUR],
          ["end", 4647, MONDAY + 17.2 * HOUR],
        ],
        intervals: [["locked", MONDAY + 12 * HOUR, MONDAY + 12.7 * HOUR]],
      });
      return caseOf({
        strings,
        writer,
        failures: [],
        computers: ["PC-014"],
        from: MONDAY,
        to: MONDAY + DAY,
        records: 96,
      });
    }
    case "normal":
      return normal(["PC-014", "PC-022", "SRV-RDS"], 12);
    case "single":
      return normal(["PC-014"], 12);
    case "crowded":
      return crowdedCase(1_000_000, 900, 400);
    case "lanes":
      return crowdedCase(1_000_000, 10_000, 4000);
    case "odd":
      return odd();
  }
}

/** A case of exactly these sessions and failures on `PC-014`, over the week from `MONDAY` on; for tests. */
export function draftCase(
  sessions: readonly SessionDraft[],
  failures: readonly FailureDraft[] = [],
  change: Partial<CaseData> = {},
): CaseData {
  const strings = new StringTable();
  const writer = new SessionWriter(sessions.length, strings);
  for (const draft of sessions.toSorted((a, b) => a.start - b.start)) writer.add(draft);
  const made = caseOf({
    strings,
    writer,
    failures: failures.toSorted((a, b) => a.time - b.time),
    computers: ["PC-014"],
    from: MONDAY,
    to: MONDAY + 7 * DAY - HOUR,
    records: 1000,
  });
  return { ...made, ...change };
}
