export type TableMove =
  | { readonly type: "row"; readonly to: number }
  | { readonly type: "column"; readonly by: number }
  | { readonly type: "open" | "menu" | "copy" | "all" };

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What a key does to a table whose focus is at a place of `length`, with so many rows on a page; null is nothing. */
export function tableMove(pressed: Pressed, place: number, page: number, length: number): TableMove | null {
  const { key } = pressed;
  if (pressed.altKey) return null;
  if (pressed.ctrlKey || pressed.metaKey) {
    if (key.toLowerCase() === "c") return { type: "copy" };
    return key.toLowerCase() === "a" ? { type: "all" } : null;
  }
  const row = (to: number) => ({ type: "row", to: Math.min(length - 1, Math.max(0, to)) }) as const;
  switch (key) {
    case "ArrowDown":
      return row(place + 1);
    case "ArrowUp":
      return row(place - 1);
    case "PageDown":
      return row(place + page);
    case "PageUp":
      return row(place - page);
    case "Home":
      return row(0);
    case "End":
      return row(length - 1);
    case "ArrowLeft":
      return { type: "column", by: -1 };
    case "ArrowRight":
      return { type: "column", by: 1 };
    case "Enter":
      return { type: "open" };
    case "ContextMenu":
      return { type: "menu" };
    case "F10":
      return pressed.shiftKey ? { type: "menu" } : null;
    default:
      return null;
  }
}
