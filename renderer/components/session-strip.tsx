import type { EdgeKind } from "./time-canvas/bar-shape.ts";

export interface StripProps {
  readonly label: string;
  readonly group: string;
  readonly from: number;
  readonly to: number;
  readonly fadeTo: number;
  readonly end: EdgeKind;
  readonly startTorn: boolean;
  readonly intervals: readonly { readonly kind: string; readonly from: number; readonly to: number }[];
  readonly captions: readonly { readonly time: number; readonly text: string }[];
}

const WIDTH = 1000;
const HEIGHT = 16;

/** One session as a bar of its own, with the same edges and patterns as on the timeline. */
export function SessionStrip(props: StripProps) {
  const room = props.end === "arrow" || props.end === "torn" ? 0.97 : 1;
  const span = Math.max(1, Math.max(props.fadeTo, props.to) - props.from);
  const x = (time: number) => Math.min(WIDTH, Math.max(0, ((time - props.from) / span) * WIDTH * room));
  const end = Math.max(6, x(props.to));
  const id = `strip-${props.group}`;
  return (
    <div className="strip">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={props.label}
        className={`strip-bar s-${props.group}`}
      >
        <defs>
          <linearGradient id={`${id}-fade`}>
            <stop offset="0" stopColor="currentColor" stopOpacity="0.75" />
            <stop offset="1" stopColor="currentColor" stopOpacity="0.05" />
          </linearGradient>
          <pattern
            id={`${id}-hatch`}
            width="14"
            height="16"
            patternUnits="userSpaceOnUse"
            patternTransform="skewX(-40)"
          >
            <rect width="6" height="16" className="strip-hatch" />
          </pattern>
        </defs>
        {props.end === "fade" && (
          <rect
            x={end}
            y="0"
            width={Math.max(0, x(props.fadeTo) - end)}
            height={HEIGHT}
            fill={`url(#${id}-fade)`}
          />
        )}
        <path d={barPath(props.startTorn, end, props.end)} fill="currentColor" />
        {props.intervals.map((interval) => {
          const left = x(interval.from);
          const width = Math.max(2, x(interval.to) - left);
          return interval.kind === "disconnected" ? (
            <rect
              key={`${interval.from}-${interval.kind}`}
              className="strip-hollow"
              x={left}
              y="1.6"
              width={width}
              height="12.8"
            />
          ) : (
            <rect
              key={`${interval.from}-${interval.kind}`}
              x={left}
              y="0"
              width={width}
              height={HEIGHT}
              fill={`url(#${id}-hatch)`}
            />
          );
        })}
      </svg>
      <div className="strip-captions">
        {props.captions.map((caption, i) => {
          const part = x(caption.time) / WIDTH;
          const last = i === props.captions.length - 1;
          return (
            <span
              key={`${caption.time}-${caption.text}`}
              className={i === 0 ? "first" : last ? "last" : "middle"}
              style={i === 0 || last ? undefined : { left: `${Math.min(72, Math.max(24, part * 100))}%` }}
            >
              {caption.text}
            </span>
          );
        })}
      </div>
    </div>
  );
}

function barPath(startTorn: boolean, end: number, edge: EdgeKind): string {
  const left = startTorn ? "M10 0L0 2.7L12 5.4L0 8L12 10.7L0 13.3L10 16" : "M0 0V16";
  const right =
    edge === "arrow"
      ? `L${end} 16L${end + WIDTH * 0.026} 8L${end} 0`
      : edge === "torn"
        ? `L${end} 16L${end + 16} 13.3L${end} 10.7L${end + 16} 8L${end} 5.4L${end + 16} 2.7L${end} 0`
        : `L${end} 16V0`;
  return `${left}${right}Z`;
}
