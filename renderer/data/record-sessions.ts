import type { CaseData } from "../../shared/types/case.ts";
import type { FullRecord } from "../../shared/types/full-record.ts";
import { PROOF_ROLES, type ProofRole } from "../../shared/types/names.ts";
import { memoByObject } from "./memo.ts";

/** How a record hangs together with a row of the case. */
export interface RecordLink {
  /** What it proves of the row; `during`: it names a logon id of a session, at a time when that was on. */
  readonly link: ProofRole | "during";
  readonly type: "session" | "failure";
  readonly row: number;
}

/** More are a list of their own. */
const MOST_LINKS = 20;

/** Records of the session itself. The others (a boot, the last record of the log) bound any number of sessions. */
const OWN_ROLES: readonly ProofRole[] = ["start", "end", "lastEvidence", "intervalStart", "intervalEnd"];

/** Rows that rest on a record, known by its place. One pass over the proving records. */
export const rowsProvedBy = memoByObject(
  (data: CaseData, source: number, offset: number): readonly RecordLink[] => {
    const links: RecordLink[] = [];
    const { proofs, proofStart, length } = data.sessions;
    let row = 0;
    let last = -1;
    for (let at = 0; at < proofs.length && links.length < MOST_LINKS; at++) {
      if (proofs.offset[at] !== offset || proofs.source[at] !== source) continue;
      while (row < length && proofStart[row + 1]! <= at) row++;
      const role = PROOF_ROLES[proofs.role[at]!]!;
      if (row !== last && OWN_ROLES.includes(role)) links.push({ link: role, type: "session", row });
      last = row;
    }
    const { failures } = data;
    for (let at = 0; at < failures.length && links.length < MOST_LINKS; at++) {
      if (failures.offset[at] === offset && failures.source[at] === source)
        links.push({ link: "start", type: "failure", row: at });
    }
    return links;
  },
  1,
);

/** Fields that name the logon a record belongs to. */
const LOGON_FIELDS = ["TargetLogonId", "SubjectLogonId", "LogonID", "TargetLinkedLogonId"] as const;
/** Logons of the system itself: every service belongs to them, no session does. */
const SYSTEM_LOGONS: readonly string[] = ["0x0", "0x3e3", "0x3e4", "0x3e5", "0x3e7"];

/** Sessions of the record's computer that have one of its logon ids and may have been on at its time. */
export function sessionsDuring(data: CaseData, record: FullRecord, time: number): readonly RecordLink[] {
  const ids = LOGON_FIELDS.map((name) => record.data[name] ?? record.userData[name])
    .filter((value) => typeof value === "string")
    .map((value) => value.toLowerCase())
    .filter((value) => /^0x[0-9a-f]{1,16}$/.test(value) && !SYSTEM_LOGONS.includes(value))
    .map((value) => BigInt(value));
  if (ids.length === 0 || Number.isNaN(time)) return [];
  const low = new Set(ids.map((id) => Number(id & 0xffff_ffffn)));
  const wanted = new Set(ids);
  const { sessions: s, strings } = data;
  const first = (record.computer ?? "").toLowerCase().split(".")[0];
  const links: RecordLink[] = [];
  for (let row = 0; row < s.length && links.length < MOST_LINKS; row++) {
    for (let at = s.memberStart[row]!; at < s.memberStart[row + 1]!; at++) {
      if (!low.has(s.members.logonIdLow[at]!)) continue;
      const id = (BigInt(s.members.logonIdHigh[at]!) << 32n) | BigInt(s.members.logonIdLow[at]!);
      if (!wanted.has(id) || !isWithin(data, row, time)) continue;
      if ((strings[s.computer[row]!] ?? "").toLowerCase().split(".")[0] !== first) continue;
      links.push({ link: "during", type: "session", row });
      break;
    }
  }
  return links;
}

/** Records of one moment may carry times a little apart. */
const SLACK = 20_000_000;

function isWithin({ sessions: s }: CaseData, row: number, time: number): boolean {
  const first = (...values: readonly number[]) => values.find((value) => !Number.isNaN(value));
  const from = first(s.startLower[row]!, s.start[row]!) ?? Number.NEGATIVE_INFINITY;
  const to = first(s.endUpper[row]!, s.end[row]!) ?? Number.POSITIVE_INFINITY;
  return time >= from - SLACK && time <= to + SLACK;
}
