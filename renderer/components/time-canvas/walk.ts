import type { LaneLayout } from "./lane-layout.ts";
import { type LaneBars, type LaneSet, rowsOfLane } from "./lane-model.ts";
import type { Place } from "./stage.ts";

/** Lane above or below another one in what is shown; the first or last when there is none yet. */
export function laneBeside(layout: LaneLayout, lane: number, step: 1 | -1): number {
  const at = lane < 0 ? -1 : layout.lane.indexOf(lane);
  let item = at < 0 ? (step > 0 ? 0 : layout.length - 1) : at + step;
  while (item >= 0 && item < layout.length && layout.lane[item]! < 0) item += step;
  return layout.lane[item] ?? lane;
}

/** Session of a lane that begins next after, or last before, another one; from none, the one nearest to a moment. */
export function sessionBeside(
  set: LaneSet,
  bars: LaneBars,
  lane: number,
  row: number,
  step: 1 | -1,
  moment: number,
): number {
  const at = row < 0 ? moment : bars.from[row]!;
  let best = -1;
  let distance = Number.POSITIVE_INFINITY;
  for (const other of rowsOfLane(set, lane)) {
    if (other === row) continue;
    const begin = bars.from[other]!;
    // Sessions that begin at the same moment stand in the order of their rows.
    const ahead = row < 0 ? 0 : begin === at ? (other - row) * step : (begin - at) * step;
    if (row >= 0 && ahead <= 0) continue;
    const away = Math.abs(begin - at);
    const isNearer = away < distance || (away === distance && (other - best) * step < 0);
    if (isNearer) {
      best = other;
      distance = away;
    }
  }
  return best < 0 ? row : best;
}

/** Where the arrows lead from a place; null when the key is none of them. */
export function placeAfterKey(
  key: string,
  place: Place | null,
  layout: LaneLayout,
  set: LaneSet,
  bars: LaneBars,
  moment: number,
): Place | null {
  const lane = place?.lane ?? -1;
  const row = place?.row ?? -1;
  const step = key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const next = laneBeside(layout, lane, step);
    if (next < 0) return null;
    const from = row < 0 ? moment : bars.from[row]!;
    return next === lane ? place : { lane: next, row: sessionBeside(set, bars, next, -1, 1, from) };
  }
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  const own = lane < 0 ? laneBeside(layout, -1, 1) : lane;
  return own < 0 ? null : { lane: own, row: sessionBeside(set, bars, own, row, step, moment) };
}
