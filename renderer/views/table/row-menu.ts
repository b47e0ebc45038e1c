import type { MenuItem } from "../../components/menu-items.tsx";
import { MOST_COPIED, rowsAsText } from "../../data/copy-rows.ts";
import type { CellTerm, NoTerm } from "../../data/session-cells.ts";
import { TABLE_TEXTS as W } from "../../data/texts/table.ts";
import { T } from "../../data/texts.ts";
import type { App } from "../../state/app.ts";
import { exclude, narrow } from "../../state/commands.ts";
import { copyText } from "../../state/copy-command.ts";
import { tell } from "../../state/open-commands.ts";

/** Copies rows with their heading as text between tabs; too many of them belong into a file. */
export function copyRows(
  app: App,
  rows: Uint32Array,
  columns: Parameters<typeof rowsAsText>[1],
  zone: string,
): void {
  if (rows.length > MOST_COPIED) {
    tell(app, W.tooMany(MOST_COPIED, rows.length), true);
  } else if (rows.length > 0) copyText(app, rowsAsText(rows, columns, zone));
}

/** Entries that every table has for a cell. One that does not apply says why. */
export function cellItems(
  app: App,
  term: CellTerm | NoTerm,
  text: string,
  rows: Uint32Array,
  copy: () => void,
): readonly MenuItem[] {
  const words = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const filters: readonly MenuItem[] =
    typeof term === "string"
      ? [W.onlyThis, W.notThis].map((label) => ({
          label,
          disabled: true,
          hint: W[term],
          onSelect: () => undefined,
        }))
      : [
          { label: W.onlyThis, hint: words, onSelect: () => narrow(app, term.field, term.value) },
          { label: W.notThis, onSelect: () => exclude(app, term.field, term.value) },
        ];
  return [
    ...filters,
    { type: "separator" },
    {
      label: W.copyCell,
      ...(text === "" ? { disabled: true, hint: W.empty } : {}),
      onSelect: () => copyText(app, text),
    },
    {
      label: rows.length > 1 ? W.copyRows(rows.length) : W.copyRow,
      shortcut: T.keys.copy,
      onSelect: copy,
    },
  ];
}
