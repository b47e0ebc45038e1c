import type { SessionTable } from "../types/session-table.ts";

/** Code of CONFIDENCES. */
const EXACT = 0;

/**
 * Where each session stands on a time axis, by row, everything finite:
 *
 *      from     solidFrom                solidTo      to
 *        |..........|=======================|..........|
 *         possibly          certainly         possibly
 */
export interface DrawnSpans {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly solidFrom: Float64Array;
  readonly solidTo: Float64Array;
}

/**
 * Spans of all sessions. Bounds that do not exist are not drawn: a session without a known start begins at its first
 * sign and never at the beginning of the log, one without a known end reaches to its last sign. `otherwise` is the
 * place of a session without any time.
 */
export function drawnSpans(table: SessionTable, otherwise: number): DrawnSpans {
  const { length, start, startLower, startUpper, end, endLower, endUpper, confidence } = table;
  const spans = {
    from: new Float64Array(length),
    to: new Float64Array(length),
    solidFrom: new Float64Array(length),
    solidTo: new Float64Array(length),
  };
  let leads = false;
  let reaches = false;
  for (let row = 0; row < length; row++) {
    const last = confidence[row] === EXACT || Number.isNaN(endLower[row]!) ? end[row]! : endLower[row]!;
    const begin = firstKnown(start[row]!, startUpper[row]!, startLower[row]!, last, otherwise);
    // Comparisons with NaN are false: what is not known moves nothing.
    const until = last > begin ? last : begin;
    let reach = until;
    if (end[row]! > reach) reach = end[row]!;
    if (endUpper[row]! > reach) reach = endUpper[row]!;
    const lead = startLower[row]! < begin ? startLower[row]! : begin;
    if (lead < begin) leads = true;
    if (reach > until) reaches = true;
    spans.from[row] = lead;
    spans.solidFrom[row] = begin;
    spans.solidTo[row] = until;
    spans.to[row] = reach;
  }
  // Where nothing is merely possible on a side, its border is held once.
  return {
    ...spans,
    from: leads ? spans.from : spans.solidFrom,
    to: reaches ? spans.to : spans.solidTo,
  };
}

function firstKnown(a: number, b: number, c: number, d: number, otherwise: number): number {
  if (Number.isFinite(a)) return a;
  if (Number.isFinite(b)) return b;
  if (Number.isFinite(c)) return c;
  if (Number.isFinite(d)) return d;
  return Number.isFinite(otherwise) ? otherwise : 0;
}
