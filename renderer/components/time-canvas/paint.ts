import { type AxisClock, type AxisNames, axisContext, axisTicks, shades } from "./axis.ts";
import { type BarTimes, barShape } from "./bar-shape.ts";
import { Bins, isCrowded } from "./bins.ts";
import { drawBar, drawChosen, drawHatch, drawHollow } from "./draw-bar.ts";
import { drawFailures, drawHoles, drawMarks } from "./draw-marks.ts";
import { itemsBetween, type LaneLayout, type LayoutItem, trackPlace } from "./lane-layout.ts";
import { type Lane, type LaneBars, type LaneSet, trackInWindow } from "./lane-model.ts";
import { BAR_GROUPS, type Palette } from "./palette.ts";
import { type TimeScale, xOfTime } from "./time-scale.ts";

export const AXIS_HEIGHT = 26;

export interface Interval {
  readonly kind: "locked" | "disconnected";
  readonly from: number;
  readonly to: number;
}

/** What the canvas asks about a session, by its row. */
export interface SessionFacts {
  readonly bars: LaneBars;
  groupOf(row: number): number;
  timesOf(row: number): BarTimes;
  intervalsOf(row: number): readonly Interval[];
  readonly failureTimes: Float64Array;
}

export interface Scene {
  readonly lanes: LaneSet;
  readonly layout: LaneLayout;
  readonly facts: SessionFacts;
  readonly clock: AxisClock;
  readonly names: AxisNames;
  readonly scale: TimeScale;
  /** Pixels scrolled down. */
  readonly scroll: number;
  readonly width: number;
  readonly height: number;
  /** Width of the labels at the left. */
  readonly gutter: number;
  readonly chosen: number;
  readonly folded: ReadonlySet<string>;
  /** Spans in which nothing of the whole case is known, for the ground. */
  readonly caseFrom: number;
  readonly caseTo: number;
}

type Pen = CanvasRenderingContext2D;

const groupBins = BAR_GROUPS.map(() => new Bins());

/** Draws the whole timeline. Only lanes and bars in view are touched. */
export function paintScene(pen: Pen, scene: Scene, palette: Palette): void {
  const { width, height, gutter, scale } = scene;
  pen.fillStyle = palette.panel;
  pen.fillRect(0, 0, width, height);

  const ticks = axisTicks(scale, scene.clock, scene.names);
  pen.save();
  pen.beginPath();
  pen.rect(gutter, AXIS_HEIGHT, width - gutter, height - AXIS_HEIGHT);
  pen.clip();
  pen.translate(gutter, 0);
  for (const shade of shades(scale, scene.clock)) {
    pen.fillStyle = shade.kind === "night" ? palette.night : palette.weekend;
    pen.fillRect(shade.from, AXIS_HEIGHT, shade.to - shade.from, height);
  }
  drawBeyond(pen, scene, palette);
  pen.fillStyle = palette.line;
  for (const tick of ticks) if (tick.major) pen.fillRect(Math.round(tick.x), AXIS_HEIGHT, 1, height);
  pen.restore();

  const items = itemsBetween(scene.layout, scene.scroll, scene.scroll + height - AXIS_HEIGHT);
  pen.save();
  pen.beginPath();
  pen.rect(0, AXIS_HEIGHT, width, height - AXIS_HEIGHT);
  pen.clip();
  for (const item of items) {
    const top = AXIS_HEIGHT + item.y - scene.scroll;
    if (item.type === "group") paintGroup(pen, scene, item, top, palette);
    else paintLane(pen, scene, item.lane, top, item.height, palette);
  }
  pen.restore();
  paintAxis(pen, scene, ticks, palette);
}

/** Before the first and after the last record there is no evidence either. */
function drawBeyond(pen: Pen, scene: Scene, palette: Palette): void {
  const { scale, height } = scene;
  const left = xOfTime(scale, scene.caseFrom);
  const right = xOfTime(scale, scene.caseTo);
  pen.globalAlpha = 0.35;
  pen.fillStyle = palette.gap;
  if (left > 0) pen.fillRect(0, AXIS_HEIGHT, Math.min(left, scale.width), height);
  if (right < scale.width) pen.fillRect(Math.max(0, right), AXIS_HEIGHT, scale.width, height);
  pen.globalAlpha = 1;
}

function paintAxis(pen: Pen, scene: Scene, ticks: ReturnType<typeof axisTicks>, palette: Palette): void {
  const { width, gutter } = scene;
  pen.fillStyle = palette.panel;
  pen.fillRect(0, 0, width, AXIS_HEIGHT);
  pen.fillStyle = palette.line;
  pen.fillRect(0, AXIS_HEIGHT - 1, width, 1);
  pen.fillRect(gutter, AXIS_HEIGHT, 1, scene.height);
  pen.font = `500 11.5px ${palette.font}`;
  pen.fillStyle = palette.mute;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillText(
    fitText(pen, axisContext(scene.scale, scene.clock, scene.names), gutter - 24),
    14,
    AXIS_HEIGHT / 2,
  );
  pen.save();
  pen.beginPath();
  pen.rect(gutter, 0, width - gutter, AXIS_HEIGHT);
  pen.clip();
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  let taken = Number.NEGATIVE_INFINITY;
  const room: [number, number][] = [];
  for (const tick of ticks) {
    if (!tick.major) continue;
    const x = gutter + Math.round(tick.x);
    pen.fillStyle = palette.line;
    pen.fillRect(x, 4, 1, AXIS_HEIGHT - 4);
    if (x < taken) continue;
    pen.font = `11.5px ${palette.font}`;
    pen.fillStyle = palette.ink;
    pen.fillText(tick.label, x + 6, AXIS_HEIGHT / 2);
    taken = x + 12 + pen.measureText(tick.label).width;
    room.push([x, taken]);
  }
  pen.font = `10.5px ${palette.font}`;
  pen.textAlign = "center";
  for (const tick of ticks) {
    if (tick.major) continue;
    const x = gutter + tick.x;
    const half = pen.measureText(tick.label).width / 2 + 4;
    if (room.some(([from, to]) => x + half > from && x - half < to)) continue;
    room.push([x - half, x + half]);
    pen.fillStyle = palette.faint;
    pen.fillText(tick.label, x, AXIS_HEIGHT / 2);
  }
  pen.restore();
}

function paintGroup(
  pen: Pen,
  scene: Scene,
  item: Extract<LayoutItem, { type: "group" }>,
  top: number,
  palette: Palette,
): void {
  const middle = top + item.height / 2 + 2;
  pen.fillStyle = palette.faint;
  pen.font = `500 10.5px ${palette.font}`;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  const folded = scene.folded.has(item.group.key);
  pen.beginPath();
  if (folded) {
    pen.moveTo(14, middle - 4);
    pen.lineTo(19, middle);
    pen.lineTo(14, middle + 4);
  } else {
    pen.moveTo(12, middle - 2.5);
    pen.lineTo(20, middle - 2.5);
    pen.lineTo(16, middle + 2.5);
  }
  pen.fill();
  pen.fillText(`${item.group.label.toUpperCase()}  (${item.group.lanes.length})`, 25, middle);
}

function paintLane(pen: Pen, scene: Scene, lane: Lane, top: number, height: number, palette: Palette): void {
  const { gutter, width, scale } = scene;
  pen.fillStyle = palette.lineSoft;
  pen.fillRect(0, Math.round(top + height) - 1, width, 1);

  pen.textBaseline = "middle";
  pen.textAlign = "right";
  pen.font = `11px ${palette.font}`;
  pen.fillStyle = palette.faint;
  const note = pen.measureText(lane.note).width;
  pen.fillText(lane.note, gutter - 10, top + height / 2);
  pen.textAlign = "left";
  pen.font = `12.5px ${palette.font}`;
  pen.fillStyle = palette.ink;
  pen.fillText(fitText(pen, lane.label, gutter - 14 - 10 - (note > 0 ? note + 8 : 0)), 14, top + height / 2);

  pen.save();
  pen.beginPath();
  pen.rect(gutter, top, width - gutter, height);
  pen.clip();
  pen.translate(gutter, 0);
  drawHoles(pen, lane.holes, scale, top, height - 1, palette);
  for (let i = 0; i < lane.tracks; i++) {
    const place = trackPlace(lane.tracks, i);
    paintTrack(pen, scene, lane.firstTrack + i, top + place.y, place.height, palette);
  }
  const first = trackPlace(lane.tracks, 0);
  drawMarks(pen, lane.marks, scale, top + first.y, first.height, palette, lane.tracks === 0);
  drawFailures(pen, lane.failures, scene.facts.failureTimes, scale, top + first.y, first.height, palette);
  pen.restore();
}

function paintTrack(
  pen: Pen,
  scene: Scene,
  track: number,
  y: number,
  height: number,
  palette: Palette,
): void {
  const { lanes, facts, scale } = scene;
  const [first, last] = trackInWindow(lanes, facts.bars, track, scale.from, scale.to);
  if (isCrowded(last - first, scale.width)) {
    paintBinned(pen, scene, first, last, y, height, palette);
    return;
  }
  for (let i = first; i < last; i++) {
    const row = lanes.rows[i]!;
    const shape = barShape(facts.timesOf(row), scale);
    if (shape === null) continue;
    const color = palette.bars[facts.groupOf(row)]!;
    drawBar(pen, shape, y, height, color);
    if (shape.width > 6) {
      for (const interval of facts.intervalsOf(row)) {
        const a = Math.max(shape.x, xOfTime(scale, interval.from));
        const b = Math.min(shape.x + shape.width, xOfTime(scale, interval.to));
        if (b - a < 1) continue;
        if (interval.kind === "locked") drawHatch(pen, a, b - a, y, height, palette);
        else drawHollow(pen, a, b - a, y, height, color, palette);
      }
    }
    if (row === scene.chosen) drawChosen(pen, shape, y, height, palette);
  }
}

function paintBinned(
  pen: Pen,
  scene: Scene,
  first: number,
  last: number,
  y: number,
  height: number,
  palette: Palette,
): void {
  const { lanes, facts, scale } = scene;
  const { solidFrom: starts, solidTo: ends } = facts.bars;
  const used = new Uint8Array(groupBins.length);
  const perTick = scale.width / (scale.to - scale.from);
  for (let i = first; i < last; i++) {
    const row = lanes.rows[i]!;
    const group = facts.groupOf(row);
    const bins = groupBins[group]!;
    if (used[group] === 0) {
      used[group] = 1;
      bins.reset(scale.width);
    }
    bins.add((starts[row]! - scale.from) * perTick, (ends[row]! - scale.from) * perTick);
  }
  for (let group = 0; group < groupBins.length; group++) {
    if (used[group] === 0) continue;
    pen.fillStyle = palette.bars[group]!;
    groupBins[group]!.runs((from, to) => {
      pen.fillRect(from, y, to - from, height);
    });
  }
  if (scene.chosen < 0) return;
  for (let i = first; i < last; i++) {
    if (lanes.rows[i] !== scene.chosen) continue;
    const shape = barShape(facts.timesOf(scene.chosen), scale);
    if (shape !== null) drawChosen(pen, shape, y, height, palette);
  }
}

const fitted = new Map<string, string>();

/** Cuts a text to so many pixels with an ellipsis; remembers, because labels repeat in every frame. */
export function fitText(pen: Pen, text: string, room: number): string {
  const key = `${Math.round(room)}\u0000${pen.font}\u0000${text}`;
  const known = fitted.get(key);
  if (known !== undefined) return known;
  if (fitted.size > 4000) fitted.clear();
  let cut = text;
  if (pen.measureText(text.slice(0, 200)).width > room) {
    let low = 0;
    let high = Math.min(200, text.length);
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (pen.measureText(`${text.slice(0, middle)}…`).width <= room) low = middle;
      else high = middle - 1;
    }
    cut = `${text.slice(0, low)}…`;
  }
  fitted.set(key, cut);
  return cut;
}
