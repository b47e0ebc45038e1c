import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { EventDefinition } from "../../shared/testing/evtx-writer/event-definition.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";

/*
 * Writes the Security logs of many computers, for the worked example of docs/at-scale.md:
 *   node fleet.mjs FOLDER COMPUTERS SESSIONS
 * Each computer has its desktops with locks, network logons between them, records that no rule needs, boots that end in
 * a shutdown or in a power loss, and now and then a gap in its numbers. Same numbers, same bytes.
 */
const [, , folder = "fleet", computers = "40", sessions = "500"] = process.argv;
const MINUTE = 600_000_000;
const PEOPLE = 25;
/** One that no session needs. */
const OTHER: EventDefinition = {
  id: 4688,
  version: 0,
  provider: {
    name: "Microsoft-Windows-Security-Auditing",
    guid: "{54849625-5478-4994-A5BA-3E3B0328C30D}",
  },
  channel: "Security",
  level: 0,
  task: 13_312,
  keywords: 0x8020_0000_0000_0000n,
  body: "eventData",
  fixedSystem: false,
  fields: [["SubjectUserSid", "sid"]],
};

mkdirSync(folder, { recursive: true });
for (let number = 1; number <= Number(computers); number++) {
  const computer = `PC-${String(number).padStart(3, "0")}.corp.example`;
  writeFileSync(join(folder, `${computer.slice(0, 6)}-Security.evtx`), logOf(computer, number));
}

function logOf(computer: string, seed: number): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  let state = seed * 7919;
  const roll = (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  let time = 0;
  let recordId = 0;
  const next = (minutes: number): { time: Ticks; computer: string; recordId: number } => {
    time += Math.ceil((minutes * MINUTE * (1 + roll(1000))) / 1000);
    recordId += 1;
    return { time: time as Ticks, computer, recordId };
  };
  writer.append({ event: "4608", ...next(1) });
  for (let at = 0; at < Number(sessions); at++) {
    const person = roll(PEOPLE);
    const account = {
      TargetUserSid: `S-1-5-21-1-2-3-${1000 + person}`,
      TargetUserName: `user${person}`,
      TargetDomainName: "CORP",
    };
    const id = { TargetLogonId: BigInt(0x10000 + at * 64) };
    writer.append({
      event: "4624v2",
      ...next(30),
      data: {
        ...account,
        ...id,
        LogonType: 2,
        LogonProcessName: "User32 ",
        ProcessName: "C:\\Windows\\System32\\winlogon.exe",
      },
    });
    for (let more = roll(4); more > 0; more--) {
      writer.appendCustom(OTHER, next(20), { SubjectUserSid: account.TargetUserSid });
      const share = { TargetLogonId: BigInt(0x10000 + at * 64 + more) };
      const network = {
        ...account,
        ...share,
        LogonType: 3,
        IpAddress: `10.0.${seed % 250}.${1 + roll(250)}`,
      };
      writer.append({ event: "4624v2", ...next(5), data: network });
      writer.append({ event: "4634", ...next(5), data: { ...account, ...share, LogonType: 3 } });
    }
    const fate = roll(20);
    // One in twenty has a gap before its end, one a power loss, one a shutdown, the others sign out.
    if (fate === 0) recordId += 17;
    if (fate === 1) writer.append({ event: "4608", ...next(300) });
    else if (fate === 2) {
      writer.append({ event: "1100", ...next(60) });
      writer.append({ event: "4608", ...next(600) });
    } else writer.append({ event: "4647", ...next(400), data: { ...account, ...id } });
  }
  writer.appendCustom(OTHER, next(10), { SubjectUserSid: "S-1-5-18" });
  return writer.finish();
}
