import type { LaneMark, MarkKind } from "./lane-model.ts";

/** A mark and where it stands, in pixels from the left border of time. */
export interface PlacedMark {
  readonly x: number;
  readonly mark: LaneMark;
}

export interface PlacedLabel {
  readonly left: number;
  readonly text: string;
}

/** How texts are measured, and cut to so many pixels. */
export interface Ruler {
  readonly widthOf: (text: string) => number;
  readonly cut: (text: string, room: number) => string;
}

/** Labels of what matters most find their room first. */
const WEIGHT: Readonly<Record<MarkKind, number>> = {
  crash: 0,
  cleared: 1,
  lockedOut: 1,
  clock: 2,
  stop: 3,
  boot: 4,
  turnedAway: 5,
  seen: 6,
};
/** Up to this weight a label is rather cut than left out. */
const CUT = 1;
/** How far the shapes reach to the left and to the right, with a little air. */
const REACH: Readonly<Record<MarkKind, readonly [left: number, right: number]>> = {
  crash: [7, 7],
  cleared: [8, 8],
  clock: [10, 10],
  stop: [8, 3],
  boot: [3, 7],
  lockedOut: [7, 7],
  turnedAway: [5, 5],
  seen: [6, 6],
};
/** Marks that are looked at for a label, and pixels that a cut one needs at least. */
const MOST = 60;
const NARROWEST = 36;
const AIR = 4;
/** A label at the left keeps this far from the mark before it, to which it would seem to belong. */
const APART = 20;

/**
 * Finds room for the labels of marks beside their shapes, at the right or else at the left. A label never touches
 * another mark, another label or the border, and no other mark stands between it and its own: what has no room is cut or
 * left out. Places ascend.
 */
export function placeLabels(
  marks: readonly PlacedMark[],
  width: number,
  { widthOf, cut }: Ruler,
): readonly PlacedLabel[] {
  const labels: PlacedLabel[] = [];
  const taken: (readonly [from: number, to: number])[] = [];
  /** First pixel after `start` that is not free. */
  const freeTo = (at: number, start: number): number => {
    let end = width;
    for (let i = at + 1; i < marks.length; i++) {
      const { x, mark } = marks[i]!;
      if (x + REACH[mark.kind][1] <= start) continue;
      end = Math.min(end, x - REACH[mark.kind][0]);
      if (x > start) break;
    }
    for (const [from, to] of taken) if (to > start) end = Math.min(end, from);
    return end;
  };
  /** Last pixel before `end` that is not free. */
  const freeFrom = (at: number, end: number): number => {
    let start = 0;
    for (let i = at - 1; i >= 0; i--) {
      const { x, mark } = marks[i]!;
      if (x - REACH[mark.kind][0] >= end) continue;
      start = Math.max(start, x + REACH[mark.kind][1] + APART);
      if (x < end) break;
    }
    for (const [from, to] of taken) if (from < end) start = Math.max(start, to);
    return start;
  };
  const wanted = [...marks.keys()].filter((at) => marks[at]!.mark.label !== "").slice(0, MOST);
  for (const at of wanted.sort((a, b) => weightOf(marks[a]!) - weightOf(marks[b]!))) {
    const { x, mark } = marks[at]!;
    const away = mark.kind === "clock" ? 12 : 9;
    const [before, after] = [marks[at - 1], marks[at + 1]];
    const isCloseAfter = after !== undefined && after.x - REACH[after.mark.kind][0] < x + away;
    const isCloseBefore = before !== undefined && before.x + REACH[before.mark.kind][1] > x - away;
    const rightRoom = isCloseAfter ? 0 : freeTo(at, x + away) - x - away;
    const leftRoom = isCloseBefore ? 0 : x - away - freeFrom(at, x - away);
    const needed = widthOf(mark.label);
    let text = mark.label;
    let isRight = needed <= rightRoom;
    if (!isRight && needed > leftRoom) {
      isRight = rightRoom >= leftRoom;
      const room = Math.max(rightRoom, leftRoom);
      if (WEIGHT[mark.kind] > CUT || room < NARROWEST) continue;
      text = cut(mark.label, room);
    }
    const wide = widthOf(text);
    const left = isRight ? x + away : x - away - wide;
    taken.push([left - AIR, left + wide + AIR]);
    labels.push({ left, text });
  }
  return labels;
}

function weightOf({ mark }: PlacedMark): number {
  return WEIGHT[mark.kind];
}
