import { ACT } from "../../types/act-table.ts";
import type { CaseData, ComputerInfo } from "../../types/case.ts";
import { isController } from "../coverage/roles.ts";

const KERBEROS: ReadonlySet<number> = new Set([4768, 4769, 4771]);

/** Domain controllers whose logs are in the case, in the order of its computers. One log never has all of a domain. */
export function controllersOf(data: CaseData): readonly ComputerInfo[] {
  const keys = new Set<string>();
  const { acts, strings, audit } = data;
  const seen = new Set<number>();
  for (let at = 0; at < acts.length; at++) {
    if (!seen.has(acts.computerKey[at]!) && KERBEROS.has(acts.eventId[at]!)) seen.add(acts.computerKey[at]!);
  }
  for (const id of seen) keys.add(strings[id] ?? "");
  for (const { key } of data.computers) {
    const own = audit?.segments.filter(({ computer }) => computer === key) ?? [];
    if (isController(own)) keys.add(key);
  }
  return data.computers.filter(({ key }) => keys.has(key));
}

/** Whether an act says that somebody was authenticated by a domain controller. */
export function isAuthentication(kind: number): boolean {
  return kind === ACT.ticketGranted || kind === ACT.credentialsAccepted;
}
