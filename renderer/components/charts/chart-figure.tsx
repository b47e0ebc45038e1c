import { type ReactNode, useId } from "react";
import type { ChartFrame } from "./chart-types.ts";

interface ChartFigureProps extends Omit<ChartFrame, "words"> {
  readonly className?: string;
  readonly children: ReactNode;
}

/** A picture with its title and what to know about it. */
export function ChartFigure({ title, note, level = 2, className = "", tools, children }: ChartFigureProps) {
  const id = useId();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <figure className={`chart-figure ${className}`} aria-labelledby={id}>
      <figcaption>
        <Heading id={id}>{title}</Heading>
        {tools}
        {note !== undefined && <p className="chart-note">{note}</p>}
      </figcaption>
      {children}
    </figure>
  );
}
