/** A stretch of time in ticks. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a pointer that goes down takes hold of. */
export type Grip = "new" | "from" | "to" | "move";

/** Distance in pixels at which a border can be caught. */
const NEAR = 6;

/** What lies under the pointer, by pixels. */
export function gripAt(x: number, borders: { readonly from: number; readonly to: number } | null): Grip {
  if (borders === null) return "new";
  const toFrom = Math.abs(x - borders.from);
  const toTo = Math.abs(x - borders.to);
  if (Math.min(toFrom, toTo) <= NEAR) return toFrom < toTo ? "from" : "to";
  return x > borders.from && x < borders.to ? "move" : "new";
}

/** The range after a drag from one moment to another. Borders may cross; nothing leaves the case. */
export function brushed(grip: Grip, old: Stretch, began: number, now: number, all: Stretch): Stretch {
  switch (grip) {
    case "new":
      return within(began, now, all);
    case "from":
      return within(old.from + now - began, old.to, all);
    case "to":
      return within(old.from, old.to + now - began, all);
    case "move":
      return moved(old, now - began, all);
  }
}

/** The range moved as a whole, stopped at the borders of the case. */
export function moved(old: Stretch, by: number, all: Stretch): Stretch {
  const span = Math.min(old.to - old.from, all.to - all.from);
  const from = Math.min(all.to - span, Math.max(all.from, old.from + by));
  return { from, to: from + span };
}

function within(a: number, b: number, all: Stretch): Stretch {
  const clamp = (time: number) => Math.min(all.to, Math.max(all.from, time));
  return { from: clamp(Math.min(a, b)), to: clamp(Math.max(a, b)) };
}

/**
 * What a key does to the range: arrows move it by a step, with Shift they move its end, plus and minus halve and
 * double it, Home and End go to the borders. `undefined` when the key means nothing here, null for the whole case.
 */
export function brushKey(
  key: string,
  shift: boolean,
  range: Stretch | null,
  step: number,
  all: Stretch,
): Stretch | null | undefined {
  const old = range ?? all;
  const span = old.to - old.from;
  const middle = old.from + span / 2;
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight": {
      const by = key === "ArrowLeft" ? -step : step;
      if (!shift) return moved(old, by, all);
      const to = Math.min(all.to, Math.max(old.from + step, old.to + by));
      return { from: old.from, to };
    }
    case "+":
    case "=":
      return { from: middle - Math.max(step, span / 2) / 2, to: middle + Math.max(step, span / 2) / 2 };
    case "-": {
      const next = { from: middle - span, to: middle + span };
      return next.from <= all.from && next.to >= all.to ? null : within(next.from, next.to, all);
    }
    case "Home":
      return moved(old, all.from - old.from, all);
    case "End":
      return moved(old, all.to - old.to, all);
    case "Escape":
      return range === null ? undefined : null;
    // Of the whole case it is the whole case again: the key means nothing else here.
    case "0":
      return null;
    default:
      return undefined;
  }
}
