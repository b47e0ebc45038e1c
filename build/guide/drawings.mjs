// `npm run drawings`: writes the drawings of the guide, in every language, from the stories told in `stories.mjs`. Plain
// SVG without scripts: light by its attributes, dark by one style sheet that follows what looks at it.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { STORIES } from "./stories.mjs";

const FOLDER = fileURLToPath(new URL("../../docs/guide", import.meta.url));
const WIDTH = 760;
const LEFT = 164;
const RIGHT = 16;
const TOP = 14;
const BAR = 16;

/** Colours by class: light, dark. */
const COLOURS = {
  panel: ["#ffffff", "#1a1e25"],
  line: ["#c6ccd5", "#3d4551"],
  ink: ["#1c2430", "#e6e9ee"],
  mute: ["#5b6676", "#a3adbb"],
  console: ["#3f7be4", "#6194f2"],
  remote: ["#dc8430", "#e2954a"],
  other: ["#a5799b", "#b98cae"],
  fail: ["#c22b2b", "#ff6b6b"],
  hole: ["#eceff3", "#2a313b"],
};

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const fill = (name) => `class="f-${name}" fill="${COLOURS[name][0]}"`;
const stroke = (name) => `class="s-${name}" stroke="${COLOURS[name][0]}"`;
const at = (value) => Math.round((LEFT + (value / 100) * (WIDTH - LEFT - RIGHT)) * 10) / 10;

/** Text on one line; `anchor` start, middle or end. */
function words(x, y, text, { colour = "mute", size = 12, anchor = "start", weight = 400 } = {}) {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" ${fill(colour)}>${escaped(text)}</text>`;
}

/** A bar with the end that says how sure it is. */
function bar({ from, to, kind = "console", end = "exact", fadeTo = to, start = "exact" }, y) {
  const [x1, x2, x3] = [at(from), at(to), at(fadeTo)];
  const top = y - BAR / 2;
  const parts = [];
  const tip = end === "open" ? 9 : 0;
  parts.push(`<rect x="${x1}" y="${top}" width="${x2 - x1 - tip}" height="${BAR}" rx="2" ${fill(kind)}/>`);
  if (end === "open") {
    parts.push(
      `<path d="M${x2 - tip - 2} ${top}h2l${tip} ${BAR / 2}l-${tip} ${BAR / 2}h-2z" ${fill(kind)}/>`,
    );
  }
  if (end === "bounded") {
    parts.push(
      `<rect x="${x2}" y="${top}" width="${x3 - x2}" height="${BAR}" fill="url(#fade-${kind})"/>`,
      `<rect x="${x2}" y="${top + 0.5}" width="${x3 - x2 - 0.5}" height="${BAR - 1}" fill="none" ${stroke(kind)} stroke-dasharray="3 3"/>`,
    );
  }
  if (end === "unknown") {
    parts.push(
      `<rect x="${x2}" y="${top + 0.5}" width="${x3 - x2}" height="${BAR - 1}" fill="url(#hatch-${kind})" ${stroke(kind)} stroke-dasharray="2 3"/>`,
    );
  }
  if (start === "unknown") {
    parts.push(
      `<path d="M${x1} ${top}v${BAR}" fill="none" ${stroke("panel")} stroke-width="3" stroke-dasharray="3 2"/>`,
    );
  }
  return parts.join("");
}

/** A time inside of a bar in which nobody was at it. */
function away({ from, to, type }, y) {
  const [x, width] = [at(from), at(to) - at(from)];
  const top = y - BAR / 2;
  if (type === "disconnected") {
    return `<rect x="${x}" y="${top + 2}" width="${width}" height="${BAR - 4}" ${fill("panel")} fill-opacity="0.85"/>`;
  }
  return `<rect x="${x}" y="${top}" width="${width}" height="${BAR}" fill="url(#hatch-panel)"/>`;
}

/** A record of a log: a mark with its number over it. */
function record({ time, text, colour = "ink", low = false, anchor = "middle" }, y) {
  const x = at(time);
  const shift = anchor === "end" ? 3 : anchor === "start" ? -3 : 0;
  return low
    ? `<path d="M${x} ${y - BAR / 2 - 3}V${y + BAR / 2 + 5}" fill="none" ${stroke(colour)} stroke-width="1.5"/>` +
        words(x + shift, y + BAR / 2 + 17, text, { colour, size: 11, anchor })
    : `<path d="M${x} ${y - BAR / 2 - 5}V${y + BAR / 2 + 3}" fill="none" ${stroke(colour)} stroke-width="1.5"/>` +
        words(x + shift, y - BAR / 2 - 9, text, { colour, size: 11, anchor });
}

function gap({ from, to, text }, y) {
  const x = at(from);
  const width = at(to) - x;
  return (
    `<rect x="${x}" y="${y - 21}" width="${width}" height="42" ${fill("hole")}/>` +
    `<rect x="${x}" y="${y - 21}" width="${width}" height="42" fill="url(#hatch-line)"/>` +
    words(x + width / 2, y + 34, text, { size: 11, anchor: "middle" })
  );
}

/** A measured length under a bar. */
function length({ from, to, text, step = 0 }, y) {
  const [x1, x2] = [at(from), at(to)];
  const line = y + 22 + step * 24;
  return (
    `<path d="M${x1} ${line - 4}v8M${x1} ${line}H${x2}M${x2} ${line - 4}v8" fill="none" ${stroke("mute")}/>` +
    words(x1 + 6, line + 14, text, { size: 11.5, colour: "ink" })
  );
}

const note = ({ time, text, anchor = "start", dy = 31, colour = "mute" }, y) =>
  words(at(time), y + dy, text, { size: 11.5, anchor, colour });

const DRAW = { gap, bar, away, record, length, note };

function pattern(name) {
  return (
    `<pattern id="hatch-${name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<path d="M0 0V6" fill="none" ${stroke(name)} stroke-width="2.4"/></pattern>`
  );
}

function fade(name) {
  const stop = (offset, opacity) =>
    `<stop offset="${offset}" class="c-${name}" stop-color="${COLOURS[name][0]}" stop-opacity="${opacity}"/>`;
  return `<linearGradient id="fade-${name}">${stop(0, 1)}${stop(1, 0.12)}</linearGradient>`;
}

/** The drawing of one story in one language. */
export function drawing(story, language) {
  const say = (text) => (typeof text === "string" ? text : text[language]);
  let y = TOP;
  const body = story.rows.map(({ label, sub, height = 76, parts }) => {
    const middle = y + Math.min(34, height / 2 - 2);
    y += height;
    const drawn = Object.keys(DRAW).flatMap((kind) =>
      parts
        .filter((part) => part[0] === kind)
        .map(([, part]) =>
          DRAW[kind]({ ...part, ...("text" in part ? { text: say(part.text) } : {}) }, middle),
        ),
    );
    return [
      `<path d="M${LEFT} ${middle + BAR / 2 + 0.5}H${WIDTH - RIGHT}" fill="none" ${stroke("line")} stroke-opacity="0.6"/>`,
      words(14, sub === undefined ? middle + 4 : middle - 2, say(label), {
        colour: "ink",
        size: 12.5,
        weight: 600,
      }),
      ...(sub === undefined ? [] : [words(14, middle + 14, say(sub), { size: 11 })]),
      ...drawn,
    ].join("\n");
  });
  const height = y + 8;
  const dark = Object.entries(COLOURS)
    .map(
      ([name, [, colour]]) =>
        `.f-${name}{fill:${colour}}.s-${name}{stroke:${colour}}.c-${name}{stop-color:${colour}}`,
    )
    .join("");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, 'Segoe UI', 'Noto Sans', sans-serif">`,
    `<title>${escaped(say(story.title))}</title>`,
    `<style>@media (prefers-color-scheme:dark){${dark}}</style>`,
    `<defs>${["console", "remote"].map(fade).join("")}${["console", "remote", "panel", "line"].map(pattern).join("")}</defs>`,
    `<rect width="${WIDTH}" height="${height}" rx="8" ${fill("panel")}/>`,
    ...body,
    "</svg>",
    "",
  ].join("\n");
}

/** Every file that is written: its path inside of the guide, and its text. */
export function drawings() {
  return Object.entries(STORIES).flatMap(([name, story]) =>
    ["en", "de"].map((language) => ({
      path: join(language === "en" ? "" : language, "pictures", `${name}.svg`),
      text: drawing(story, language),
    })),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const { path, text } of drawings()) {
    const file = join(FOLDER, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
