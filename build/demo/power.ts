import type { Ticks } from "../../shared/types/units.ts";
import { dateOf, MINUTE, office, plus, SECOND, systemTimeWords } from "./clock.ts";
import { writeUserLogoff } from "./desk.ts";
import { NOBODY, SYSTEM, writeLogon } from "./logon-records.ts";
import type { Machine } from "./machine.ts";
import { writeStartupLogons } from "./noise.ts";
import type { Person } from "./people.ts";
import { writeHelpers } from "./window-helpers.ts";

/*
 * Starting, stopping, dying and sleeping. The order of the System log is that of Windows: what the kernel notes early
 * in a start, and what it noted at the end of the run before, is written once the log service is up.
 */

/** Seconds from the kernel's start to that of the log service. */
const LOG_SERVICE_UP = 14;

/** Switches the computer on. `before` marks a run that began before the logs do. */
export function boot(machine: Machine, before = false): void {
  const started = machine.now;
  machine.run = {
    boot: machine.ledger.boot(machine.fullName, started, before),
    started,
    lsass: machine.random.between(190, 240) * 4,
    svchost: machine.random.between(300, 420) * 4,
    asleep: false,
    lastLogonId: BigInt(machine.random.between(0x6a00, 0x8f00)),
    lastTerminalId: 1,
    rdpCount: 0,
  };
  writeSecurityStart(machine);
  writeSystemStart(machine);
  writeStartupLogons(machine);
}

function writeSecurityStart(machine: Machine): void {
  if (machine.lastEnd !== null && machine.lastEnd.kind !== "shutdown") {
    machine.audit("1101", 2.9, { Reason: 0 }, { processId: 1480 });
  }
  machine.audit("4608", 3, {});
  writeLogon(machine, 3.01, {
    account: SYSTEM,
    logonId: 0x3e7n,
    type: 0,
    subject: { account: NOBODY, logonId: 0n },
    logonProcess: "-",
    authentication: "-",
    process: { id: 4, path: "" },
    elevated: true,
    impersonation: "-",
  });
  machine.audit("4902", 3.2, { PuaPolicyId: BigInt(machine.random.between(0x7900, 0x9fff)) });
  writeHelpers(machine, 4.5, 1);
  machine.audit("5033", 21, {}, { processId: 4 });
  machine.audit("5024", 22, {});
}

/** One after the other in writing, whatever their times. */
function writeSystemStart(machine: Machine): void {
  const { windows } = machine.setup;
  const up = plus(machine.now, LOG_SERVICE_UP * SECOND);
  const at = (seconds: number) => plus(machine.now, seconds * SECOND);
  const last = machine.lastEnd;
  const clean = last === null || last.kind === "shutdown";
  let written = 0;
  const note: Machine["system"]["add"] = (event, head, data) => {
    machine.system.add(event, head, data, plus(up, 1000 * written++));
  };
  const service = { processId: 1480, threadId: 1520, time: up };
  const kernel = (seconds: number) => ({ processId: 4, threadId: 8, time: at(seconds) });

  if (last !== null && !clean) note("eventLog6008", service, uncleanShutdown(last.at, last.ranSeconds));
  note("eventLog6009", service, {
    Strings: ["10.00.", String(windows.build), "", "Multiprocessor Free", "0"],
  });
  note("eventLog6005", service, { Binary: words(systemTimeWords(dateOf(up, "utc")), 24) });
  note("eventLog6013", service, upTime(machine, LOG_SERVICE_UP));
  if (last !== null && clean) {
    const stopped = plus(last.at, 2.5 * SECOND);
    note(
      "kernelPower109",
      { processId: 4, threadId: 220, time: plus(last.at, 2 * SECOND) },
      { ShutdownActionType: 6, ShutdownReason: 5 },
    );
    note("kernelGeneral13", { processId: 4, threadId: 404, time: stopped }, { StopTime: stopped });
  }
  note("kernelGeneral12", kernel(0.31), {
    MajorVersion: 10,
    BuildVersion: windows.build,
    QfeVersion: 3155,
    StartTime: at(0.25),
  });
  note("kernelBoot20", kernel(0.311), { LastShutdownGood: clean, LastBootGood: true, BootStatusPolicy: 1 });
  note("kernelBoot25", kernel(0.312), { BootMenuPolicy: 1 });
  note("kernelBoot27", kernel(0.313), { LoadOptions: " NOEXECUTE=OPTIN  NOVGA" });
  note(
    "kernelGeneral24",
    { processId: 124, threadId: 160, time: at(1.4) },
    { CurrentBias: -60, CurrentTimeZoneID: 1 },
  );
  if (!clean) note("kernelPower41", kernel(2.1), { BugcheckCode: last.bugcheck });
}

/** 6008: the last sign of life in words of local time, and in binary both locally and in UTC. */
function uncleanShutdown(died: Ticks, ranSeconds: number) {
  const seen = plus(died, -(died % MINUTE));
  const local = dateOf(seen, "office");
  const mark = "\u200e";
  const [day, month] = [local.getUTCDate(), local.getUTCMonth() + 1].map((part) =>
    String(part).padStart(2, "0"),
  );
  const date = `${mark}${day}.${mark}${month}.${mark}${local.getUTCFullYear()}`;
  return {
    Strings: [local.toISOString().slice(11, 19), date, "", "", String(ranSeconds), "", ""],
    Binary: words([...systemTimeWords(local), ...systemTimeWords(dateOf(seen, "utc"))], 48),
  };
}

function upTime(machine: Machine, seconds: number) {
  const { name, build } = machine.setup.windows;
  const texts = ["1.1", "0", name, `10.0.${build} Build ${build}  `, "Multiprocessor Free", machine.fullName];
  const binary = texts.join("\0");
  return {
    Strings: ["", "", "", "", String(Math.round(seconds)), "60", "-60 W. Europe Standard Time"],
    Binary: words([...binary].map((char) => char.charCodeAt(0)).concat(0), binary.length * 2 + 2),
  };
}

function words(values: readonly number[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setUint16(i * 2, value, true);
  });
  return bytes;
}

/** 6013, which Windows writes every day at noon. */
export function writeUpTimeAtNoon(machine: Machine, day: string): void {
  machine.timeline.at(office(`${day} 12:00`), () => {
    const run = machine.run;
    if (run === null || run.asleep) return;
    machine.log("eventLog6013", 0.4, upTime(machine, (machine.now - run.started) / SECOND), {
      processId: 1480,
    });
  });
}

export interface Shutdown {
  readonly by: Person | null;
  readonly kind: "power off" | "restart";
  /** Whether those who are on get as far as a logoff record. */
  readonly logoffsRecorded: boolean;
}

/** Shuts the computer down in good order. */
export function shutDown(machine: Machine, how: Shutdown): void {
  const user = how.by === null ? "NT AUTHORITY\\SYSTEM" : `${how.by.domain}\\${how.by.name}`;
  const process = how.by === null || !how.logoffsRecorded ? "wininit.exe" : "RuntimeBroker.exe";
  machine.log(
    "user32n1074",
    0,
    {
      param1: `C:\\Windows\\System32\\${process} (${machine.name})`,
      param2: machine.name,
      param3: how.by === null ? "Operating System: Recovery (Planned)" : "Other (Unplanned)",
      param4: how.by === null ? "0x80020002" : "0x0",
      param5: how.kind,
      param6: "",
      param7: user,
    },
    { ...(how.by === null ? {} : { userSid: how.by.sid }), processId: 7012 },
  );
  const stop = plus(machine.now, 6 * SECOND);
  for (const desk of [...machine.desks]) {
    if (how.logoffsRecorded) writeUserLogoff(machine, 2.5, desk);
    else machine.ledger.end(desk.entry, stop, "shutdown");
  }
  machine.audit("1100", 6, {}, { processId: 1480 });
  machine.log("eventLog6006", 6.01, { Binary: words([1, 0, 0, 0], 8) }, { processId: 1480 });
  switchOff(machine, "shutdown", stop, 0);
}

/** A stop error, or the current gone: no record of it now, only what the next start can tell. */
export function die(machine: Machine, kind: "crash" | "powerLoss", bugcheck = 0): void {
  for (const desk of machine.desks) machine.ledger.end(desk.entry, machine.now, kind);
  switchOff(machine, kind, machine.now, bugcheck);
}

function switchOff(
  machine: Machine,
  kind: "shutdown" | "crash" | "powerLoss",
  at: Ticks,
  bugcheck: number,
): void {
  const run = machine.running;
  run.boot.end = at;
  run.boot.ended = kind;
  machine.lastEnd = { kind, at, bugcheck, ranSeconds: Math.round((at - run.started) / SECOND) };
  machine.desks.clear();
  machine.run = null;
}

/** Falls asleep with whoever is on. */
export function sleep(machine: Machine): void {
  machine.log("kernelPower42", 0, { TargetState: 4, EffectiveState: 4, Reason: 7, TransitionsToOn: 1 });
  machine.running.asleep = true;
  for (const desk of machine.desks) machine.ledger.leave(desk.entry, "asleep", machine.now);
}

/** Wakes up again. `slept` is when it fell asleep. */
export function wake(machine: Machine, slept: Ticks): void {
  machine.running.asleep = false;
  machine.log("kernelPower107", 0.1, { TargetState: 4, EffectiveState: 4, WakeFromState: 4 });
  machine.log("kernelGeneral1", 0.2, { NewTime: machine.soon(0.2), OldTime: machine.soon(0.2), Reason: 3 });
  machine.log(
    "powerTroubleshooter1",
    3.1,
    {
      SleepTime: slept,
      WakeTime: machine.now,
      SleepDuration: 1412,
      WakeDuration: 2233,
      TargetState: 4,
      EffectiveState: 4,
      WakeSourceType: 1,
      WakeSourceText: "",
    },
    { processId: 2208 },
  );
  for (const desk of machine.desks) machine.ledger.comeBack(desk.entry, "asleep", machine.now);
}
