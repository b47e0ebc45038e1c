import { describeFailure } from "../engine/catalog/failure-text.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import type { CaseData } from "../types/case.ts";
import { NO_LOGON_TYPE } from "../types/event-table.ts";
import { decimalId, hex32, textOrNull } from "./texts.ts";

/** One failed logon with the names and values of the JSON output. Unknown is null. */
export function failureRecord(data: CaseData, row: number) {
  const { failures: f, strings } = data;
  const channel = strings[f.channel[row]!] ?? "";
  const recordId = decimalId(f.recordIdHigh[row]!, f.recordIdLow[row]!);
  const logonType = f.logonType[row]!;
  // A refusal always has a code, but for records of Windows 2000 to 2003, which give none: 0x0 would mean success.
  const hasCode = f.status[row] !== 0 || f.subStatus[row] !== 0;
  return {
    key: `${strings[f.computerKey[row]!] ?? ""}/${channel}/${recordId}`,
    time: ticksToIso(f.time[row]!),
    computer: textOrNull(strings, f.computer[row]!),
    user: textOrNull(strings, f.user[row]!),
    domain: textOrNull(strings, f.domain[row]!),
    sid: textOrNull(strings, f.sid[row]!),
    logonType: logonType === NO_LOGON_TYPE ? null : logonType,
    status: hasCode ? hex32(f.status[row]!) : null,
    subStatus: hasCode ? hex32(f.subStatus[row]!) : null,
    reason: describeFailure(f.status[row]!, f.subStatus[row]!, strings[f.reason[row]!] ?? "").text,
    sourceAddress: textOrNull(strings, f.sourceAddress[row]!),
    workstation: textOrNull(strings, f.workstation[row]!),
    process: textOrNull(strings, f.process[row]!),
    package: textOrNull(strings, f.package[row]!),
    count: 1,
    followedBySuccess: f.followedBySuccess[row] === 1,
    record: {
      source: f.source[row]!,
      channel,
      recordId,
      time: ticksToIso(f.rawTime[row]!),
      offset: f.offset[row]!,
    },
  };
}

export type FailureRecord = ReturnType<typeof failureRecord>;
