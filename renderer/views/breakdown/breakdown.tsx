import { useMemo } from "react";
import { Bar, BarChart, Rectangle, type RectangleProps, XAxis, YAxis } from "recharts";
import {
  type BreakdownGroup,
  breakdownSessions,
  type SessionBreakdown,
} from "../../../shared/engine/breakdown.ts";
import type { Rows } from "../../../shared/engine/filter/filter.ts";
import { formatDuration } from "../../../shared/engine/time/duration.ts";
import { endReasonText } from "../../../shared/export/messages.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { CONFIDENCES, END_REASONS } from "../../../shared/types/names.ts";
import { typeText } from "../../data/session-words.ts";
import { sourceGroups } from "../../data/source-groups.ts";
import { count, T } from "../../data/texts.ts";
import { visibleText } from "../../data/visible-text.ts";
import { useApp } from "../../state/app.ts";
import { anyOfText, narrow, showView } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { useVisibleRows } from "../../state/visible.ts";
import { NothingMatches } from "../nothing-matches.tsx";
import { barGroup } from "../timeline/bars.ts";

/** Bars beyond this are summed up as "others". */
const MOST = 10;

interface Line {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly share: number;
  readonly ticks: number;
  /** Colour token of the bar. */
  readonly color: string;
  /** Filter values, any of which will do; null for what no filter can name. */
  readonly values: readonly string[] | null;
}

const CONFIDENCE_COLORS = ["ok", "warn", "accent", "fail"];

/** One group of a breakdown as a line with its words, colour and filter. */
function lineOf(data: CaseData, by: SessionBreakdown, group: BreakdownGroup): Line {
  const base = { key: String(group.code), count: group.count, share: group.share, ticks: group.ticks };
  switch (by) {
    case "type":
      return {
        ...base,
        label: typeText(group.code),
        color: barGroup(group.code),
        values: [group.code === 255 ? "none" : String(group.code)],
      };
    case "reason": {
      const reason = END_REASONS[group.code] ?? "noRecord";
      return { ...base, label: endReasonText(reason), color: "accent", values: [reason] };
    }
    case "confidence": {
      const confidence = CONFIDENCES[group.code] ?? "unknown";
      return {
        ...base,
        label: T.confidence[confidence],
        color: CONFIDENCE_COLORS[group.code] ?? "faint",
        values: [confidence],
      };
    }
    default:
      return namedLine(base, group.text ?? (by === "user" ? sidOf(data, group.firstRow) : null));
  }
}

function namedLine(base: Pick<Line, "key" | "count" | "share" | "ticks">, name: string | null): Line {
  return {
    ...base,
    label: name === null ? T.notKnown : visibleText(name),
    color: "accent",
    values: name === null ? null : [name],
  };
}

/** An account without a name is at least a number. */
function sidOf(data: CaseData, row: number): string | null {
  return data.strings[data.sessions.sid[row]!] || null;
}

/** Lines of one panel, the largest group first. */
function linesOf(data: CaseData, rows: Rows, by: SessionBreakdown): readonly Line[] {
  if (by !== "source") {
    const groups = breakdownSessions(data.sessions, data.strings, rows, by);
    return withOthers(groups, (group) => lineOf(data, by, group));
  }
  const { groups, here, hereAddresses } = sourceGroups(data, rows);
  return withOthers(groups, (group) =>
    group === here
      ? { ...lineOf(data, by, group), key: "here", label: T.thisComputer, values: hereAddresses }
      : lineOf(data, by, group),
  );
}

function withOthers(
  groups: readonly BreakdownGroup[],
  toLine: (group: BreakdownGroup) => Line,
): readonly Line[] {
  const lines = groups.slice(0, MOST).map(toLine);
  const rest = groups.slice(MOST);
  if (rest.length === 0) return lines;
  const sum = (pick: (group: BreakdownGroup) => number) =>
    rest.reduce((total, group) => total + pick(group), 0);
  return [
    ...lines,
    {
      key: "others",
      label: `${count(rest.length)} others`,
      count: sum((group) => group.count),
      share: sum((group) => group.share),
      ticks: sum((group) => group.ticks),
      color: "hole",
      values: null,
    },
  ];
}

const PANELS: readonly (readonly [by: SessionBreakdown, title: string, field: string])[] = [
  ["type", "Kind of logon", "type"],
  ["confidence", "How sure the end is", "confidence"],
  ["reason", "How they ended", "reason"],
  ["user", "Users", "user"],
  ["computer", "Computers", "computer"],
  ["source", "Coming from", "ip"],
];

/** How many sessions of which kind: a bar and the number beside it; a click narrows the filter. */
export function Breakdown() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const rows = useVisibleRows();
  if (data === null) return null;
  if (rows.length === 0) return <NothingMatches what="sessions" total={data.sessions.length} />;
  return (
    <div className="view-body breakdown">
      {PANELS.map(([by, title, field]) => (
        <Panel key={by} data={data} rows={rows} by={by} title={title} field={field} />
      ))}
    </div>
  );
}

interface PanelProps {
  readonly data: CaseData;
  readonly rows: Rows;
  readonly by: SessionBreakdown;
  readonly title: string;
  readonly field: string;
}

const ROW = 27;
const CHART_WIDTH = 150;

function Panel({ data, rows, by, title, field }: PanelProps) {
  const app = useApp();
  const lines = useMemo(() => linesOf(data, rows, by), [data, rows, by]);
  const choose = (line: Line) => {
    if (line.values === null) return;
    narrow(app, field, line.values);
    showView(app, "sessions");
  };
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <div className="panel-body">
        <table>
          <colgroup>
            <col />
            <col className="w-chart" />
            <col className="w-num" />
            <col className="w-share" />
            <col className="w-time" />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th>{title}</th>
              <th>Sessions</th>
              <th>Share</th>
              <th>Time on</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key}>
                <td className="name">
                  {line.values === null ? (
                    <span className="clip mute">{line.label}</span>
                  ) : (
                    <button
                      type="button"
                      className="link clip"
                      title={`Only ${anyOfText(field, line.values)}`}
                      onClick={() => choose(line)}
                    >
                      {line.label}
                    </button>
                  )}
                </td>
                <td className="chart" />
                <td className="num">{count(line.count)}</td>
                <td className="num mute">{shareText(line.share)}</td>
                <td className="num mute time">{timeText(line.ticks)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="bars" aria-hidden>
          <BarChart
            layout="vertical"
            width={CHART_WIDTH}
            height={ROW * lines.length}
            data={[...lines]}
            margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis type="number" hide domain={[0, "dataMax"]} />
            <YAxis type="category" dataKey="key" hide width={0} />
            <Bar
              dataKey="count"
              isAnimationActive={false}
              barSize={13}
              shape={(props: RectangleProps) => <LineBar {...props} />}
            />
          </BarChart>
        </div>
      </div>
    </section>
  );
}

/** A bar in the colour of its line; recharts hands the line over as `payload`. */
function LineBar(props: RectangleProps & { readonly payload?: Line }) {
  const { x = 0, y = 0, width = 0, height = 0, payload } = props;
  return (
    <Rectangle
      x={Number(x)}
      y={Number(y)}
      width={Math.max(2, Number(width))}
      height={Number(height)}
      radius={2}
      className={`bar-${payload?.color ?? "accent"}`}
    />
  );
}

/** Sums leave out what is not known: a sum of nothing is no time. */
function timeText(ticks: number): string {
  return ticks === 0 ? "–" : (formatDuration(ticks) ?? "–");
}

function shareText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  return `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}
