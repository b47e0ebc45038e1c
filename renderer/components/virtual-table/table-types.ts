import type { ReactNode } from "react";
import type { MenuItem } from "../menu-items.tsx";
import type { HeldRows } from "./use-held-rows.ts";

export interface TableColumn {
  readonly id: string;
  readonly header: string;
  /** Stands for the words of the heading where these are wider than the column. */
  readonly icon?: ReactNode;
  readonly width: number;
  readonly align?: "right";
  readonly sortable?: boolean;
  readonly cell: (row: number) => ReactNode;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

/** Headings of groups between the rows. An entry of `base + g` in `rows` stands for group g. */
export interface TableGroups {
  readonly base: number;
  readonly heading: (group: number) => ReactNode;
  readonly open: (group: number) => boolean;
  readonly toggle: (group: number) => void;
}

/** What may be done to columns; the owner of the table keeps the choice. */
export interface ColumnCommands {
  /** So many columns at the left stay when the table scrolls sideways. */
  readonly pinned: number;
  readonly move: (column: string, place: number) => void;
  readonly pin: (column: string) => void;
  readonly hide: (column: string) => void;
}

/** What the menu of a heading says. */
export interface TableWords {
  readonly sort: string;
  readonly sortToo: string;
  readonly pin: string;
  readonly unpin: string;
  readonly left: string;
  readonly right: string;
  readonly isFirst: string;
  readonly isLast: string;
  readonly fit: string;
  readonly hide: string;
  readonly isOnly: string;
  readonly sortKey: string;
  readonly sortTooKey: string;
  readonly leftKey: string;
  readonly rightKey: string;
}

export interface VirtualTableProps {
  readonly label: string;
  readonly words: TableWords;
  /** The columns on screen, in their order. */
  readonly columns: readonly TableColumn[];
  readonly commands: ColumnCommands;
  /** Rows of the data, and headings of groups, in the order of the screen. */
  readonly rows: Uint32Array;
  /** Rows of the data there are, shown or not. */
  readonly total: number;
  readonly groups: TableGroups | null;
  /** The data the rows are of, and where its rows went when another snapshot replaces it. */
  readonly owner: object;
  readonly relocate: HeldRows["relocate"];
  readonly sort: readonly TableSort[];
  /** `add` joins the column to those that lead already. */
  readonly onSort: (column: string, add: boolean) => void;
  readonly chosen: number;
  readonly onChoose: (row: number) => void;
  /** Enter and double click. */
  readonly onOpen: (row: number) => void;
  /** Ctrl+C: the picked rows in the order of the screen. */
  readonly onCopy: (rows: Uint32Array) => void;
  readonly menu: (row: number, column: string, picked: Uint32Array) => readonly MenuItem[];
  readonly sizes: Readonly<Record<string, number>>;
  readonly onSizes: (sizes: Readonly<Record<string, number>>) => void;
  readonly empty: ReactNode;
}

export const ROW_HEIGHT = 28;
export const HEAD_HEIGHT = 30;
export const NARROWEST = 48;
export const WIDEST = 900;
