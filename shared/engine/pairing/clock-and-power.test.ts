import { describe, expect, test } from "vitest";
import { checkPossible } from "../../testing/check-possible.ts";
import type { EventSpec } from "../../testing/event-table-builder.ts";
import { vectorLines, vectorTime } from "../../testing/vector-notation.ts";
import { parseRows, vectorTable } from "../../testing/vectors.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { pairCase } from "./pair-case.ts";

/* R11 to R13, sentence by sentence, where the vectors show only one side of a limit. */

const MINUTE = 600_000_000;

function pair(input: string | readonly EventSpec[]) {
  const { events, strings } = vectorTable(typeof input === "string" ? parseRows(input) : input);
  const result = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });
  checkPossible(result);
  return { ...result, lines: vectorLines(result.sessions, strings, false) };
}

/** The only desktop session, without its user and kind. */
const session = (input: string | readonly EventSpec[]) => {
  const { lines } = pair(input);
  expect(lines).toHaveLength(1);
  return lines[0]!.replace(/^.* start=/, "start=");
};

/** Anna from 08:00 on, and so many records that the first ones after the boot are over. */
const ANNA = [
  "08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 pid=0x200",
  ...Array.from({ length: 9 }, (_, i) => `08:0${i + 1}:00 PC1 Sec:4648 id=0x301 user=anna`),
].join(" | ");
const OFF = "PC1 Sec:4647 id=0x301 user=anna";

describe("R11: catch-up or correction", () => {
  const forward = (wake: string, power: string) =>
    session(
      `${ANNA} | ${power} | 12:00:00 PC1 Sec:4616 prev=09:00:00 new=12:00:00 pn=svchost.exe | 13:00:00 ${OFF} | ${wake}`,
    );

  test("a forward step within 120 s of a wake catches up: it moves no time and is sleep", () => {
    const caught = "start=08:00:00 end=13:00:00 reason=userLogoff conf=exact";
    for (const wake of ["11:58:00", "12:02:00"])
      expect(forward(`${wake} PC1 KP:107`, "08:30:00 PC1 KP:506")).toBe(`${caught} asleep=09:00:00-12:00:00`);
  });

  test("a forward step 121 s from a wake is a correction", () => {
    for (const wake of ["11:57:59", "12:02:01"])
      expect(forward(`${wake} PC1 KP:107`, "08:30:00 PC1 KP:506")).toBe(
        "start=11:00:00 end=13:00:00 reason=userLogoff conf=exact",
      );
  });

  test("where R12 knows the sleep, a catch-up adds none", () => {
    expect(forward("12:00:00 PC1 KP:107", "12:00:05 PC1 PT:1 sleep=08:50:00 wake=12:00:00")).toBe(
      "start=08:00:00 end=13:00:00 reason=userLogoff conf=exact asleep=08:50:00-12:00:00",
    );
  });

  test("a backward step is a correction, whoever makes it and near any wake", () => {
    expect(
      session(
        `${ANNA} | 07:30:00 PC1 Sec:4616 prev=08:30:00 new=07:30:00 pn=vmtoolsd.exe | 07:30:00 PC1 KP:107 | 09:00:00 ${OFF}`,
      ),
    ).toBe("start=07:00:00 end=09:00:00 reason=userLogoff conf=exact");
  });

  test("a guest tool's forward step among the first 8 records of a boot is a correction, later it is sleep", () => {
    const behind = (records: number) =>
      session(
        [
          "07:00:00 PC1 Sec:4608",
          "07:00:20 PC1 Sec:4624 id=0x301 user=anna type=2 pid=0x200",
          ...Array.from({ length: records - 2 }, () => "07:00:20 PC1 Sec:4648 id=0x301 user=anna"),
          "08:00:30 PC1 Sec:4616 prev=07:00:30 new=08:00:30 pn=VBoxService.exe",
          `09:00:00 ${OFF}`,
        ].join(" | "),
      );
    expect(behind(8)).toBe("start=08:00:20 end=09:00:00 reason=userLogoff conf=exact");
    expect(behind(9)).toBe(
      "start=07:00:20 end=09:00:00 reason=userLogoff conf=exact asleep=07:00:30-08:00:30",
    );
  });
});

describe("R11: corrected times", () => {
  test("one change logged big and tiny counts with its sum", () => {
    expect(
      session(
        `${ANNA} | 11:00:00 PC1 Sec:4616 prev=09:00:00 new=11:00:00 | 11:00:02 PC1 Sec:4616 prev=11:00:00 new=11:00:02 | 12:00:00 ${OFF}`,
      ),
    ).toBe("start=10:00:02 end=12:00:00 reason=userLogoff conf=exact");
  });

  test("small steps apart from a large one are a slew and move nothing", () => {
    expect(
      session(
        `${ANNA} | 09:00:30 PC1 Sec:4616 prev=09:00:00 new=09:00:30 | 09:59:59 PC1 Sec:4616 prev=09:59:00 new=09:59:59 | 12:00:00 ${OFF}`,
      ),
    ).toBe("start=08:00:00 end=12:00:00 reason=userLogoff conf=exact");
  });

  test("a correction reaches back to its boot and no further", () => {
    const { lines, boots } = pair(
      `${ANNA} | 09:00:00 ${OFF} | 09:30:00 PC1 Sec:1100 | 20:00:00 PC1 Sec:4608 | 10:00:10 PC1 Sec:4616 prev=20:00:10 new=10:00:10 | 11:00:00 PC1 Sec:4624 id=0x302 user=ben type=2 | 12:00:00 PC1 Sec:4647 id=0x302 user=ben`,
    );
    expect(lines.map((line) => line.replace(/ kind.* start=/, " start="))).toEqual([
      "anna@PC1 start=08:00:00 end=09:00:00 reason=userLogoff conf=exact",
      "ben@PC1 start=11:00:00 end=12:00:00 reason=userLogoff conf=exact",
    ]);
    expect(boots.map(({ start }) => vectorTime(start))).toEqual(["?", "10:00:00"]);
  });

  test("a correction that only the System log tells moves the times of the Security log too", () => {
    expect(
      session(
        `${ANNA} | 09:00:00 ${OFF} | 11:00:00 PC1 KG:1 prev=09:30:00 new=11:00:00 | 11:10:00 PC1 KP:506`,
      ),
    ).toBe("start=09:30:00 end=10:30:00 reason=userLogoff conf=exact");
  });

  test("steps there and back that only another log tells move what lies between them", () => {
    const { lines } = pair(
      `${ANNA} | 09:00:00 PC1 KP:42 | d4 09:00:00 PC1 KG:1 prev=d1/09:00:00 new=d4/09:00:00 | d4 09:10:00 PC1 Sec:4800 id=0x301 user=anna | 09:20:00 PC1 KG:1 prev=d4/09:20:00 new=d1/09:20:00 | 09:30:00 PC1 Sec:4801 id=0x301 user=anna | 10:00:00 ${OFF}`,
    );
    expect(lines[0]).toMatch(/ start=08:00:00 end=10:00:00 .* locked=09:10:00-09:30:00$/);
  });

  test("a correction of the Security log moves the records of other logs too", () => {
    expect(
      session(
        `${ANNA} | 09:00:00 PC1 LSM:24 user=anna sid=1 addr=10.0.0.9 | 11:30:00 PC1 Sec:4616 prev=09:30:00 new=11:30:00 | 12:00:00 PC1 LSM:25 user=anna sid=1 addr=10.0.0.9 | 13:00:00 ${OFF}`,
      ),
    ).toBe("start=10:00:00 end=13:00:00 reason=userLogoff conf=exact disconnected=11:00:00-12:00:00");
  });

  test("a record behind a backward step is moved within 300 s of the old clock, not 301 s from it", () => {
    const straggler = (time: string) =>
      session(
        `${ANNA} | 17:59:00 PC1 Sec:4648 id=0x999 user=ben | 09:00:00 PC1 Sec:4616 prev=18:00:00 new=09:00:00 | ${time} ${OFF} | 09:00:10 PC1 Sec:4648 id=0x999 user=ben`,
      );
    expect(straggler("18:05:00")).toMatch(/ end=09:05:00 /);
    expect(straggler("18:05:01")).toMatch(/ end=18:05:01 /);
  });

  test("the raw time stays with the record", () => {
    const { sessions } = pair(`${ANNA} | 11:00:00 PC1 Sec:4616 prev=09:00:00 new=11:00:00 | 12:00:00 ${OFF}`);
    expect([vectorTime(sessions.start[0]!), vectorTime(sessions.proofs.time[0]!)]).toEqual([
      "10:00:00",
      "08:00:00",
    ]);
  });

  test("clockSetByUser, where the last step of a boot was not made by SYSTEM or LOCAL SERVICE", () => {
    const flagged = (...users: readonly string[]) =>
      session(
        [
          ANNA,
          ...users.map(
            (user, i) => `1${i}:30:00 PC1 Sec:4616 prev=1${i}:00:00 new=1${i}:30:00 pn=x.exe user=${user}`,
          ),
          `20:00:00 ${OFF}`,
        ].join(" | "),
      ).endsWith(" flags=clockSetByUser");
    expect(flagged("anna")).toBe(true);
    expect(flagged("SYSTEM", "anna")).toBe(true);
    expect(flagged("SYSTEM")).toBe(false);
    expect(flagged("LOCALSERVICE")).toBe(false);
    expect(flagged("anna", "LOCALSERVICE")).toBe(false);
  });

  test("clockSetByUser from the System log alone, which has the account in the header of its record", () => {
    const by = (sid: string) =>
      session(
        parseRows(`${ANNA} | 12:00:00 ${OFF} | 12:30:00 PC1 KG:1 prev=12:20:00 new=12:30:00`).map((row) =>
          row.kind === "systemClockChanged" ? { ...row, sid } : row,
        ),
      ).endsWith(" flags=clockSetByUser");
    expect([by("S-1-5-21-1-2-3-1001"), by("S-1-5-18"), by("S-1-5-19")]).toEqual([true, false, false]);
  });
});

describe("R12: sleep", () => {
  const asleep = (power: string) =>
    /asleep=(\S+)/.exec(session(`${ANNA} | ${power} | 17:00:00 ${OFF}`))?.[1] ?? "none";

  test("Power-Troubleshooter 1 before 42 to 107 before 506 to 507", () => {
    const told = "13:00:05 PC1 PT:1 sleep=12:09:58 wake=13:00:02";
    expect(asleep(`12:10:00 PC1 KP:42 | 13:00:00 PC1 KP:107 | ${told}`)).toBe("12:09:58-13:00:02");
    expect(asleep("12:10:00 PC1 KP:42 | 13:00:00 PC1 KP:107")).toBe("12:10:00-13:00:00");
    expect(
      asleep("12:00:00 PC1 KP:506 | 12:10:00 PC1 KP:42 | 13:00:00 PC1 KP:107 | 13:20:00 PC1 KP:507"),
    ).toBe("12:10:00-13:00:00");
    expect(asleep("12:00:00 PC1 KP:506 | 13:20:00 PC1 KP:507")).toBe("12:00:00-13:20:00");
  });

  test("standby of 15 minutes is none, a second more is sleep", () => {
    expect(asleep("12:00:00 PC1 KP:506 | 12:15:00 PC1 KP:507")).toBe("none");
    expect(asleep("12:00:00 PC1 KP:506 | 12:15:01 PC1 KP:507")).toBe("12:00:00-12:15:01");
  });

  test("sleep ends no session, and time asleep is not active", () => {
    const { sessions } = pair(`${ANNA} | 12:10:00 PC1 KP:42 | 13:00:00 PC1 KP:107 | 17:00:00 ${OFF}`);
    expect([vectorTime(sessions.end[0]!), sessions.active[0]! / MINUTE]).toEqual(["17:00:00", 9 * 60 - 50]);
  });

  describe("a 41 with SleepInProgress", () => {
    const died = (power: string, sleepInProgress: boolean) =>
      session(
        parseRows(
          `${ANNA} | ${power} | d2 07:55:00 PC1 Sec:4608 | d2 07:55:03 PC1 KP:41 bugcheck=0 | d2 07:55:20 PC1 EL:6008 at=d1/14:30:00`,
        ).map((row) => (row.kind === "dirtyRestart" ? { ...row, status: sleepInProgress ? 1 : 0 } : row)),
      );
    const loss = (lower: string) =>
      `start=08:00:00 end=${lower} reason=powerLoss conf=bounded lower=${lower} upper=d2/07:55:00`;

    test("died while asleep: the lower bound is the 42, not what else the boot or the heartbeat tells", () => {
      expect(died("12:10:00 PC1 KP:42", true)).toBe(loss("12:10:00"));
      expect(died("12:10:00 PC1 KP:42 | 12:10:03 PC1 Sec:4648 id=0x999 user=ben", true)).toBe(
        loss("12:10:00"),
      );
    });

    test("without SleepInProgress, or without a 42, the heartbeat counts", () => {
      expect(died("12:10:00 PC1 KP:42", false)).toBe(loss("14:30:00"));
      expect(died("12:10:00 PC1 KP:506", true)).toBe(loss("14:30:00"));
    });

    test("a 42 after which the machine went on is not the sleep it died in", () => {
      expect(died("12:10:00 PC1 KP:42 | 13:00:00 PC1 KP:107", true)).toBe(
        `${loss("14:30:00")} asleep=12:10:00-13:00:00`,
      );
      expect(died("12:10:00 PC1 KP:42 | 12:12:00 PC1 Sec:4648 id=0x999 user=ben", true)).toBe(
        loss("14:30:00"),
      );
    });

    test("evidence of the session itself is never cut off", () => {
      expect(died("12:10:00 PC1 KP:42 | 12:10:30 PC1 Sec:4648 id=0x301 user=anna", true)).toBe(
        loss("12:10:30"),
      );
    });
  });
});

describe("R13: fast startup", () => {
  const started = (before: string, boot: number) => {
    const { lines, boots } = pair(
      `${ANNA} | ${before} | d2 07:30:00 PC1 KB:27 boot=${boot} | d2 07:40:00 PC1 Sec:4648 id=0x999 user=ben`,
    );
    expect(boots).toHaveLength(1);
    return lines.map((line) => line.replace(/^.* end=/, "end=").replace(/ asleep=\S+/, ""));
  };

  test("BootType 1 ends open sessions at the last 42 or 1074 before it", () => {
    const at = (time: string) => [
      `end=${time} reason=shutdown conf=bounded lower=08:09:00 upper=${time} flags=hybrid`,
    ];
    expect(started("16:59:00 PC1 U32:1074 | 16:59:20 PC1 KP:42", 1)).toEqual(at("16:59:20"));
    expect(started("16:59:00 PC1 U32:1074", 1)).toEqual(at("16:59:00"));
    expect(started("12:00:00 PC1 KP:42 | 13:00:00 PC1 KP:107 | 16:59:00 PC1 U32:1074", 1)).toEqual(
      at("16:59:00"),
    );
  });

  test("BootType 2 resumes: nothing ends", () => {
    expect(started("16:59:20 PC1 KP:42", 2)).toEqual(["end=? reason=stillOpen conf=open lower=d2/07:40:00"]);
  });

  test("BootType 0 agrees with 4608: one boot, which ends what was open", () => {
    const { boots, lines } = pair(
      `${ANNA} | 17:00:00 PC1 Sec:1100 | d2 07:30:00 PC1 KB:27 boot=0 | d2 07:30:05 PC1 KG:12 | d2 07:30:10 PC1 Sec:4608 | d2 07:40:00 PC1 Sec:4648 id=0x999 user=ben`,
    );
    expect(boots).toHaveLength(2);
    expect(lines[0]).toContain("end=17:00:00 reason=shutdown conf=bounded");
    expect(lines[0]).not.toContain("hybrid");
  });
});
