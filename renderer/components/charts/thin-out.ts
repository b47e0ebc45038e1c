/*
 * A picture has only so many pixels, and every mark of it costs an element of the page: what is finer than that is put
 * together before it is drawn. The table under the picture still has every value.
 */

/** One column of a chart over time: a value for each series. */
export interface TimeColumn {
  readonly key: string;
  /** The whole name: "Wed 6 Mar 08:00 to 09:00". */
  readonly label: string;
  /** Short name under the axis; columns without one have no mark there. */
  readonly tick?: string | undefined;
  readonly values: readonly number[];
}

/** A column as it is drawn, and which of the given ones it stands for. */
export interface DrawnColumn extends TimeColumn {
  readonly first: number;
  readonly last: number;
}

/** At most `most` columns: neighbours are added up, as many in each. */
export function mergedColumns(
  columns: readonly TimeColumn[],
  most: number,
  span: (first: string, last: string) => string,
): readonly DrawnColumn[] {
  const each = Math.max(1, Math.ceil(columns.length / Math.max(1, most)));
  const drawn: DrawnColumn[] = [];
  for (let first = 0; first < columns.length; first += each) {
    const last = Math.min(first + each, columns.length) - 1;
    const head = columns[first]!;
    if (first === last) {
      drawn.push({ ...head, first, last });
      continue;
    }
    const values = head.values.map(() => 0);
    let tick: string | undefined;
    for (let at = first; at <= last; at++) {
      const column = columns[at]!;
      tick ??= column.tick;
      for (let i = 0; i < values.length; i++) values[i]! += column.values[i] ?? 0;
    }
    drawn.push({ key: head.key, label: span(head.label, columns[last]!.label), tick, values, first, last });
  }
  return drawn;
}

/** One point of a curve. Its value holds until the next point where the curve has steps. */
export interface CurvePoint {
  readonly x: number;
  readonly label: string;
  readonly values: readonly number[];
}

/**
 * Positions of the points that a curve of so many parts needs to look the same: of each part the first and the last
 * point, and where each series is smallest and largest.
 */
export function neededPoints(points: readonly CurvePoint[], parts: number): readonly number[] {
  const length = points.length;
  if (length <= parts * 2) return points.map((_, at) => at);
  const needed = new Set<number>();
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * length) / parts);
    const to = Math.floor(((part + 1) * length) / parts);
    if (from >= to) continue;
    needed.add(from).add(to - 1);
    for (let i = 0; i < points[from]!.values.length; i++) {
      let [low, high] = [from, from];
      for (let at = from; at < to; at++) {
        if (points[at]!.values[i]! < points[low]!.values[i]!) low = at;
        if (points[at]!.values[i]! > points[high]!.values[i]!) high = at;
      }
      needed.add(low).add(high);
    }
  }
  return [...needed].sort((a, b) => a - b);
}

/** Position of the largest sum of values; -1 of nothing. */
export function largestAt(items: readonly { readonly values: readonly number[] }[]): number {
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < items.length; at++) {
    const total = sumOf(items[at]!.values);
    if (total > most) {
      most = total;
      best = at;
    }
  }
  return best;
}

export function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
