import type { CaseData } from "../../types/case.ts";
import { TRAIL_CHECKS, type TrailCheck } from "../../types/trail.ts";

/** Position in `trails.facts` of a session; -1 when nothing more is known of it than its row. */
export function factOf({ trails }: Pick<CaseData, "trails">, row: number): number {
  if (trails === undefined) return -1;
  const { session, length } = trails.facts;
  let low = 0;
  let high = length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const at = session[middle]!;
    if (at === row) return middle;
    if (at < row) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** How a session stands to the other kind of evidence; `notHeld` where there was nothing to hold it against. */
export function checkOf(data: Pick<CaseData, "trails">, row: number): TrailCheck {
  const fact = factOf(data, row);
  return TRAIL_CHECKS[data.trails?.facts.check[fact] ?? 0] ?? "notHeld";
}
