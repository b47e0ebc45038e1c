import type { ColumnCommands } from "../../components/virtual-table/table-types.ts";
import {
  type ColumnChoice,
  defaultChoice,
  movedColumn,
  pinnedColumn,
  toggledColumn,
} from "../../data/column-choice.ts";
import { FAILURE_TABLE, SESSION_TABLE } from "../../data/columns.ts";
import { useApp } from "../../state/app.ts";
import { setPrefs } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";

export interface ColumnsOfTable {
  readonly choice: ColumnChoice;
  readonly commands: ColumnCommands;
  readonly toggle: (column: string) => void;
  readonly reset: () => void;
}

const TABLES = {
  session: { specs: SESSION_TABLE, columns: "sessionColumns", sizes: "sessionSizes" },
  failure: { specs: FAILURE_TABLE, columns: "failureColumns", sizes: "failureSizes" },
} as const;

/** The columns of a table as the user keeps them, and what may be done to them. */
export function useColumns(name: keyof typeof TABLES): ColumnsOfTable {
  const app = useApp();
  const { specs, columns, sizes } = TABLES[name];
  const kept = useStore(app.prefs, (prefs) => prefs[columns]);
  const choice = kept ?? defaultChoice(specs);
  const set = (next: ColumnChoice) => setPrefs(app, { [columns]: next });
  return {
    choice,
    commands: {
      pinned: choice.pinned,
      move: (column, place) => set(movedColumn(choice, column, place)),
      pin: (column) => set(pinnedColumn(choice, column)),
      hide: (column) => set(toggledColumn(choice, column)),
    },
    toggle: (column) => set(toggledColumn(choice, column)),
    reset: () => setPrefs(app, { [columns]: null, [sizes]: {} }),
  };
}
