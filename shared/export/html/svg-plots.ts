import type { ColumnsPicture, CurvePicture, WeekPicture } from "../pictures/picture-types.ts";
import { CHAR, type Drawing, legend, line, px, rect, seriesPattern, WIDTH, words } from "./svg-parts.ts";

const LEFT = 56;
const RIGHT = 8;
const PLOT = 200;
const TOP = 8;
const AXIS = 24;

/** How much when: columns, series on top of each other. */
export function drawColumns(
  { series, columns }: ColumnsPicture,
  id: string,
  format: (value: number) => string,
): Drawing {
  const most = Math.max(0, ...columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  const scale = scaleOf(most);
  const width = WIDTH - LEFT - RIGHT;
  const step = width / Math.max(1, columns.length);
  const bar = Math.min(64, step > 4 ? step * 0.86 : step);
  let body = `<defs>${series.map(({ color }, at) => seriesPattern(`${id}${at}`, color, at)).join("")}</defs>`;
  body += levels(scale, format);
  let free = Number.NEGATIVE_INFINITY;
  for (const [at, { tick, values }] of columns.entries()) {
    const center = LEFT + step * (at + 0.5);
    let y = TOP + PLOT;
    for (const [one, value] of values.entries()) {
      const height = (value / scale.top) * PLOT;
      if (height <= 0) continue;
      y -= height;
      body += rect(center - bar / 2, y, bar, height, `fill="url(#${id}${one})"`);
    }
    const half = ((tick ?? "").length * CHAR) / 2;
    if (tick === undefined || center - half < free) continue;
    free = center + half + 10;
    body += words(center, TOP + PLOT + 17, tick, {
      anchor: center + half > WIDTH ? "end" : "middle",
      mute: true,
    });
  }
  return withLegend(
    body,
    series.map(({ name }, at) => ({ name, fill: `url(#${id}${at})` })),
  );
}

/** What holds from one moment to the next: steps. */
export function drawCurve(
  { series, points, domain: [from, to], ticks }: CurvePicture,
  id: string,
  format: (value: number) => string,
): Drawing {
  const most = points.reduce((top, { values }) => Math.max(top, ...values), 0);
  const scale = scaleOf(most);
  const width = WIDTH - LEFT - RIGHT;
  const xOf = (time: number) => LEFT + ((time - from) / (to - from)) * width;
  const yOf = (value: number) => TOP + PLOT - (value / scale.top) * PLOT;
  let body = levels(scale, format);
  for (const { at, text } of ticks) {
    const part = (at - from) / (to - from);
    body += words(xOf(at), TOP + PLOT + 17, text, {
      anchor: part < 0.04 ? "start" : part > 0.96 ? "end" : "middle",
      mute: true,
    });
  }
  // The possible, drawn first, holds the sure one.
  for (const [at, { color }] of [...series.entries()].reverse()) {
    let path = "";
    for (const { x, values } of points) {
      const y = yOf(values[at] ?? 0);
      path += path === "" ? `M${px(xOf(x))} ${px(y)}` : `H${px(xOf(x))}V${px(y)}`;
    }
    if (path === "") continue;
    path += `H${px(xOf(to))}`;
    body += `<path d="${path}V${px(yOf(0))}H${px(xOf(points[0]!.x))}Z" class="area f-${color}"/>`;
    body += `<path d="${path}" class="curve s-${color}"${at === 0 ? "" : ' stroke-dasharray="5 3"'}/>`;
  }
  const patterns = series.map(({ color }, at) => seriesPattern(`${id}${at}`, color, at)).join("");
  return withLegend(
    `<defs>${patterns}</defs>${body}`,
    series.map(({ name }, at) => ({ name, fill: `url(#${id}${at})` })),
  );
}

/** How much by weekday and hour: the darker, the more, and its number. */
export function drawWeek(
  { values }: WeekPicture,
  weekdays: readonly string[],
  count: (value: number) => string,
): Drawing {
  const most = Math.max(1, ...values);
  const cell = (WIDTH - LEFT) / 24;
  const height = 26;
  let body = "";
  for (let hour = 0; hour < 24; hour++)
    body += words(LEFT + cell * (hour + 0.5), 14, String(hour).padStart(2, "0"), {
      anchor: "middle",
      mute: true,
    });
  for (const [day, name] of weekdays.entries()) {
    const y = 22 + day * height;
    body += words(0, y + 17, name);
    for (let hour = 0; hour < 24; hour++) {
      const value = values[day * 24 + hour] ?? 0;
      const x = LEFT + cell * hour;
      // Squares of the parts: few beside many are still seen.
      const shade = value === 0 ? 0 : 0.12 + 0.88 * Math.sqrt(value / most);
      body += rect(
        x + 1,
        y + 1,
        cell - 2,
        height - 2,
        `rx="2" ${value === 0 ? 'class="none"' : `class="f-accent" fill-opacity="${px(shade)}"`}`,
      );
      if (value > 0)
        body += `<text x="${px(x + cell / 2)}" y="${px(y + 17)}" text-anchor="middle"${shade > 0.62 ? ' class="over"' : ""}>${short(value, count)}</text>`;
    }
  }
  return { body, height: 22 + 7 * height + 4 };
}

/** `12k`: a number that fits a cell. */
function short(value: number, count: (value: number) => string): string {
  if (value < 10_000) return count(value);
  return value < 1e6 ? `${Math.round(value / 1000)}k` : `${Math.round(value / 1e6)}M`;
}

interface Scale {
  readonly top: number;
  readonly step: number;
}

/** A scale of round numbers from nothing to beyond the most. */
function scaleOf(most: number): Scale {
  const raw = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= raw) ?? raw);
  return { step, top: Math.max(step, Math.ceil(most / step) * step) };
}

function levels({ top, step }: Scale, format: (value: number) => string): string {
  let body = "";
  for (let value = 0; value <= top; value += step) {
    const y = TOP + PLOT - (value / top) * PLOT;
    body += line(LEFT, y, WIDTH - RIGHT, y);
    body += words(LEFT - 8, y + 4, format(value), { anchor: "end", mute: true });
  }
  return body;
}

function withLegend(
  body: string,
  entries: readonly { readonly name: string; readonly fill: string }[],
): Drawing {
  const top = TOP + PLOT + AXIS + 6;
  const names = legend(entries.length > 1 ? entries : [], top);
  return { body: body + names.body, height: top + names.height + 2 };
}
