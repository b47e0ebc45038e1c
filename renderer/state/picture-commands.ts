import type { AnyPicture, ReportPicture } from "../../shared/export/pictures/picture-types.ts";
import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { clockOf, plainYearOf } from "../data/clock.ts";
import { errorText } from "../data/messages.ts";
import { NotMade } from "../data/not-made.ts";
import { PICTURE_WORDS } from "../data/picture-words.ts";
import { filterWithRange, rangeText } from "../data/range-words.ts";
import { EXPORT } from "../data/texts/export.ts";
import { MASKING_TEXTS } from "../data/texts/masking.ts";
import { caseSpan } from "../data/time-window.ts";
import { type App, zoneOf } from "./app.ts";
import { exportName } from "./export-commands.ts";
import { asAppError, tell } from "./open-commands.ts";
import { saveAs } from "./saving.ts";
import type { ViewState } from "./view-state.ts";

/** Pixels of a picture for one of the screen. */
const RATIO = 2;

/** What a view draws of itself for a picture, and what its colours mean. */
export interface DrawnView {
  readonly paint: (ratio: number) => HTMLCanvasElement | null;
  readonly legend: readonly { readonly color: string; readonly name: string }[];
}

/** Saves the timeline as it is on screen, with what it shows in words above and what its colours mean below. */
export async function saveTimelinePicture(app: App): Promise<void> {
  const { data } = app.dataset.get();
  const drawn = app.drawn?.paint(RATIO) ?? null;
  if (data === null || app.drawn === null || drawn === null) return;
  const { window, filter } = app.view.get();
  const clock = clockOf(zoneOf(app), plainYearOf(data));
  const asked = filterWithRange(filter, null);
  const lines = [
    `${EXPORT.timeline}, ${rangeText(clock, window ?? caseSpan(data))}`,
    [
      clock.zone.name,
      ...(asked === "" ? [] : [visibleText(asked)]),
      ...(app.masking.get() === null ? [] : [MASKING_TEXTS.title]),
      `Logonscope ${data.engine}`,
    ].join(" · "),
  ];
  await saveCanvas(app, exportName(app, data, "timeline", "png"), framed(drawn, lines, app.drawn.legend));
}

/** Saves a picture of a report. */
export async function saveReportPicture(app: App, picture: ReportPicture): Promise<void> {
  const { answered } = app.reports.state.get();
  if (answered === null) return;
  const { data, view } = answered;
  await savePicture(app, data, view, `report-${view.report.name}`, picture);
}

/** Saves a picture of a chart of the view on screen. */
export async function saveChartPicture(app: App, picture: AnyPicture): Promise<void> {
  const { data } = app.dataset.get();
  const state = app.view.get();
  if (data !== null) await savePicture(app, data, state, state.view, picture);
}

async function savePicture(
  app: App,
  data: CaseData,
  view: Pick<ViewState, "window" | "filter">,
  what: string,
  picture: AnyPicture,
): Promise<void> {
  const clock = clockOf(zoneOf(app), plainYearOf(data));
  const below = [
    clock.zone.name,
    rangeText(clock, view.window ?? caseSpan(data)),
    ...(view.filter === "" ? [] : [visibleText(view.filter)]),
    ...(app.masking.get() === null ? [] : [MASKING_TEXTS.title]),
    `Logonscope ${data.engine}`,
  ].join(" · ");
  try {
    const { svgFile } = await import("../../shared/export/html/svg-picture.ts");
    const { svg, width, height } = svgFile(picture, { ...PICTURE_WORDS, more: EXPORT.moreLines }, [below]);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * RATIO;
    canvas.height = height * RATIO;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const title = picture.title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 60);
    await saveCanvas(app, exportName(app, data, `${what}-${title}`, "png"), canvas);
  } catch (error) {
    tell(app, errorText(asAppError(error).code), true);
  }
}

const EDGE = 16;
const LINE = 20;

/** A drawing on the ground of the page, with lines above it and a legend below. */
function framed(
  drawn: HTMLCanvasElement,
  lines: readonly string[],
  legend: DrawnView["legend"],
): HTMLCanvasElement {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const width = drawn.width / RATIO + 2 * EDGE;
  const top = EDGE + lines.length * LINE + 8;
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  if (pen === null) return drawn;
  const font = (weight: number, size: number) =>
    `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  pen.font = font(400, 12);
  const places = flow(
    legend.map(({ name }) => pen.measureText(name).width + 40),
    width - 2 * EDGE,
  );
  const rows = (places.at(-1)?.row ?? -1) + 1;
  const height = top + drawn.height / RATIO + 14 + rows * LINE + EDGE;
  canvas.width = Math.round(width * RATIO);
  canvas.height = Math.round(height * RATIO);
  pen.scale(RATIO, RATIO);
  pen.fillStyle = token("panel");
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = "middle";
  for (const [at, line] of lines.entries()) {
    pen.font = at === 0 ? font(600, 15) : font(400, 12);
    pen.fillStyle = token(at === 0 ? "ink" : "mute");
    pen.fillText(line, EDGE, EDGE + at * LINE + LINE / 2, width - 2 * EDGE);
  }
  pen.drawImage(drawn, EDGE, top, drawn.width / RATIO, drawn.height / RATIO);
  pen.font = font(400, 12);
  for (const [at, { color, name }] of legend.entries()) {
    const { x, row } = places[at]!;
    const y = top + drawn.height / RATIO + 14 + row * LINE;
    pen.fillStyle = token(color);
    pen.fillRect(EDGE + x, y + 3, 14, 12);
    pen.fillStyle = token("ink");
    pen.fillText(name, EDGE + x + 20, y + 10);
  }
  return canvas;
}

/** Puts things of certain widths beside each other, in rows. */
function flow(
  widths: readonly number[],
  room: number,
): readonly { readonly x: number; readonly row: number }[] {
  let x = 0;
  let row = 0;
  return widths.map((width) => {
    if (x > 0 && x + width > room) {
      x = 0;
      row++;
    }
    const place = { x, row };
    x += width;
    return place;
  });
}

async function saveCanvas(app: App, name: string, canvas: HTMLCanvasElement): Promise<void> {
  const png = async (): Promise<Iterable<Uint8Array>> => {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new NotMade(EXPORT.noPicture);
    return [new Uint8Array(await blob.arrayBuffer())];
  };
  await saveAs(app, name, png, EXPORT.savedPicture(name));
}
