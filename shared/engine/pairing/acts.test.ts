import { describe, expect, test } from "vitest";
import { caseOfEvents } from "../../testing/ask-report.ts";
import type { EventSpec } from "../../testing/event-table-builder.ts";
import { vectorMoment } from "../../testing/vector-notation.ts";
import { parseRows } from "../../testing/vectors.ts";
import { ACT_KINDS } from "../../types/act-table.ts";

/** Kind, time and session row of every act. */
function acts(rows: readonly EventSpec[]) {
  const { acts: table } = caseOfEvents(rows);
  return Array.from({ length: table.length }, (_, at) => [
    ACT_KINDS[table.kind[at]!],
    table.time[at],
    table.session[at],
  ]);
}
const at = vectorMoment;

describe("acts", () => {
  test("unlocks and connects belong to the session of their LogonId", () => {
    expect(
      acts(
        parseRows(
          `08:00:00 PC1 Sec:4624 id=0x1 user=anna | 08:30:00 PC1 Sec:4624 id=0x2 user=anna type=10 ip=10.0.0.9 |
           09:00:00 PC1 Sec:4800 id=0x1 user=anna | 09:10:00 PC1 Sec:4801 id=0x1 user=anna |
           09:20:00 PC1 Sec:4779 id=0x2 user=anna | 09:30:00 PC1 Sec:4778 id=0x2 user=anna`,
        ),
      ),
    ).toEqual([
      ["unlocked", at("09:10:00"), 0],
      ["disconnected", at("09:20:00"), 1],
      ["connected", at("09:30:00"), 1],
    ]);
  });
  test("a LogonId that comes again after a boot means the session of its boot", () => {
    const rows = parseRows(
      `08:00:00 PC1 Sec:4608 | 08:01:00 PC1 Sec:4624 id=0x7 user=anna | 08:30:00 PC1 Sec:4801 id=0x7 user=anna | 09:00:00 PC1 Sec:1100 |
       09:02:00 PC1 Sec:4608 | 09:03:00 PC1 Sec:4624 id=0x7 user=ben | 09:30:00 PC1 Sec:4801 id=0x7 user=ben`,
    );
    expect(acts(rows)).toEqual([
      ["unlocked", at("08:30:00"), 0],
      ["unlocked", at("09:30:00"), 1],
    ]);
  });
  test("an unlocking logon, which has an id of its own, belongs to the session whose lock it ends", () => {
    const rows = parseRows(
      `08:00:00 PC1 Sec:4624 id=0x1 user=anna pid=0x10 | 08:10:00 PC1 Sec:4624 id=0x2 user=anna type=10 pid=0x20 |
       09:00:00 PC1 Sec:4800 id=0x1 user=anna | 09:10:00 PC1 Sec:4624 id=0x9 user=anna type=7 pid=0x10`,
    );
    expect(acts(rows)).toEqual([["unlocked", at("09:10:00"), 0]]);
  });
  test("after the end of every session of the user there is none to belong to", () => {
    const rows = parseRows(
      "08:00:00 PC1 Sec:4624 id=0x1 user=anna | 09:00:00 PC1 Sec:4647 id=0x1 user=anna | 10:00:00 PC1 LSM:25 user=anna sid=3",
    );
    expect(acts(rows)).toEqual([["connected", at("10:00:00"), -1]]);
  });
  test("sleep lasts from its own times, and refusals belong to nobody", () => {
    const { acts: table, strings } = caseOfEvents([
      ...parseRows("12:00:00 PC1 PT:1 sleep=10:00:00 wake=11:00:00"),
      {
        kind: "credentialsRefused",
        eventId: 4776,
        time: at("12:30:00"),
        computer: "PC1",
        recordId: 9,
        user: "anna",
        workstation: "KIOSK7",
        status: 0xc000006a,
      },
    ]);
    expect([...table.kind].map((kind) => ACT_KINDS[kind])).toEqual(["refused", "slept"]);
    expect([table.time[1], table.until[1]]).toEqual([at("10:00:00"), at("11:00:00")]);
    expect([strings[table.place[0]!], table.status[0], table.session[0]]).toEqual(["KIOSK7", 0xc000006a, -1]);
  });
});
