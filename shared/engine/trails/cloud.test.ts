import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeDecoder } from "../../../electron/worker/code-pages.ts";
import { splitRow } from "../../../electron/worker/ports.ts";
import { textClock } from "../../../electron/worker/text-clock.ts";
import { ANNA, BEN, tableReader } from "../../readers/d365/test-tables.ts";
import { isoToTicks } from "../../readers/time.ts";
import { checkPossible } from "../../testing/check-possible.ts";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import type { CloudWindow } from "../../types/cloud.ts";
import { CONFIDENCES, END_REASONS, EVIDENCE_CLASSES, SESSION_KINDS } from "../../types/names.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import type { ImportAnswers } from "../../types/text-import.ts";
import type { SourceTrail } from "../../types/trail.ts";
import { pairCase } from "../pairing/pair-case.ts";
import { ticksToIso } from "../time/iso.ts";
import { cloudCalendars } from "./cloud-calendar.ts";
import { joinTrails } from "./join-trails.ts";

const readTable = tableReader({
  splitRow,
  makeDecoder,
  clockOf: textClock,
  encode: (text) => new TextEncoder().encode(text),
  iso: ticksToIso,
});

interface File {
  readonly name: string;
  readonly text: string;
  readonly environment?: string;
}

/** Exports of Dynamics 365 beside the logs of one computer, as a case. */
function join(files: readonly File[], events: readonly EventSpec[] = []) {
  const strings = new StringTable();
  const paired = pairCase({
    events: eventTable(events, strings),
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: 1,
  });
  const { duplicatesBySource: _, audit: _audit, ...tables } = paired;
  const trails = files.map(({ name, text, environment }, source): SourceTrail => {
    const answers: ImportAnswers[] =
      environment === undefined ? [] : [{ signature: null, file: null, cloud: { environment } }];
    return { source, rows: readTable(text, { name, answers }).summary.cloud!.rows! };
  });
  const joined = joinTrails(tables, trails, strings)!;
  const { sessions } = joined.tables;
  checkPossible({ ...paired, ...joined.tables });
  const time = (value: number): string => ticksToIso(value)?.slice(5, 19) ?? "-";
  const cloud = Array.from({ length: sessions.length }, (_, row) => row)
    .filter((row) => SESSION_KINDS[sessions.kind[row]!] === "cloud")
    .map((row) => {
      const end = `${END_REASONS[sessions.endReason[row]!]} ${CONFIDENCES[sessions.confidence[row]!]}`;
      return `${strings.get(sessions.user[row]!)} ${time(sessions.start[row]!)} ${time(sessions.end[row]!)} ${end}`;
    });
  return { joined, sessions, strings, cloud, trails: joined.trails };
}
const table = (...rows: string[]): string => ["AADUserID,Start,End", ...rows, ""].join("\n");
const day = (text: string): number => isoToTicks(`2024-${text}T00:00:00Z`);

describe("logins", () => {
  test("of two files are one, with the end that one of them knows", () => {
    const without = table(`${ANNA},2024-03-04 09:00:00,`);
    const ended = table(`{${ANNA.toUpperCase()}},2024-03-04 09:00:00.4,2024-03-04 10:00:00`);
    for (const texts of [
      [without, ended],
      [ended, without],
    ]) {
      const { cloud, trails, joined } = join(texts.map((text, at) => ({ name: `${at}.csv`, text })));
      expect(cloud).toEqual([`${ANNA} 03-04T09:00:00 03-04T10:00:00 logoff exact`]);
      expect(trails.dynamics?.repeated).toBe(1);
      expect([...joined.duplicates]).toEqual([[1, 1]]);
    }
  });

  test("with two ends keep the later one", () => {
    const { cloud } = join([
      { name: "a.csv", text: table(`${ANNA},2024-03-04 09:00:00,2024-03-04 11:00:00`) },
      { name: "b.csv", text: table(`${ANNA},2024-03-04 09:00:00,2024-03-04 10:00:00`) },
    ]);
    expect(cloud).toEqual([`${ANNA} 03-04T09:00:00 03-04T11:00:00 logoff exact`]);
  });

  test("of other seconds, users or environments are others", () => {
    const text = table(
      `${ANNA},2024-03-04 09:00:00,`,
      `${ANNA},2024-03-04 09:00:01,`,
      `${BEN},2024-03-04 09:00:00,`,
    );
    const { cloud } = join([
      { name: "a.csv", text, environment: "PROD" },
      { name: "b.csv", text, environment: "TEST" },
      { name: "c.csv", text, environment: "prod" },
    ]);
    expect(cloud).toHaveLength(6);
  });

  test("without an end are open in the newest export of their environment, else not known", () => {
    const { cloud } = join([
      { name: "2024-03-08.csv", text: table(`${ANNA},2024-03-04 09:00:00,`) },
      { name: "2024-03-15.csv", text: table(`${BEN},2024-03-12 09:00:00,`) },
    ]);
    expect(cloud).toEqual([
      `${ANNA} 03-04T09:00:00 - noRecord unknown`,
      `${BEN} 03-12T09:00:00 - stillOpen open`,
    ]);
  });

  test("of the user log end up to 15 minutes before its time of logoff, never before they began", () => {
    const { sessions, cloud } = join([
      {
        name: "log.csv",
        text: "User ID,Created date and time,Logout date and time\nanna,2024-03-04 09:00:00,2024-03-04 10:00:00\nben,2024-03-04 09:00:00,2024-03-04 09:05:00\n",
      },
    ]);
    expect(cloud[0]).toBe("anna 03-04T09:00:00 03-04T10:00:00 logoff bounded");
    const lower = [0, 1].map((row) => ticksToIso(sessions.endLower[row]!)?.slice(11, 19));
    expect(lower).toEqual(["09:45:00", "09:00:00"]);
  });

  test("of page views never end, but were there up to the last view, whichever export holds it", () => {
    const head = "timestamp,user_Id,session_Id\n";
    const { sessions, cloud } = join([
      { name: "1.csv", text: `${head}2024-03-04T09:30:00Z,anna,s\n` },
      { name: "2.csv", text: `${head}2024-03-04T09:00:00Z,anna,s\n2024-03-04T10:00:00Z,anna,s\n` },
    ]);
    expect(cloud).toEqual(["anna 03-04T09:00:00 - stillOpen open"]);
    expect(ticksToIso(sessions.lastEvidence[0]!)).toBe("2024-03-04T10:00:00.0000000Z");
  });

  test("never touch the sessions of Windows, even of an account of the same name", () => {
    const hour = 36_000_000_000;
    const base = {
      computer: "PC1",
      user: "anna",
      domain: "CORP",
      sid: "S-1-5-21-1-2-3-1104",
      logonId: 77,
      logonType: 2,
    };
    const events: readonly EventSpec[] = [
      {
        kind: "logon",
        time: day("03-04") + 8 * hour,
        eventId: 4624,
        recordId: 1,
        ...base,
        logonProcess: "User32",
      },
      { kind: "userLogoff", time: day("03-04") + 17 * hour, eventId: 4647, recordId: 2, ...base },
    ];
    const text = table("anna,2024-03-04 09:00:00,", "anna,2024-03-04 12:00:00,2024-03-04 13:00:00");
    const { sessions, cloud, strings } = join([{ name: "a.csv", text }], events);
    expect(cloud).toHaveLength(2);
    const own = [...sessions.kind].findIndex((kind) => SESSION_KINDS[kind] === "desktop");
    expect([sessions.start[own], sessions.end[own]]).toEqual([
      day("03-04") + 8 * hour,
      day("03-04") + 17 * hour,
    ]);
    const keys = Array.from(sessions.userKey, (key) => strings.get(key));
    expect(new Set(keys)).toEqual(new Set(["d365/anna", keys[own]]));
    expect(keys[own]).not.toBe("d365/anna");
  });

  test("carry the class of their evidence and the record that proves them", () => {
    const { sessions, strings, trails } = join([
      {
        name: "2024-03-08.csv",
        text: table(`${ANNA},2024-03-04 09:00:00,2024-03-04 10:00:00`),
        environment: "PROD",
      },
    ]);
    expect(EVIDENCE_CLASSES[sessions.evidence[0]!]).toBe("cloudExport");
    expect(strings.get(sessions.userKey[0]!)).toBe(`d365/${ANNA}`);
    expect(sessions.proofs.length).toBe(2);
    expect(strings.get(sessions.proofs.channel[0]!)).toBe("Dynamics365");
    expect(strings.get(trails.facts.environment[0]!)).toBe("PROD");
  });

  test("have the same number whatever export they come from", () => {
    const ids = (files: readonly File[]) => {
      const { sessions } = join(files);
      return [...sessions.proofs.recordIdLow, ...sessions.proofs.recordIdHigh];
    };
    const row = `${ANNA},2024-03-04 09:00:00,`;
    const other = `${BEN},2024-03-04 08:00:00,`;
    expect(ids([{ name: "a.csv", text: table(row) }])).toEqual(
      ids([{ name: "b.csv", text: table(row, row) }]),
    );
    expect(ids([{ name: "a.csv", text: table(row, other) }])).toEqual(
      ids([{ name: "b.csv", text: table(other, row) }]),
    );
  });
});

describe("users", () => {
  const LIST = `User ID,User name,Email,Object ID\nANNA,Anna Roth,anna@contoso.com,{${ANNA}}\n`;

  test("are named by a list, and those in none are listed and counted", () => {
    const { cloud, trails, sessions, strings } = join([
      { name: "users.csv", text: LIST },
      {
        name: "a.csv",
        text: table(
          `${ANNA},2024-03-04 09:00:00,`,
          `${BEN},2024-03-04 09:00:00,`,
          `${BEN},2024-03-05 09:00:00,`,
        ),
      },
    ]);
    expect(cloud.map((each) => each.split(" ", 1)[0])).toEqual(["ANNA", BEN, BEN]);
    expect(trails.dynamics).toMatchObject({ users: 1, unknownCount: 1, unknown: [{ id: BEN, sessions: 2 }] });
    expect(strings.get(trails.facts.email[0]!)).toBe("anna@contoso.com");
    expect(sessions.sid[0]).toBe(0);
  });

  test("are the same person under id, GUID and address", () => {
    const { sessions } = join([
      { name: "users.csv", text: LIST },
      {
        name: "a.csv",
        text: table(
          `${ANNA},2024-03-04 09:00:00,`,
          "anna,2024-03-05 09:00:00,",
          "Anna@Contoso.com,2024-03-06 09:00:00,",
        ),
      },
    ]);
    expect(new Set(sessions.userKey).size).toBe(1);
  });

  test("are called as the list says that was right at the time", () => {
    const { cloud } = join([
      { name: "users 2024-03-06.csv", text: LIST.replace("ANNA,", "ANEU,") },
      { name: "users 2024-03-01.csv", text: LIST },
      {
        name: "a.csv",
        text: table(
          `${ANNA},2024-02-01 09:00:00,`,
          `${ANNA},2024-03-05 09:00:00,`,
          `${ANNA},2024-03-07 09:00:00,`,
        ),
      },
    ]);
    expect(cloud.map((each) => each.split(" ", 1)[0])).toEqual(["ANNA", "ANNA", "ANEU"]);
  });
});

describe("the calendar", () => {
  const window = (from: string, to: string, more: Partial<CloudWindow> = {}): CloudWindow => ({
    from: day(from),
    to: day(to),
    end: "given",
    source: 0,
    environment: "PROD",
    shape: "loginEvents",
    rows: 1,
    ...more,
  });
  const show = (windows: readonly CloudWindow[], now = Number.NaN) =>
    cloudCalendars(windows, now).map(({ environment, gaps, nextDue, due, pending }) => {
      const date = (time: number): string => ticksToIso(time)?.slice(5, 10) ?? "-";
      const span = ({ from, to }: { from: number; to: number }): string => `${date(from)}/${date(to)}`;
      return [
        environment,
        gaps.map(span).join(" "),
        date(nextDue),
        due,
        pending === null ? "" : span(pending),
      ];
    });

  test("of two exports names the gap between them and when the next one is due", () => {
    const windows = [window("03-10", "03-17"), window("03-01", "03-08")];
    expect(show(windows)).toEqual([["PROD", "03-08/03-10", "03-24", "covered", ""]]);
  });

  test("warns from the sixth day, and counts a gap once seven are over", () => {
    const windows = [window("03-01", "03-08")];
    expect(show(windows, day("03-13"))).toEqual([["PROD", "", "03-15", "covered", "03-08/03-13"]]);
    expect(show(windows, day("03-14"))).toEqual([["PROD", "", "03-15", "soon", "03-08/03-14"]]);
    expect(show(windows, day("03-16"))).toEqual([["PROD", "03-08/03-16", "03-15", "overdue", ""]]);
  });

  test("keeps environments apart, and takes overlaps and repeats as one", () => {
    const test = { environment: "TEST" };
    const windows = [
      window("03-01", "03-08"),
      window("03-05", "03-12"),
      window("03-12", "03-19"),
      window("03-01", "03-08", test),
    ];
    expect(show(windows).map(([name, gaps]) => [name, gaps])).toEqual([
      ["PROD", ""],
      ["TEST", ""],
    ]);
  });

  test("covered and gaps together are all of its time, without overlap", () => {
    const span = fc.record({ from: fc.nat(400), length: fc.integer({ min: 0, max: 20 }) });
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 30 }), (spans) => {
        const windows = spans.map(({ from, length }) => ({
          ...window("03-01", "03-08"),
          from,
          to: from + length,
        }));
        const [calendar] = cloudCalendars(windows, Number.NaN);
        const all = [...calendar!.covered, ...calendar!.gaps].sort((a, b) => a.from - b.from || a.to - b.to);
        for (let at = 1; at < all.length; at++) expect(all[at]!.from).toBe(all[at - 1]!.to);
        expect([all[0]!.from, all.at(-1)!.to]).toEqual([
          Math.min(...windows.map(({ from }) => from)),
          Math.max(...windows.map(({ to }) => to)),
        ]);
        for (const gap of calendar!.gaps)
          expect(windows.some(({ from, to }) => from < gap.to && to > gap.from)).toBe(false);
      }),
    );
  });
});
