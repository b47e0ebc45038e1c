import { type PointerEvent, useEffect, useId, useRef, useState } from "react";
import { pageColors } from "../time-canvas/page-colors.ts";
import { type CanvasSize, preparePen, useThemeTurn } from "../time-canvas/use-canvas.ts";
import { brushed, brushKey, type Grip, gripAt, type Stretch } from "./brush.ts";
import { paintDensity, type StripColors, type StripPicture } from "./paint-density.ts";

export interface DensityStripProps {
  readonly label: string;
  readonly hint: string;
  readonly picture: StripPicture;
  readonly size: CanvasSize;
  /** The shared range; null is all of it. */
  readonly range: Stretch | null;
  /** The range in words, for screen readers. */
  readonly rangeText: string;
  readonly onRange: (range: Stretch | null) => void;
  /** What stands at a moment, in words. */
  readonly describe: (time: number) => readonly string[];
}

/** Fewer pixels than this are a click, not a drag. */
const CLICK = 4;

interface Drag {
  readonly grip: Grip;
  readonly x: number;
  readonly began: number;
  readonly old: Stretch;
  moved: boolean;
}

function readColors(element: HTMLElement): StripColors {
  const token = pageColors(element);
  return {
    bar: token("strip-bar"),
    fail: token("fail"),
    ok: token("strip-band"),
    none: token("line"),
    stripe: token("mute"),
    panel: token("panel"),
  };
}

/**
 * A whole case in one line: how much happened when, and where there is no evidence. A range is brushed on it with the
 * pointer or the keyboard; a double click takes the whole case.
 */
export function DensityStrip(props: DensityStripProps) {
  const { picture, size, range, onRange } = props;
  const { all } = picture;
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<Drag | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const [grip, setGrip] = useState<Grip>("new");
  const turn = useThemeTurn();
  const colors = useRef<{ readonly turn: number; readonly read: StripColors } | null>(null);
  const tip = useId();
  const span = all.to - all.from;
  const xOf = (time: number) => ((time - all.from) / span) * size.width;

  useEffect(() => {
    const element = canvas.current;
    if (element === null || size.width === 0) return;
    const pen = preparePen(element, size);
    if (pen === null) return;
    // Reading colours settles the style of the whole page, which has just changed: once a theme, not at each key.
    if (colors.current?.turn !== turn) colors.current = { turn, read: readColors(element) };
    paintDensity(pen, picture, colors.current.read, size.width, size.height);
  }, [picture, size, turn]);

  const pointOf = (event: PointerEvent<HTMLElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return { x, time: all.from + (x / Math.max(1, size.width)) * span };
  };
  const borders = range === null ? null : { from: xOf(range.from), to: xOf(range.to) };
  const left = range === null ? 0 : Math.max(0, xOf(range.from));
  const right = range === null ? size.width : Math.min(size.width, xOf(range.to));
  const lines = hover === null ? [] : props.describe(hover);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a range with two borders has no element of its own
    <div
      className={`density grip-${grip}`}
      role="group"
      aria-label={props.label}
      aria-description={`${props.hint} ${props.rangeText}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of the brush need the focus
      tabIndex={0}
      onDoubleClick={() => onRange(null)}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = brushKey(event.key, event.shiftKey, range, picture.binStep, all);
        if (next === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onRange(next);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const { x, time } = pointOf(event);
        const held = gripAt(x, borders);
        drag.current = { grip: held, x, began: time, old: range ?? all, moved: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const { x, time } = pointOf(event);
        setHover(time);
        const held = drag.current;
        if (held === null) {
          setGrip(gripAt(x, borders));
          return;
        }
        if (!held.moved && Math.abs(x - held.x) < CLICK) return;
        held.moved = true;
        const next = brushed(held.grip, held.old, held.began, time, all);
        if (next.to > next.from) onRange(next);
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
      onPointerLeave={() => setHover(null)}
    >
      <canvas ref={canvas} aria-hidden />
      {range !== null && (
        <>
          <i className="density-shade" style={{ left: 0, width: Math.max(0, left) }} aria-hidden />
          <i className="density-shade" style={{ left: Math.max(0, right), right: 0 }} aria-hidden />
        </>
      )}
      <i className="density-range" style={{ left, width: Math.max(2, right - left) }} aria-hidden />
      {hover !== null && drag.current === null && lines.length > 0 && (
        <div
          className="density-tip"
          id={tip}
          role="presentation"
          style={
            xOf(hover) < size.width / 2 ? { left: xOf(hover) + 12 } : { right: size.width - xOf(hover) + 12 }
          }
        >
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      <span className="sr-only" aria-live="polite">
        {props.rangeText}
      </span>
    </div>
  );
}
