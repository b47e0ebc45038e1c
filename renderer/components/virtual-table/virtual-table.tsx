import {
  type ColumnSizingState,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useLayoutEffect, useMemo, useRef } from "react";
import { useSize } from "../time-canvas/use-canvas.ts";
import { barOffset, rowsInView, scrollScale } from "./scaled-scroll.ts";
import { type HeldRows, useHeldRows } from "./use-held-rows.ts";
import { useScaledScroll } from "./use-scaled-scroll.ts";

export interface TableColumn {
  readonly id: string;
  readonly header: string;
  readonly width: number;
  readonly align?: "right";
  readonly sortable?: boolean;
  readonly cell: (row: number) => ReactNode;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface VirtualTableProps {
  readonly label: string;
  readonly columns: readonly TableColumn[];
  /** Rows of the data in the order of the screen. */
  readonly rows: Uint32Array;
  /** The data the rows are of, and where its rows went when another snapshot replaces it. */
  readonly owner: object;
  readonly relocate: HeldRows["relocate"];
  readonly sort: TableSort | null;
  readonly onSort: (column: string) => void;
  readonly chosen: number;
  readonly onChoose: (row: number) => void;
  readonly sizes: Readonly<Record<string, number>>;
  readonly onSizes: (sizes: Readonly<Record<string, number>>) => void;
  readonly empty: ReactNode;
}

interface Slot {
  readonly row: number;
  readonly index: number;
}

export const ROW_HEIGHT = 28;
const HEAD_HEIGHT = 30;
const OVERSCAN = 6;

const features = tableFeatures({
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
  columnOrderingFeature,
});
const helper = createColumnHelper<typeof features, Slot>();

/**
 * A table over any number of rows. Order, filter and position live in typed arrays outside; TanStack Table sees the
 * slice on the screen only and keeps what it is good at: columns, their sizes and order. (Its row models, and the
 * measurement list of a virtualiser, would cost seconds and gigabytes at a million rows.)
 */
export function VirtualTable(props: VirtualTableProps) {
  const { rows, chosen } = props;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const viewport = Math.max(0, size.height - HEAD_HEIGHT);
  const scale = useMemo(() => scrollScale(rows.length, ROW_HEIGHT, viewport), [rows.length, viewport]);
  const { offset, scrollTo } = useScaledScroll(box, scale);
  const [first, last] = rowsInView(scale, offset, ROW_HEIGHT, rows.length, OVERSCAN);

  const pool = Math.ceil(viewport / ROW_HEIGHT) + 1 + 2 * OVERSCAN;
  const data = useMemo(() => {
    const slots: Slot[] = [];
    for (let index = first; index < last; index++) slots.push({ row: rows[index]!, index });
    return slots;
  }, [rows, first, last]);
  const columns = useMemo(
    () =>
      helper.columns(
        props.columns.map((column) =>
          helper.display({
            id: column.id,
            header: column.header,
            size: column.width,
            minSize: 48,
            maxSize: 900,
            cell: (context) => column.cell(context.row.original.row),
          }),
        ),
      ),
    [props.columns],
  );
  const byId = useMemo(() => new Map(props.columns.map((column) => [column.id, column])), [props.columns]);
  const sizes = props.sizes as ColumnSizingState;
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (slot) => String(slot.index),
    columnResizeMode: "onChange",
    state: { columnSizing: sizes },
    onColumnSizingChange: (updater) =>
      props.onSizes(typeof updater === "function" ? updater(sizes) : updater),
  });

  const position = useMemo(() => rows.indexOf(chosen), [rows, chosen]);
  const show = (index: number) => {
    const top = index * ROW_HEIGHT;
    if (top < offset) scrollTo(top);
    else if (top + ROW_HEIGHT > offset + viewport) scrollTo(top + ROW_HEIGHT - viewport);
  };
  useHeldRows(box, props, offset, ROW_HEIGHT, scrollTo);
  // A row chosen elsewhere comes into view; one chosen here already is, also when a new snapshot gives it a new number.
  const shown = useRef(-1);
  const owner = useRef(props.owner);
  useLayoutEffect(() => {
    const replaced = owner.current !== props.owner;
    owner.current = props.owner;
    if (viewport === 0 || shown.current === chosen) return;
    const chosenBefore = shown.current >= 0;
    shown.current = chosen;
    if (replaced && chosenBefore) return;
    if (position < 0) return;
    const top = position * ROW_HEIGHT;
    if (top < offset || top + ROW_HEIGHT > offset + viewport) scrollTo(top - viewport / 2);
  }, [props.owner, chosen, position, viewport, offset, scrollTo]);

  const move = (index: number) => {
    const to = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[to];
    if (row === undefined) return;
    shown.current = row;
    show(to);
    props.onChoose(row);
  };
  const page = Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1);
  const target = (key: string): number | null => {
    switch (key) {
      case "ArrowDown":
        return position + 1;
      case "ArrowUp":
        return position - 1;
      case "PageDown":
        return position + page;
      case "PageUp":
        return position - page;
      case "Home":
        return 0;
      case "End":
        return rows.length - 1;
      default:
        return null;
    }
  };

  const width = table.getTotalSize();
  // Rows stand at their real place; where the spacer is shorter than the content, around the scroll position.
  const shift = barOffset(scale, offset) - offset;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <table> cannot hold rows that are placed by hand
    <div
      className="vt"
      ref={box}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={position >= first && position < last ? `vt-${position}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        const to = target(event.key);
        if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        move(to);
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      <div className="vt-head" role="row" style={{ width }}>
        {table.getHeaderGroups()[0]?.headers.map((header) => {
          const column = byId.get(header.column.id);
          const sorted = props.sort?.column === header.column.id ? props.sort : null;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: its button is
            <div
              key={header.id}
              className={`vt-th${column?.align === "right" ? " num" : ""}`}
              role="columnheader"
              aria-sort={sorted === null ? "none" : sorted.descending ? "descending" : "ascending"}
              style={{ width: header.getSize() }}
            >
              {column?.sortable === false ? (
                <span className="clip">{column.header}</span>
              ) : (
                <button type="button" onClick={() => props.onSort(header.column.id)}>
                  <span className="clip">{column?.header}</span>
                  {sorted !== null &&
                    (sorted.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
                </button>
              )}
              <span
                className={`vt-grip${header.column.getIsResizing() ? " active" : ""}`}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                aria-hidden
              />
            </div>
          );
        })}
      </div>
      <div className="vt-space" style={{ height: Math.max(scale.height, rows.length === 0 ? 1 : 0), width }}>
        {table.getRowModel().rows.map((row) => {
          const { index, row: at } = row.original;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
            <div
              // Rows that leave the view lend their elements to those that come in.
              key={index % pool}
              id={`vt-${index}`}
              className={`vt-row${at === chosen ? " chosen" : ""}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={at === chosen}
              style={{ transform: `translateY(${index * ROW_HEIGHT + shift}px)`, width }}
              onClick={() => {
                shown.current = at;
                props.onChoose(at);
              }}
            >
              {row.getVisibleCells().map((cell) => (
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
                <div
                  key={cell.column.id}
                  role="gridcell"
                  className={`vt-td${byId.get(cell.column.id)?.align === "right" ? " num" : ""}`}
                  style={{ width: cell.column.getSize() }}
                >
                  <table.FlexRender cell={cell} />
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {rows.length === 0 && <div className="vt-empty">{props.empty}</div>}
    </div>
  );
}
