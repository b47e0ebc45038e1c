import type { CaseData } from "../../shared/types/case.ts";

/** Whether the times of some logon script were taken in a zone that nobody said: what differs then may only seem to. */
export function isZoneAssumed({ sources }: CaseData): boolean {
  return sources.some(({ trail, notes }) => trail !== undefined && notes.includes("zoneAssumed"));
}
