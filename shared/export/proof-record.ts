import type { SessionAnswerRow } from "../contract/schemas.ts";
import type { CaseEvidence } from "../engine/explain/case-evidence.ts";
import { rulesOfSession } from "../engine/explain/rules-of-session.ts";
import { whatWouldHelp } from "../engine/explain/what-would-help.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import type { CaseData } from "../types/case.ts";
import { PROOF_ROLES } from "../types/names.ts";
import { decimalId } from "./texts.ts";

type Proof = SessionAnswerRow["proof"];

/** Why a session is what it is, as the JSON output tells it. Times are the raw ones of the records. */
export function proofRecord(evidence: CaseEvidence, data: CaseData, row: number): Proof {
  const { proofs, proofStart } = data.sessions;
  const records: Proof["records"][number][] = [];
  for (let at = proofStart[row]!; at < proofStart[row + 1]!; at++) {
    records.push({
      role: PROOF_ROLES[proofs.role[at]!]!,
      source: proofs.source[at]!,
      channel: data.strings[proofs.channel[at]!] ?? "",
      recordId: decimalId(proofs.recordIdHigh[at]!, proofs.recordIdLow[at]!),
      eventId: proofs.eventId[at]!,
      time: ticksToIso(proofs.time[at]!),
      offset: proofs.offset[at]!,
    });
  }
  return { rules: rulesOfSession(data, row), records, wouldHelp: whatWouldHelp(evidence, data, row) };
}
