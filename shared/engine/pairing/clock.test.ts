import { describe, expect, test } from "vitest";
import type { EventSpec } from "../../testing/event-table-builder.ts";
import { vectorTime } from "../../testing/vector-notation.ts";
import { parseRows, parseVectors, vectorTable } from "../../testing/vectors.ts";
import type { ClockStep } from "../../types/case.ts";
import { DEFAULT_SETTINGS, type PairingSettings } from "../../types/settings.ts";
import { formatDuration } from "../time/duration.ts";
import { pairCase } from "./pair-case.ts";

/** `pc1 09:00:00 3 d correction by anna #4`: corrected time, new minus old time, kind, account, record number. */
function line({ computer, time, delta, kind, byUser, record }: ClockStep): string {
  const by = byUser === null ? "" : ` by ${byUser}`;
  return `${computer} ${vectorTime(time)} ${formatDuration(delta)} ${kind}${by} #${record.recordId}`;
}

function stepsOf(
  rows: readonly EventSpec[],
  settings: PairingSettings = DEFAULT_SETTINGS,
): readonly string[] {
  const { events, strings } = vectorTable(rows);
  return pairCase({ events, strings, settings, sourceCount: 1 }).clockSteps.map(line);
}

const steps = (input: string) => stepsOf(parseRows(input));

/** Clock steps of the session vectors; those that are not named here have none. */
const OF_VECTORS: Readonly<Record<string, readonly string[]>> = {
  V29: ["pc1 09:00:00 3 d correction #10", "pc1 09:20:00 −3 d correction #12"],
  V30: ["pc1 11:00:10 −10 h correction #4"],
  V31: ["pc1 d2/07:00:00 22 h 8 min catchUp #4"],
  V39: ["pc1 08:40:05 −9 h 20 min correction #4"],
};

describe("R11: clock steps of the session vectors", () => {
  for (const { name, title, rows } of parseVectors()) {
    test(`${name} ${title}`, () => {
      expect(stepsOf(rows)).toEqual(OF_VECTORS[name] ?? []);
    });
  }
});

describe("R11: what a clock step tells", () => {
  const some = Array.from({ length: 9 }, (_, i) => `08:0${i}:00 PC1 Sec:4648 id=0x301 user=anna`).join(" | ");

  test("who set the clock, where it was an account and not Windows itself", () => {
    const set = "prev=09:00:00 new=11:00:00";
    expect(steps(`${some} | 11:00:00 PC1 Sec:4616 ${set} user=anna`)).toEqual([
      "pc1 11:00:00 2 h correction by CORP\\anna #10",
    ]);
    for (const user of ["SYSTEM", "LOCALSERVICE"])
      expect(steps(`${some} | 11:00:00 PC1 Sec:4616 ${set} user=${user}`)).toEqual([
        "pc1 11:00:00 2 h correction #10",
      ]);
  });

  test("a record that gives only the SID names the account as other records do, or the SID", () => {
    const rows = parseRows(`${some} | 11:00:00 PC1 KG:1 prev=09:00:00 new=11:00:00`);
    const sid = rows[0]!.sid!;
    const by = (given: string) => stepsOf([...rows.slice(0, -1), { ...rows.at(-1)!, sid: given }]);
    expect(by(sid)).toEqual(["pc1 11:00:00 2 h correction by CORP\\anna #1"]);
    expect(by("S-1-5-21-9-9-9-500")).toEqual(["pc1 11:00:00 2 h correction by S-1-5-21-9-9-9-500 #1"]);
    expect(by("S-1-5-18")).toEqual(["pc1 11:00:00 2 h correction #1"]);
  });

  test("a change in both logs is one step, that of the Security log", () => {
    const both = "prev=09:00:00 new=11:00:00";
    expect(steps(`${some} | 11:00:00 PC1 Sec:4616 ${both} user=anna | 11:00:00 PC1 KG:1 ${both}`)).toEqual([
      "pc1 11:00:00 2 h correction by CORP\\anna #10",
    ]);
  });

  test("a step of less than 60 s is none, one of 60 s is, and the setting says where", () => {
    const set = (seconds: string) =>
      parseRows(`${some} | 09:00:00 PC1 Sec:4616 prev=09:00:00 new=09:${seconds} user=anna`);
    expect(stepsOf(set("00:59"))).toEqual([]);
    expect(stepsOf(set("01:00"))).toEqual(["pc1 09:00:00 1 min correction by CORP\\anna #10"]);
    expect(stepsOf(set("00:59"), { ...DEFAULT_SETTINGS, clockSlew: 30 })).toHaveLength(1);
    expect(stepsOf(set("01:00"), { ...DEFAULT_SETTINGS, clockSlew: 61 })).toEqual([]);
  });

  test("one change logged twice, big and tiny, is one step", () => {
    expect(
      steps(
        `${some} | 11:00:00 PC1 Sec:4616 prev=09:00:00 new=11:00:00 user=anna | 11:00:02 PC1 Sec:4616 prev=11:00:00 new=11:00:02 user=anna`,
      ),
    ).toEqual(["pc1 11:00:02 2 h correction by CORP\\anna #10"]);
  });

  test("the time of a step is corrected by those that follow it in its boot", () => {
    expect(
      steps(
        `${some} | 11:00:00 PC1 Sec:4616 prev=09:00:00 new=11:00:00 user=anna | 09:30:00 PC1 Sec:4616 prev=11:30:00 new=09:30:00 user=ben | 12:00:00 PC1 Sec:4608 | 12:30:00 PC1 Sec:4648 id=0x301 user=anna`,
      ),
    ).toEqual([
      "pc1 09:00:00 2 h correction by CORP\\anna #10",
      "pc1 09:30:00 −2 h correction by CORP\\ben #11",
    ]);
  });

  test("a step that takes back a jump which no record shows is told and moves nothing", () => {
    expect(
      steps(`${some} | 08:20:00 PC1 Sec:4616 prev=d999/08:20:00 new=08:20:00 pn=VBoxService.exe user=SYSTEM`),
    ).toEqual(["pc1 08:20:00 −998 d undone #10"]);
  });

  test("by time, then by computer, whatever the order of the records", () => {
    const of = (computer: string, hour: string) =>
      `${some.replaceAll("PC1", computer)} | ${hour}:00:00 ${computer} Sec:4616 prev=09:00:00 new=${hour}:00:00 user=anna`;
    const expected = [
      "pc1 11:00:00 2 h correction by CORP\\anna #10",
      "pc2 11:00:00 2 h correction by CORP\\anna #10",
      "pc0 12:00:00 3 h correction by CORP\\anna #10",
    ];
    expect(steps([of("PC0", "12"), of("PC1", "11"), of("PC2", "11")].join(" | "))).toEqual(expected);
    expect(steps([of("PC2", "11"), of("PC1", "11"), of("PC0", "12")].join(" | "))).toEqual(expected);
  });

  test("times that are none make no step", () => {
    expect(steps(`${some} | 11:00:00 PC1 Sec:4616 user=anna`)).toEqual([]);
    expect(steps(`${some} | 11:00:00 PC1 Sec:4616 prev=11:00:00 new=11:00:00 user=anna`)).toEqual([]);
  });
});
