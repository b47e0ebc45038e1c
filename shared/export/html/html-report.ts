import { timeFormat } from "../../engine/time/time-format.ts";
import { blocks } from "../blocks.ts";
import type { DocumentFacts, Fact } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { htmlText as t } from "../html-text.ts";
import { damageText } from "../messages.ts";
import type { ReportPicture } from "../pictures/picture-types.ts";
import { ENGLISH_PICTURES } from "../pictures/picture-words.ts";
import { groupedText } from "../texts.ts";
import { visibleText } from "../visible-text.ts";
import { REPORT_STYLE } from "./html-style.ts";
import { type SvgWords, svgPicture } from "./svg-picture.ts";

/** More rows are more than a browser bears and anyone reads. */
export const MOST_ROWS = 50_000;
/** More inputs than this stand behind the rows. */
const FEW_INPUTS = 20;

/** `2024-03-06 14:05:07`: texts up to this length are not broken. */
const ONE_LINE = 19;
/** Tables with more columns are printed smaller. */
const MANY_COLUMNS = 9;

/** A column of a report: its heading, and the words of its cells; null and nothing are the same. */
export interface HtmlColumn<Item> {
  readonly title: string;
  readonly cell: (item: Item) => string | null;
  readonly look?: "number";
}

/** Items under one heading, where a table is grouped. */
export interface HtmlGroup<Item> {
  readonly title: string | null;
  readonly items: Iterable<Item>;
}

export interface HtmlTable<Item> {
  readonly title: string;
  readonly columns: readonly HtmlColumn<Item>[];
  readonly groups: Iterable<HtmlGroup<Item>>;
  /** All items of all groups. */
  readonly count: number;
  /** Said where there are none. */
  readonly empty: string;
}

/** A report as one HTML file without scripts and without anything from elsewhere; texts from logs stand in it as texts only. */
export interface HtmlReport<Item> {
  readonly document: DocumentFacts;
  readonly pictures: readonly ReportPicture[];
  readonly table: HtmlTable<Item>;
  /** What the lines add up to. */
  readonly totals?: string;
}

export interface HtmlOptions {
  readonly maxRows?: number;
}

/** Words of the drawings in files. */
export const SVG_WORDS: SvgWords = { ...ENGLISH_PICTURES, more: T.html.more };

/** Writes a report as HTML, in pieces. */
export function htmlReport<Item>(report: HtmlReport<Item>, options: HtmlOptions = {}): Generator<string> {
  return blocks(pieces(report, options.maxRows ?? MOST_ROWS));
}

function* pieces<Item>(
  { document, pictures, table, totals }: HtmlReport<Item>,
  maxRows: number,
): Generator<string> {
  const { title, sources } = document;
  const few = sources.length <= FEW_INPUTS;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${shown(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<h1>${shown(title)}</h1>
<p class="mute">${t(T.html.times(document.zoneText))}</p>
</header>
`;
  yield facts(document.facts);
  if (few) yield* inputs(document);
  else yield `<p><a href="#inputs">${t(T.html.inputsBelow(groupedText(sources.length)))}</a></p>\n`;
  yield list(
    T.verdicts,
    document.verdicts.map(([computer, sentence]) => `${computer}: ${sentence}`),
  );
  yield list(T.caveats, document.caveats);
  if (pictures.length > 0) yield `<h2>${t(T.html.pictures)}</h2>\n`;
  for (const [at, picture] of pictures.entries()) yield figure(picture, at);
  yield* rows(table, maxRows);
  if (totals !== undefined) yield `<p><strong>${t(T.totals)}:</strong> ${shown(totals)}</p>\n`;
  if (!few) yield* inputs(document);
  yield "</body>\n</html>\n";
}

function facts(all: readonly Fact[]): string {
  const lines = all.map(
    ([label, value]) =>
      `<dt>${t(label)}</dt><dd${label === T.filter ? ' class="filter"' : ""}>${shown(value)}</dd>\n`,
  );
  return `<dl>\n${lines.join("")}</dl>\n`;
}

function* inputs({ sources, zone }: DocumentFacts): Generator<string> {
  const format = timeFormat(zone);
  const { file, records, bytes, oldest, newest, computers, damage, sha256, notRead, noDamage } = T.source;
  const heads = [file, bytes, records, oldest, newest, computers, damage, sha256];
  yield `<h2 id="inputs">${t(T.inputs)}</h2>
<div class="scroll"><table><thead><tr>${heads
    .map(
      (head) => `<th scope="col"${head === bytes || head === records ? ' class="num"' : ""}>${t(head)}</th>`,
    )
    .join("")}</tr></thead>
<tbody>
`;
  for (const source of sources) {
    const harm = source.failure === null ? source.damage.map(damageText).join("; ") || noDamage : notRead;
    yield `<tr><th scope="row" class="long">${shown(source.path)}</th><td class="num one">${groupedText(source.bytes)}</td><td class="num one">${groupedText(source.records)}</td><td class="one">${t(format.full(source.oldest) ?? "")}</td><td class="one">${t(format.full(source.newest) ?? "")}</td><td>${shown(source.computers.join(", "))}</td><td>${shown(harm)}</td><td class="hash">${t(source.sha256 ?? "-")}</td></tr>\n`;
  }
  yield "</tbody></table></div>\n";
}

function figure(picture: ReportPicture, at: number): string {
  const note = picture.note === undefined ? "" : `<p class="mute">${shown(picture.note)}</p>`;
  return `<figure><figcaption><h3>${shown(picture.title)}</h3>${note}</figcaption>\n${svgPicture(picture, `p${at}-`, SVG_WORDS)}\n</figure>\n`;
}

function* rows<Item>(
  { title, columns, groups, count, empty }: HtmlTable<Item>,
  maxRows: number,
): Generator<string> {
  yield `<h2>${shown(title)}</h2>\n`;
  if (count === 0) {
    yield `<p>${t(empty)}</p>\n`;
    return;
  }
  if (count > maxRows)
    yield `<p class="left-out">${t(T.html.leftOut(groupedText(maxRows), groupedText(count)))}</p>\n`;
  const heads = columns.map(
    ({ title: head, look }) =>
      `<th scope="col"${look === "number" ? ' class="num"' : ""}>${shown(head)}</th>`,
  );
  yield `<div class="scroll"><table${columns.length > MANY_COLUMNS ? ' class="many"' : ""}><thead><tr>${heads.join("")}</tr></thead>\n`;
  const numbers = columns.map(({ look }) => look === "number");
  let written = 0;
  for (const { title: heading, items } of groups) {
    if (written === maxRows) break;
    yield "<tbody>\n";
    if (heading !== null)
      yield `<tr class="group"><th scope="rowgroup" colspan="${columns.length}">${shown(heading)}</th></tr>\n`;
    for (const item of items) {
      if (written === maxRows) break;
      written++;
      let line = "<tr>";
      for (const [at, { cell }] of columns.entries()) {
        const text = cell(item) ?? "";
        line += `<td${classOf(numbers[at]!, text)}>${shown(text)}</td>`;
      }
      yield `${line}</tr>\n`;
    }
    yield "</tbody>\n";
  }
  yield "</table></div>\n";
}

/** Short texts stay on one line: a day or a name that is broken is hard to read. Long ones get some width. */
function classOf(isNumber: boolean, text: string): string {
  const isShort = text.length <= ONE_LINE;
  if (isNumber) return isShort ? ' class="num one"' : ' class="num"';
  if (text === "") return "";
  return isShort ? ' class="one"' : ' class="long"';
}

function list(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return "";
  return `<h2>${t(title)}</h2>\n<ul>\n${sentences.map((sentence) => `<li>${shown(sentence)}</li>\n`).join("")}</ul>\n`;
}

/** A text from outside as HTML: what hides in it is shown. */
function shown(text: string): string {
  return t(visibleText(text));
}
