import type { MenuItem } from "../../components/menu-items.tsx";
import { MOST_COPIED, rowsAsText } from "../../data/copy-rows.ts";
import type { CellTerm, NoTerm } from "../../data/session-cells.ts";
import { count, counted } from "../../data/texts.ts";
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
    tell(
      app,
      `Up to ${count(MOST_COPIED)} rows can be copied. Export these ${count(rows.length)} instead.`,
      true,
    );
  } else if (rows.length > 0) copyText(app, rowsAsText(rows, columns, zone));
}

const WHY_NOT: Readonly<Record<NoTerm, string>> = {
  noField: "no filter for this column",
  notKnown: "nothing is known here",
};

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
      ? ["Only this", "Not this"].map((label) => ({
          label,
          disabled: true,
          hint: WHY_NOT[term],
          onSelect: () => undefined,
        }))
      : [
          { label: "Only this", hint: words, onSelect: () => narrow(app, term.field, term.value) },
          { label: "Not this", onSelect: () => exclude(app, term.field, term.value) },
        ];
  return [
    ...filters,
    { type: "separator" },
    {
      label: "Copy cell",
      ...(text === "" ? { disabled: true, hint: "it is empty" } : {}),
      onSelect: () => copyText(app, text),
    },
    {
      label: rows.length > 1 ? `Copy ${counted(rows.length, "row")}` : "Copy row",
      shortcut: "Ctrl+C",
      onSelect: copy,
    },
  ];
}
