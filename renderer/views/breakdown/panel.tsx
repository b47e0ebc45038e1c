import { useMemo } from "react";
import type { BreakdownGroup } from "../../../shared/engine/breakdown.ts";
import type { Rows } from "../../../shared/engine/filter/filter.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { type BarLine, HorizontalBars } from "../../components/charts/horizontal-bars.tsx";
import { lengthText } from "../../data/length-text.ts";
import { count, oneTenth } from "../../data/numbers.ts";
import { BREAKDOWN } from "../../data/texts/breakdown.ts";
import { CHART_WORDS } from "../../data/texts/charts.ts";
import { useApp } from "../../state/app.ts";
import { pictureColor, useChartPicture } from "../../state/chart-pictures.ts";
import { anyOfText, narrow } from "../../state/commands.ts";
import { type PanelBy, type PanelGroups, panelGroups } from "./group-words.ts";

interface PanelProps {
  readonly data: CaseData;
  readonly rows: Rows;
  readonly by: PanelBy;
  readonly field: string;
}

/** Groups beyond this are one line: nobody reads them, and a line is an object. */
const MOST_LINES = 2000;

const HEADS = [BREAKDOWN.heads.sessions, BREAKDOWN.heads.share, BREAKDOWN.heads.time];

/** Sessions by one property. A click keeps only those of the bar. */
export function Panel({ data, rows, by, field }: PanelProps) {
  const app = useApp();
  const title = BREAKDOWN.panels[by];
  const panel = panelGroups(rows, data, by);
  const lines = useMemo(() => linesOf(panel, field), [panel, field]);
  useChartPicture(title, () => ({
    kind: "bars",
    title,
    headers: [title, ...HEADS],
    bars: lines.map(({ key, label, value, color, cells = [] }) => ({
      key,
      label,
      value,
      cells,
      ...(color === undefined ? {} : { color: pictureColor(color) }),
    })),
  }));
  return (
    <HorizontalBars
      title={title}
      words={CHART_WORDS}
      headers={[title, ...HEADS]}
      lines={lines}
      sumUp={(others) => sums(others.map((line) => (line as Line).sums))}
      onChoose={(line) => {
        const { values } = line as Line;
        if (values !== null) narrow(app, field, values);
      }}
    />
  );
}

type Sums = Pick<BreakdownGroup, "count" | "share" | "ticks">;

interface Line extends BarLine {
  readonly values: readonly string[] | null;
  readonly sums: Sums;
}

function linesOf({ groups, wordsOf }: PanelGroups, field: string): readonly Line[] {
  const lines = groups.slice(0, MOST_LINES).map((group): Line => {
    const { label, color, values } = wordsOf(group);
    return {
      key: String(group.code),
      label,
      color,
      value: group.count,
      cells: cellsOf(group),
      title: values === null ? label : `${label}\n${BREAKDOWN.only(anyOfText(field, values))}`,
      choosable: values !== null,
      values,
      sums: group,
    };
  });
  const rest = groups.slice(MOST_LINES);
  if (rest.length === 0) return lines;
  const all = added(rest);
  const label = CHART_WORDS.others(rest.length);
  return [
    ...lines,
    {
      key: "rest",
      label,
      value: all.count,
      standsFor: rest.length,
      cells: cellsOf(all),
      choosable: false,
      values: null,
      sums: all,
    },
  ];
}

function sums(others: readonly Sums[]): Pick<BarLine, "cells"> {
  return { cells: cellsOf(added(others)) };
}

function added(groups: readonly Sums[]): Sums {
  let all: Sums = { count: 0, share: 0, ticks: 0 };
  for (const { count: more, share, ticks } of groups) {
    all = { count: all.count + more, share: all.share + share, ticks: all.ticks + ticks };
  }
  return all;
}

function cellsOf({ share, ticks }: Sums): readonly string[] {
  return [shareText(share), timeText(ticks)];
}

/** Sums leave out what is not known: a sum of nothing is no time. */
function timeText(ticks: number): string {
  return ticks === 0 ? "–" : (lengthText(ticks) ?? "–");
}

/** A part of a whole in percent. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return `< ${oneTenth(0.1)} %`;
  return `${percent < 10 ? oneTenth(percent) : count(Math.round(percent))} %`;
}
