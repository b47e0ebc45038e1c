import { type RefObject, useLayoutEffect, useRef } from "react";

export interface HeldRows {
  /** The data the rows are of. Another object is another snapshot of it. */
  readonly owner: object;
  /** Rows in the order of the screen. */
  readonly rows: Uint32Array;
  /** Where a row of an older snapshot stands in this one, -1 when it is not there. */
  readonly relocate: (from: object, row: number) => number;
}

/** So many rows below the topmost one are tried when it is not there any more. */
const TRIES = 8;

/**
 * Keeps what one reads in its place when a larger snapshot of the same data arrives and puts rows above it. At the very
 * top, with the pointer elsewhere, the newest rows come into view as they arrive.
 */
export function useHeldRows(
  box: RefObject<HTMLElement | null>,
  held: HeldRows,
  offset: number,
  rowHeight: number,
  scrollTo: (offset: number) => void,
): void {
  const before = useRef({ ...held, offset });
  useLayoutEffect(() => {
    const old = before.current;
    before.current = { ...held, offset };
    if (old.owner === held.owner) return;
    const inUse = old.offset > 0 || box.current?.matches(":hover") === true;
    if (!inUse) return;
    const top = Math.floor(old.offset / rowHeight);
    for (let at = top; at < Math.min(top + TRIES, old.rows.length); at++) {
      const row = held.relocate(old.owner, old.rows[at]!);
      const index = row < 0 ? -1 : held.rows.indexOf(row);
      if (index < 0) continue;
      scrollTo(Math.max(0, old.offset + (index - at) * rowHeight));
      return;
    }
  });
}
