import { useMemo } from "react";
import type { ColumnCommands } from "../../components/virtual-table/table-types.ts";
import {
  type ColumnChoice,
  defaultChoice,
  movedColumn,
  pinnedColumn,
  shownColumns,
  toggledColumn,
} from "../../data/column-choice.ts";
import {
  type ColumnSpec,
  EVENT_TABLE,
  FAILURE_TABLE,
  NOTE_COLUMN,
  SESSION_TABLE,
} from "../../data/columns.ts";
import { useApp } from "../../state/app.ts";
import { setPrefs } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";

/** A table of the case, and under which names its habits are kept. */
export const TABLES = {
  session: {
    specs: SESSION_TABLE,
    columns: "sessionColumns",
    sizes: "sessionSizes",
    sort: "sessionSort",
  },
  failure: {
    specs: FAILURE_TABLE,
    columns: "failureColumns",
    sizes: "failureSizes",
    sort: "failureSort",
  },
  event: {
    specs: EVENT_TABLE,
    columns: "eventColumns",
    sizes: "eventSizes",
    sort: "eventSort",
  },
} as const;
export type TableName = keyof typeof TABLES;

type Specs = readonly ColumnSpec<string, string>[];
const WITHOUT_NOTES: Specs = SESSION_TABLE.filter(({ id }) => id !== NOTE_COLUMN);

export interface ColumnsOfTable {
  /** All that may be chosen. */
  readonly specs: Specs;
  /** Those on screen, in their order. */
  readonly shown: Specs;
  readonly commands: ColumnCommands;
  readonly toggle: (column: string) => void;
  readonly reset: () => void;
}

/** The columns of a table as the user keeps them, and what may be done to them. */
export function useColumns(name: TableName): ColumnsOfTable {
  const app = useApp();
  const { columns, sizes } = TABLES[name];
  const kept = useStore(app.prefs, (prefs) => prefs[columns]);
  const specs: Specs = name === "session" && app.keep.notes === null ? WITHOUT_NOTES : TABLES[name].specs;
  const choice = useMemo(() => usable(kept, specs) ?? defaultChoice(specs), [kept, specs]);
  const shown = useMemo(() => shownColumns(specs, choice), [specs, choice]);
  return useMemo(() => {
    const set = (next: ColumnChoice) => setPrefs(app, { [columns]: next });
    return {
      specs,
      shown,
      commands: {
        pinned: choice.pinned,
        move: (column, place) => set(movedColumn(choice, column, place)),
        pin: (column) => set(pinnedColumn(choice, column)),
        hide: (column) => set(toggledColumn(choice, column)),
      },
      toggle: (column) => set(toggledColumn(choice, column)),
      reset: () => setPrefs(app, { [columns]: null, [sizes]: {} }),
    };
  }, [app, columns, sizes, specs, shown, choice]);
}

/** A kept choice without the columns that are not to be had here; null when nothing is left of it. */
function usable(kept: ColumnChoice | null, specs: Specs): ColumnChoice | null {
  if (kept === null) return null;
  const has = (column: string) => specs.some(({ id }) => id === column);
  const shown = kept.shown.filter(has);
  const pinned = kept.shown.slice(0, kept.pinned).filter(has).length;
  return shown.length === 0 ? null : { shown, pinned };
}
