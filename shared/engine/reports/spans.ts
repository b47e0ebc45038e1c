import { CONFIDENCES } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import type { Span } from "../concurrency.ts";
import { possibleSpan, sureSpan } from "../summary/person.ts";

const UNKNOWN = CONFIDENCES.indexOf("unknown");
const EXACT = CONFIDENCES.indexOf("exact");

export function endUnknown(table: SessionTable, row: number): boolean {
  return table.confidence[row] === UNKNOWN;
}

/** From when to when a session ran as far as records tell: of a bounded end the best guess, of an open one the last record. */
export function toldSpan(table: SessionTable, row: number): Span {
  const [from, sure] = sureSpan(table, row);
  const end = table.end[row]!;
  return [from, end > sure ? end : sure];
}

export { possibleSpan, sureSpan };

/** The part of a span inside a window, whose limits may be missing; empty when nothing of it is inside. */
export function clipped([from, to]: Span, window: { readonly from: number; readonly to: number }): Span {
  const begin = window.from > from ? window.from : from;
  const end = window.to < to ? window.to : to;
  return [begin, end];
}

export function isInside(time: number, window: { readonly from: number; readonly to: number }): boolean {
  return !(time < window.from) && !(time >= window.to) && !Number.isNaN(time);
}

/** Whether a session without an end, or a start, may have gone on into a window in which no record shows it. */
export function mayReach(
  table: SessionTable,
  row: number,
  window: { readonly from: number; readonly to: number },
): boolean {
  const [from] = possibleSpan(table, row);
  const [sureFrom, sureTo] = sureSpan(table, row);
  const latest = table.confidence[row] === EXACT ? table.end[row]! : table.endUpper[row]!;
  return (Number.isNaN(latest) && sureTo <= window.from) || (Number.isNaN(from) && sureFrom >= window.to);
}
