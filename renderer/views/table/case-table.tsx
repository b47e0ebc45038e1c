import { type ReactNode, useMemo } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import type { MenuItem } from "../../components/menu-items.tsx";
import type { TableColumn, TableGroups } from "../../components/virtual-table/table-types.ts";
import { VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import type { CellTerm, NoTerm } from "../../data/session-cells.ts";
import { TABLE_TEXTS } from "../../data/texts/table.ts";
import { useApp, useClock } from "../../state/app.ts";
import { select, setPrefs, sortedBy } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { NothingMatches } from "../nothing-matches.tsx";
import { cellItems, copyRows } from "./row-menu.ts";
import { type ColumnsOfTable, TABLES, type TableName } from "./use-columns.ts";

interface CaseTableProps {
  readonly name: TableName;
  readonly label: string;
  readonly data: CaseData;
  readonly columns: ColumnsOfTable;
  readonly icons?: Readonly<Record<string, ReactNode>>;
  /** Rows of the table, and headings of groups, in the order of the screen. */
  readonly rows: Uint32Array;
  readonly groups: TableGroups | null;
  /** A cell on the screen; another function draws all cells anew. */
  readonly cell: (column: string, row: number) => ReactNode;
  /** A cell in words, as it is copied. */
  readonly text: (column: string, row: number) => string;
  readonly term: (column: string, row: number) => CellTerm | NoTerm;
  /** Columns whose heading names the zone when they are copied. */
  readonly times: readonly string[];
  /** Where a row of an older snapshot of the case stands in this one. */
  readonly relocate: (from: CaseData, row: number) => number;
  /** Of rows that are none of the case: what they are rows of, how many, and which one is looked at. */
  readonly list?: {
    readonly owner: object;
    readonly total: number;
    readonly chosen: number;
    readonly choose: (row: number) => void;
    readonly empty: ReactNode;
  };
  /** Entries of a row's menu before the details. */
  readonly more?: (row: number) => readonly MenuItem[];
}

/** One of the case's tables: its order, widths, selection, copies and menus are the same for all. */
export function CaseTable(props: CaseTableProps) {
  const { name, data, columns, icons, cell, text, list } = props;
  const app = useApp();
  const { zone } = useClock();
  const keys = TABLES[name];
  const sort = useStore(app.view, (view) => view[keys.sort]);
  const sizes = useStore(app.prefs, (prefs) => prefs[keys.sizes]);
  const selection = useStore(app.view, (view) => view.selection);
  const shown = useMemo(
    (): readonly TableColumn[] =>
      columns.shown.map(({ id, header, width, align, sort: by }) => ({
        id,
        header,
        width,
        sortable: by !== null,
        ...(align === undefined ? {} : { align }),
        ...(icons?.[id] === undefined ? {} : { icon: icons[id] }),
        cell: (row: number) => cell(id, row),
      })),
    [columns.shown, icons, cell],
  );
  const total = list?.total ?? (name === "session" ? data.sessions.length : data.failures.length);
  const choose =
    list?.choose ?? ((row: number) => select(app, { type: name === "session" ? "session" : "failure", row }));
  const copy = (rows: Uint32Array) => {
    const texts = columns.shown.map(({ id, header }) => ({
      header,
      time: props.times.includes(id),
      text: (row: number) => text(id, row),
    }));
    copyRows(app, rows, texts, zone.name);
  };
  return (
    <VirtualTable
      label={props.label}
      words={TABLE_TEXTS.head}
      columns={shown}
      commands={columns.commands}
      rows={props.rows}
      total={total}
      groups={props.groups}
      owner={list?.owner ?? data}
      relocate={(from, row) => props.relocate(from as CaseData, row)}
      sort={sort}
      onSort={(column, add) => {
        const first = columns.specs.find((one) => one.id === column)?.descendingFirst === true;
        app.view.patch({ [keys.sort]: sortedBy(sort, column, first, add) });
      }}
      chosen={
        list?.chosen ??
        (selection !== null && selection.type === name && "row" in selection ? selection.row : -1)
      }
      onChoose={choose}
      onOpen={choose}
      onCopy={copy}
      menu={(row, column, picked) => [
        ...cellItems(app, props.term(column, row), text(column, row), picked, () => copy(picked)),
        { type: "separator" },
        ...(props.more?.(row) ?? []),
        { label: TABLE_TEXTS.openDetails, onSelect: () => choose(row) },
      ]}
      sizes={sizes}
      onSizes={(next) => setPrefs(app, { [keys.sizes]: next })}
      empty={
        list?.empty ?? <NothingMatches what={name === "session" ? "sessions" : "failures"} total={total} />
      }
    />
  );
}
