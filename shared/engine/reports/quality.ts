import type { CaseData } from "../../types/case.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import { isDamaged } from "../summary/summary.ts";
import { judgeCase } from "../verdicts.ts";
import { compareTexts, stepText } from "./names-of.ts";
import { line, type ReportInput, type ReportPart } from "./report.ts";
import { endUnknown } from "./spans.ts";

type Row = ReportRowOf<"quality">;

const DESKTOP = SESSION_KINDS.indexOf("desktop");
const BLANK = {
  count: null,
  filtered: null,
  cause: null,
  verdict: null,
  detail: null,
  channel: null,
} as const;

/** What the evidence covers and where it is missing, by computer and log. The window and the filter choose the lines. */
export function qualityReport(input: ReportInput): ReportPart<"quality"> {
  const { data } = input;
  const all = [
    ...coverage(data),
    ...verdicts(data, input.from),
    ...gaps(data),
    ...clocks(data),
    ...aliases(data),
    ...damage(data),
  ];
  const kept = input.keep(
    all.map(({ computer, from, to }) => ({
      time: from < input.from && !(to <= input.from) ? input.from : Number.isNaN(from) ? data.oldest : from,
      computer: computer ?? "",
    })),
  );
  const rows = kept.map((at) => all[at]!);
  const lines = rows
    .toSorted(
      (a, b) =>
        compareTexts(a.computer ?? "", b.computer ?? "") || compareTexts(a.channel ?? "", b.channel ?? ""),
    )
    .map((row) => line(row));
  const holes = rows.filter(({ what }) => what === "gap");
  const { sessions, counts } = data;
  let unknownStarts = 0;
  let unknownEnds = 0;
  for (let row = 0; row < sessions.length; row++) {
    if (sessions.kind[row] !== DESKTOP) continue;
    if (Number.isNaN(sessions.start[row]!)) unknownStarts++;
    if (endUnknown(sessions, row)) unknownEnds++;
  }
  return {
    lines,
    totals: {
      computers: new Set(rows.flatMap(({ computer }) => computer?.toLowerCase() ?? [])).size,
      records: counts.records,
      gaps: holes.length,
      gapTime: holes.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0),
      duplicates: counts.duplicates,
      orphanLogoffs: counts.orphanLogoffs,
      unknownStarts,
      unknownEnds,
      damaged: data.sources.filter(isDamaged).length,
    },
  };
}

function coverage(data: CaseData): readonly Row[] {
  const nameOf = names(data);
  return data.coverage.map(({ computer, channel, spans, records, filtered }) => ({
    ...BLANK,
    computer: nameOf(computer),
    channel: channel || null,
    what: "coverage",
    from: spans[0]?.[0] ?? Number.NaN,
    to: spans.at(-1)?.[1] ?? Number.NaN,
    count: records,
    filtered,
  }));
}

/** What the Security log of each computer can prove, and from when to when. A cleared log is a gap, told as such. */
function verdicts(data: CaseData, wantedFrom: number): readonly Row[] {
  return judgeCase(data, wantedFrom)
    .filter(({ key }) => key !== "cleared")
    .map(({ key, computer, from, to, params: { subcategory } }) => ({
      ...BLANK,
      computer,
      channel: "Security",
      what: "verdict",
      from,
      to,
      verdict: key,
      detail: typeof subcategory === "string" ? subcategory : null,
    }));
}

function gaps(data: CaseData): readonly Row[] {
  const nameOf = names(data);
  return data.holes.map(({ computer, channel, from, to, cause, by }) => ({
    ...BLANK,
    computer: nameOf(computer),
    channel: channel || null,
    what: "gap",
    from,
    to,
    cause,
    detail: by,
  }));
}

function clocks(data: CaseData): readonly Row[] {
  const nameOf = names(data);
  const byComputer = new Map<string, { from: number; to: number; count: number; sum: number }>();
  for (const { computer, time, delta, kind } of data.clockSteps) {
    // A step that was undone is counted; it moved nothing.
    const moved = kind === "undone" ? 0 : delta;
    const name = nameOf(computer);
    const known = byComputer.get(name);
    if (known === undefined) byComputer.set(name, { from: time, to: time, count: 1, sum: moved });
    else Object.assign(known, { to: time, count: known.count + 1, sum: known.sum + moved });
  }
  return [...byComputer].map(([computer, { from, to, count, sum }]) => ({
    ...BLANK,
    computer,
    what: "clockSteps",
    from,
    to,
    count,
    detail: `${stepText(sum)} in all`,
  }));
}

function aliases(data: CaseData): readonly Row[] {
  return data.computers
    .filter(({ aliases: others }) => others.length > 0)
    .map(({ name, aliases: others, oldest, newest }) => ({
      ...BLANK,
      computer: name,
      what: "aliases",
      from: oldest,
      to: newest,
      count: others.length,
      detail: others.slice(0, 50).join(", "),
    }));
}

function damage(data: CaseData): readonly Row[] {
  return data.sources
    .filter(isDamaged)
    .map(({ path, computers, oldest, newest, damage: found, failure }) => ({
      ...BLANK,
      computer: computers.length === 1 ? computers[0]! : null,
      what: "damage",
      from: oldest,
      to: newest,
      count: found.reduce((sum, { count }) => sum + count, 0),
      detail: [path, ...new Set(found.map(({ code }) => code)), ...(failure === null ? [] : [failure])].join(
        " ",
      ),
    }));
}

function names({ computers }: CaseData): (computer: string) => string {
  const byKey = new Map(computers.map(({ key, name }) => [key, name]));
  return (computer) => byKey.get(computer.toLowerCase()) ?? computer;
}
