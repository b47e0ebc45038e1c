import { Bins } from "./bins.ts";
import { drawFailures, drawHoles, drawMarks } from "./draw-marks.ts";
import { fitText, widthOf } from "./fit-text.ts";
import { isFolded, trackPlace } from "./lane-layout.ts";
import { type LaneGroup, trackCount, trackInWindow } from "./lane-model.ts";
import { paintTrack } from "./paint-track.ts";
import type { Palette } from "./palette.ts";
import { GUTTER, type Scene } from "./stage.ts";
import type { Strips } from "./strips.ts";

type Pen = CanvasRenderingContext2D;

const MARGIN = 14;
const INDENT = 8;
/** Sessions of a folded group that are worth a look in every frame. */
const MOST_IN_SUMMARY = 100_000;
const summaryBins = new Bins();

/** A lane: its name at the left, evidence missing, sessions, marks and failures over one another at the right. */
export function paintLane(
  pen: Pen,
  scene: Scene,
  number: number,
  top: number,
  height: number,
  palette: Palette,
  strips: Strips,
): void {
  const { width, scale, lanes } = scene;
  const lane = lanes.laneOf(number);
  const tracks = trackCount(lanes, number);
  if (scene.place?.lane === number) {
    pen.fillStyle = palette.select;
    pen.fillRect(0, top, GUTTER, height - 1);
    pen.fillStyle = palette.accent;
    pen.fillRect(0, top, 3, height - 1);
  }
  pen.fillStyle = palette.lineSoft;
  pen.fillRect(0, Math.round(top + height) - 1, width, 1);
  paintName(pen, lane.label, lane.note, top + height / 2, palette);

  clipRight(pen, scene, top, height);
  drawHoles(pen, lane.holes, scale, top, height - 1, palette);
  for (let i = 0; i < tracks; i++) {
    const place = trackPlace(tracks, i);
    paintTrack(pen, scene, lanes.firstTrack[number]! + i, top + place.y, place.height, palette, strips);
  }
  const first = trackPlace(tracks, 0);
  // Bars and ticks would strike the words through.
  const hasRoom = tracks === 0 && lane.failures.length === 0;
  drawMarks(pen, lane.marks, scale, top + first.y, first.height, palette, hasRoom);
  drawFailures(pen, lane.failures, scene.failureTimes, scale, top + first.y, first.height, palette);
  pen.restore();
}

/** Everything until `restore` is drawn in time's part of the canvas, x = 0 at its left border. */
function clipRight(pen: Pen, scene: Scene, top: number, height: number): void {
  pen.save();
  pen.beginPath();
  pen.rect(GUTTER, top, scene.width - GUTTER, height);
  pen.clip();
  pen.translate(GUTTER, 0);
}

function paintName(pen: Pen, label: string, note: string, middle: number, palette: Palette): void {
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  const font = `11px ${palette.font}`;
  pen.font = font;
  pen.fillStyle = palette.faint;
  const noteWidth = note === "" ? 0 : widthOf(pen, font, note) + 8;
  pen.fillText(note, GUTTER - 10, middle);
  pen.textAlign = "left";
  pen.font = `12.5px ${palette.font}`;
  pen.fillStyle = palette.ink;
  pen.fillText(fitText(pen, label, GUTTER - MARGIN - 10 - noteWidth), MARGIN, middle);
}

const counts = new WeakMap<LaneGroup, string>();

/** How many lanes a group has, in the digits of the language; worded once, and not in every frame. */
function countOf(group: LaneGroup): string {
  const known = counts.get(group);
  if (known !== undefined) return known;
  const count = `(${group.lanes.length.toLocaleString(document.documentElement.lang || "en")})`;
  counts.set(group, count);
  return count;
}

/** The heading of a group; `stuck` when it stays at the top over its lanes. */
export function paintGroup(
  pen: Pen,
  scene: Scene,
  group: LaneGroup,
  top: number,
  height: number,
  stuck: boolean,
  palette: Palette,
): void {
  const folded = isFolded(group, scene.turned);
  if (stuck) {
    pen.fillStyle = palette.panel;
    pen.globalAlpha = 0.94;
    pen.fillRect(0, top, scene.width, height);
    pen.globalAlpha = 1;
    pen.fillStyle = palette.lineSoft;
    pen.fillRect(0, top + height - 1, scene.width, 1);
  }
  const middle = top + height / 2 + 1;
  pen.fillStyle = palette.faint;
  drawTurner(pen, middle, folded);
  const font = `500 10.5px ${palette.font}`;
  pen.font = font;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  pen.fillText(group.note, GUTTER - 10, middle);
  const note = group.note === "" ? 0 : widthOf(pen, font, group.note) + 8;
  pen.textAlign = "left";
  const count = countOf(group);
  const left = MARGIN + INDENT + 3;
  const room = GUTTER - left - 10 - note - widthOf(pen, font, count) - 6;
  const label = fitText(pen, group.headed ? group.label : group.label.toUpperCase(), room);
  pen.fillText(label, left, middle);
  pen.fillText(count, left + widthOf(pen, font, label) + 6, middle);

  clipRight(pen, scene, top, height);
  drawHoles(pen, group.holes, scene.scale, top, height, palette);
  if (folded) paintSummary(pen, scene, group, top, height, palette);
  drawMarks(pen, group.marks, scene.scale, top + 6, height - 12, palette, !folded);
  if (group.remark !== undefined) {
    pen.font = `11px ${palette.font}`;
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    pen.lineJoin = "round";
    pen.strokeStyle = palette.panel;
    pen.lineWidth = 4;
    const text = fitText(pen, group.remark, scene.scale.width - 16);
    pen.strokeText(text, 8, middle);
    pen.fillStyle = palette.mute;
    pen.fillText(text, 8, middle);
  }
  pen.restore();
}

function drawTurner(pen: Pen, middle: number, folded: boolean): void {
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
}

/** When anybody of a folded group was on: one thin line. */
function paintSummary(
  pen: Pen,
  scene: Scene,
  group: LaneGroup,
  top: number,
  height: number,
  palette: Palette,
): void {
  const { lanes, bars, scale } = scene;
  const perTick = scale.width / (scale.to - scale.from);
  summaryBins.reset(scale.width);
  let looked = 0;
  for (const lane of group.lanes) {
    for (let track = lanes.firstTrack[lane]!; track < lanes.firstTrack[lane + 1]!; track++) {
      const [first, last] = trackInWindow(lanes, bars, track, scale.from, scale.to);
      looked += last - first + 1;
      if (looked > MOST_IN_SUMMARY) return;
      for (let i = first; i < last; i++) {
        const row = lanes.rows[i]!;
        summaryBins.add(
          (bars.solidFrom[row]! - scale.from) * perTick,
          (bars.solidTo[row]! - scale.from) * perTick,
        );
      }
    }
  }
  pen.fillStyle = palette.faint;
  pen.globalAlpha = 0.5;
  summaryBins.runs((a, b) => pen.fillRect(a, top + height / 2 - 2, b - a, 5));
  pen.globalAlpha = 1;
}
