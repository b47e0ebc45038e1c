import { lazy, Suspense, useId } from "react";
import { BarTable, useShownLines } from "./bar-table.tsx";
import { ChartFigure } from "./chart-figure.tsx";
import type { ChartColor, ChartFrame, ChartTick } from "./chart-types.ts";

const DrawnRanges = lazy(() =>
  import("./drawn/drawn-ranges.tsx").then((module) => ({ default: module.DrawnRanges })),
);

/** A stretch between two numbers, and in it the part that is sure: hours at least and at most, first and last of a day. */
export interface RangeLine {
  readonly key: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** The part that is sure, drawn solid; all of it unless told. A part that ends before it begins is none. */
  readonly sureFrom?: number | undefined;
  readonly sureTo?: number | undefined;
  readonly color?: ChartColor | undefined;
  /** Texts of the columns after the picture, as many as `headers` has beyond two. */
  readonly cells: readonly string[];
  readonly title?: string | undefined;
  readonly choosable?: boolean | undefined;
}

export interface RangeBarsProps extends ChartFrame {
  /** Of the name, the picture, and each further column. */
  readonly headers: readonly string[];
  readonly lines: readonly RangeLine[];
  /** Where the picture begins and ends; the lines' own range unless told. */
  readonly domain?: readonly [from: number, to: number] | undefined;
  readonly ticks?: readonly ChartTick[] | undefined;
  /** How many lines are shown at first; 20 unless told. */
  readonly most?: number | undefined;
  readonly onChoose?: ((line: RangeLine) => void) | undefined;
}

const NO_TICKS: readonly ChartTick[] = [];

/** From where to where: bars between two numbers, hatched where they are not sure, one a line. */
export function RangeBars(props: RangeBarsProps) {
  const { title, words, headers, lines, ticks = NO_TICKS, onChoose } = props;
  const id = useId();
  const { shown, buttons } = useShownLines(lines.length, props.most ?? 20, words);
  if (lines.length === 0) {
    return (
      <ChartFigure {...props}>
        <p className="chart-empty">{words.empty}</p>
      </ChartFigure>
    );
  }
  const drawn = lines.slice(0, shown);
  const domain = props.domain ?? domainOf(lines);
  return (
    <ChartFigure {...props}>
      <BarTable
        title={title}
        headers={headers}
        showHeaders
        lines={drawn.map((line) => ({
          ...line,
          choosable: onChoose !== undefined && line.choosable !== false,
        }))}
        onChoose={(at) => onChoose?.(drawn[at]!)}
        scale={ticks.length === 0 ? undefined : <Scale ticks={ticks} domain={domain} />}
        bars={(width) => (
          <Suspense>
            <DrawnRanges
              id={id}
              width={width}
              domain={domain}
              ticks={ticks}
              ranges={drawn.map(({ key, from, to, sureFrom = from, sureTo = to, color = "accent" }) => {
                return { key, from, to, sureFrom, sureTo, color };
              })}
            />
          </Suspense>
        )}
      />
      {buttons}
    </ChartFigure>
  );
}

function domainOf(lines: readonly RangeLine[]): readonly [number, number] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const line of lines) {
    from = Math.min(from, line.from);
    to = Math.max(to, line.to);
  }
  return to > from ? [from, to] : [from, from + 1];
}

function Scale({
  ticks,
  domain: [from, to],
}: {
  readonly ticks: readonly ChartTick[];
  readonly domain: readonly [number, number];
}) {
  return ticks.map(({ at, text }) => {
    const part = (at - from) / (to - from);
    const edge = part < 0.04 ? "first" : part > 0.96 ? "last" : "";
    return (
      <span key={at} className={edge} style={{ left: `${part * 100}%` }}>
        {text}
      </span>
    );
  });
}
