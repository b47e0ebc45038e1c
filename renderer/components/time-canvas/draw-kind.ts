import { BAR_GROUPS, type BarGroup, type Palette } from "./palette.ts";

type Pen = CanvasRenderingContext2D;

/** A line cut into the bar: where it lies and how thick it is, as parts of the height of the bar, and its dashes. */
interface Cut {
  readonly at: number;
  readonly thick: number;
  readonly dash: readonly number[];
}

const LOW = 0.72;

/**
 * The kind of logon a second time, without colour. The patterns of locked and asleep run over the whole bar, these are
 * lines within it. Sign-ins at the computer are the plain ones.
 */
const CUTS: Readonly<Record<BarGroup, readonly Cut[]>> = {
  console: [],
  remote: [{ at: LOW, thick: 0.14, dash: [] }],
  batch: [{ at: LOW, thick: 0.14, dash: [7, 4] }],
  service: [{ at: LOW, thick: 0.14, dash: [2, 3] }],
  network: [
    { at: 0.3, thick: 0.13, dash: [] },
    { at: LOW, thick: 0.13, dash: [] },
  ],
  other: [{ at: 0.24, thick: 0.48, dash: [1.5, 5.5] }],
};

/** In narrower bars no line can be made out. */
const ROOM = 5;

/** Whether a colour group has a sign, and a bar the room for it. */
export function hasKind(group: number, width: number): boolean {
  return width >= ROOM && CUTS[BAR_GROUPS[group] ?? "console"].length > 0;
}

/** Cuts the sign of a colour group, a position in `BAR_GROUPS`, into a bar. */
export function drawKind(
  pen: Pen,
  group: number,
  x: number,
  width: number,
  y: number,
  height: number,
  palette: Palette,
): void {
  if (!hasKind(group, width)) return;
  for (const { at, thick, dash } of CUTS[BAR_GROUPS[group] ?? "console"]) {
    const middle = y + at * height;
    const wide = Math.max(1.5, thick * height);
    if (dash.length === 0) {
      pen.fillStyle = palette.panel;
      pen.fillRect(x + 2, middle - wide / 2, width - 3, wide);
      continue;
    }
    pen.strokeStyle = palette.panel;
    pen.lineWidth = wide;
    pen.setLineDash([...dash]);
    pen.beginPath();
    pen.moveTo(x + 2, middle);
    pen.lineTo(x + width - 1, middle);
    pen.stroke();
    pen.setLineDash([]);
  }
}
