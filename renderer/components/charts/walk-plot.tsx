import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";

interface WalkPlotProps {
  readonly label: string;
  readonly count: number;
  readonly height: number;
  /** What stands at a position, in words. */
  readonly describe: (at: number) => string;
  /** Said while nothing is pointed at. */
  readonly resting: string;
  /** The position under a point, measured from the left of the plot; -1 for none. */
  readonly positionAt: (x: number) => number;
  /** From where to where a position reaches, from the left of the plot. */
  readonly placeOf: (at: number) => { readonly left: number; readonly width: number };
  readonly onChoose?: ((at: number) => void) | undefined;
  readonly children: ReactNode;
}

const FAR = 10;

/**
 * A picture whose values can be walked along, with the pointer or the arrow keys; Enter or a click chooses one. To a
 * screen reader it is a slider whose value is what stands there. The value is said in a line under the picture, where
 * it hides nothing.
 */
export function WalkPlot(props: WalkPlotProps) {
  const { count, onChoose } = props;
  const [walked, setWalked] = useState(-1);
  const [pointed, setPointed] = useState(-1);
  const last = count - 1;
  // Fewer values than before: stay inside.
  const at = Math.min(pointed >= 0 ? pointed : walked, last);
  const key = (event: KeyboardEvent) => {
    const next = keyTarget(event.key, at, last);
    if (next !== null) setWalked(next);
    else if ((event.key === "Enter" || event.key === " ") && at >= 0) onChoose?.(at);
    else if (event.key === "Escape" && at >= 0) setWalked(-1);
    else return;
    setPointed(-1);
    event.preventDefault();
    event.stopPropagation();
  };
  const under = (event: PointerEvent<HTMLElement>) =>
    props.positionAt(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const place = at < 0 ? null : props.placeOf(at);
  const words = at < 0 ? props.resting : props.describe(at);
  return (
    <>
      <div
        className={`chart-plot${onChoose === undefined ? "" : " choosable"}`}
        style={{ height: props.height }}
        role="slider"
        tabIndex={0}
        aria-label={props.label}
        aria-orientation="horizontal"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, count)}
        aria-valuenow={Math.max(0, at) + 1}
        aria-valuetext={words}
        onKeyDown={key}
        onPointerMove={(event) => setPointed(under(event))}
        onPointerLeave={() => setPointed(-1)}
        onClick={(event) => {
          const hit = props.positionAt(event.clientX - event.currentTarget.getBoundingClientRect().left);
          if (hit >= 0) onChoose?.(hit);
        }}
      >
        {place !== null && <div className="chart-here" style={{ left: place.left, width: place.width }} />}
        {props.children}
      </div>
      <p className="chart-readout" aria-hidden>
        {words}
      </p>
    </>
  );
}

function keyTarget(key: string, at: number, last: number): number | null {
  const clamp = (to: number) => Math.max(0, Math.min(last, to));
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return clamp(at + 1);
    case "ArrowLeft":
    case "ArrowDown":
      return at < 0 ? last : clamp(at - 1);
    case "PageUp":
      return clamp(at + FAR);
    case "PageDown":
      return clamp(at - FAR);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
