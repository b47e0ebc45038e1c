import { useRef, useState } from "react";

export interface ResizeGripProps {
  readonly label: string;
  readonly width: number;
  readonly least: number;
  readonly most: number;
  readonly onWidth: (width: number) => void;
}

/** The left border of a pane on the right, to drag or to move with the arrow keys. */
export function ResizeGrip({ label, width, least, most, onWidth }: ResizeGripProps) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const [active, setActive] = useState(false);
  const set = (next: number) => onWidth(Math.round(Math.min(most, Math.max(least, next))));
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged
    <div
      className={`grip${active ? " active" : ""}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") set(width + 16);
        else if (event.key === "ArrowRight") set(width - 16);
      }}
      onPointerDown={(event) => {
        from.current = { x: event.clientX, width };
        setActive(true);
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (from.current !== null) set(from.current.width + from.current.x - event.clientX);
      }}
      onPointerUp={() => {
        from.current = null;
        setActive(false);
      }}
    />
  );
}
