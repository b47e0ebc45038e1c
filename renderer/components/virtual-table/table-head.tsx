import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useContextMenu } from "../context-menu.tsx";
import type { MenuItem } from "../menu-items.tsx";
import {
  type ColumnCommands,
  NARROWEST,
  type TableColumn,
  type TableSort,
  type TableWords,
  WIDEST,
} from "./table-types.ts";

/** One heading as the table's column model gives it. */
export interface HeadCell {
  readonly column: TableColumn;
  readonly width: number;
  /** Distance from the left border where the column is pinned, else null. */
  readonly left: number | null;
  readonly resizing: boolean;
  readonly onGrip: (event: unknown) => void;
}

export interface TableHeadProps {
  readonly cells: readonly HeadCell[];
  readonly width: number;
  readonly words: TableWords;
  readonly commands: ColumnCommands;
  readonly sort: readonly TableSort[];
  readonly onSort: (column: string, add: boolean) => void;
  readonly onWidth: (column: string, width: number) => void;
  readonly onFit: (column: string) => void;
}

/** So far a key moves the border of a column. */
const STEP = 16;

/** The headings: order, width, place and pin of the columns by pointer and keyboard. One of them is in the tab order. */
export function TableHead(props: TableHeadProps) {
  const { cells, commands, sort, words } = props;
  const [focused, setFocused] = useState("");
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const menu = useContextMenu();
  const current = cells.some(({ column }) => column.id === focused) ? focused : cells[0]?.column.id;

  const items = ({ column }: HeadCell, place: number): readonly MenuItem[] => [
    ...(column.sortable === false
      ? []
      : [
          { label: words.sort, shortcut: words.sortKey, onSelect: () => props.onSort(column.id, false) },
          {
            label: words.sortToo,
            shortcut: words.sortTooKey,
            onSelect: () => props.onSort(column.id, true),
          },
          { type: "separator" as const },
        ]),
    {
      label: place < commands.pinned ? words.unpin : words.pin,
      onSelect: () => commands.pin(column.id),
    },
    {
      label: words.left,
      shortcut: words.leftKey,
      ...(place === 0 ? { disabled: true, hint: words.isFirst } : {}),
      onSelect: () => commands.move(column.id, place - 1),
    },
    {
      label: words.right,
      shortcut: words.rightKey,
      ...(place === cells.length - 1 ? { disabled: true, hint: words.isLast } : {}),
      onSelect: () => commands.move(column.id, place + 1),
    },
    { label: words.fit, onSelect: () => props.onFit(column.id) },
    { type: "separator" },
    {
      label: words.hide,
      ...(cells.length === 1 ? { disabled: true, hint: words.isOnly } : {}),
      onSelect: () => commands.hide(column.id),
    },
  ];

  const onKey = (event: KeyboardEvent<HTMLElement>, cell: HeadCell, place: number) => {
    const { id } = cell.column;
    // The keys of the rows are not meant.
    event.stopPropagation();
    const side = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (side !== 0 && !event.altKey) {
      event.preventDefault();
      if (event.ctrlKey) commands.move(id, place + side);
      else if (event.shiftKey) {
        props.onWidth(id, Math.min(WIDEST, Math.max(NARROWEST, cell.width + side * STEP)));
      } else {
        const next = cells[place + side];
        if (next === undefined) return;
        setFocused(next.column.id);
        const head = event.currentTarget.closest(".vt-head");
        const box = head?.querySelector<HTMLElement>(`[data-column="${CSS.escape(next.column.id)}"]`);
        (box?.querySelector("button") ?? box)?.focus();
      }
    } else if (event.key === "Enter" && event.shiftKey && cell.column.sortable !== false) {
      event.preventDefault();
      props.onSort(id, true);
    } else if (event.key === "F10" && event.shiftKey) {
      event.preventDefault();
      const box = event.currentTarget.getBoundingClientRect();
      menu.openAt(box.left, box.bottom, cell.column.header, items(cell, place));
    }
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a <table> cannot hold rows that are placed by hand */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus */}
      <div className="vt-head" role="row" aria-rowindex={1} style={{ width: props.width }}>
        {cells.map((cell, place) => {
          const { column } = cell;
          const rank = sort.findIndex((one) => one.column === column.id);
          const sorted = rank < 0 ? null : sort[rank]!;
          const words = (
            <>
              <span className="clip">{column.icon ?? column.header}</span>
              {column.icon !== undefined && <span className="sr-only">{column.header}</span>}
            </>
          );
          const tabIndex = column.id === current ? 0 : -1;
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            <div
              key={column.id}
              data-column={column.id}
              className={`vt-th${column.align === "right" ? " num" : ""}${cell.left === null ? "" : " pinned"}${over === column.id && dragged !== column.id ? " over" : ""}`}
              role="columnheader"
              aria-colindex={place + 1}
              // Without the attribute where no order is to be had: "none" would promise one.
              aria-sort={
                column.sortable === false
                  ? undefined
                  : sorted === null
                    ? "none"
                    : sorted.descending
                      ? "descending"
                      : "ascending"
              }
              style={{ width: cell.width, ...(cell.left === null ? {} : { left: cell.left }) }}
              title={column.header}
              // A heading that sorts has a button for it; another holds the focus itself, for its other keys.
              tabIndex={column.sortable === false ? tabIndex : undefined}
              onFocus={() => setFocused(column.id)}
              onKeyDown={(event) => onKey(event, cell, place)}
              draggable
              onDragStart={(event) => {
                if (event.target instanceof Element && event.target.closest(".vt-grip") !== null) {
                  event.preventDefault();
                  return;
                }
                event.dataTransfer.effectAllowed = "move";
                event.dataTransfer.setData("text/plain", column.header);
                setDragged(column.id);
              }}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setOver(column.id);
              }}
              onDrop={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                commands.move(dragged, place);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
              onContextMenu={(event) => {
                event.stopPropagation();
                menu.openOn(event, column.header, items(cell, place));
              }}
            >
              {column.sortable === false ? (
                <span className="vt-label">{words}</span>
              ) : (
                <button
                  type="button"
                  tabIndex={tabIndex}
                  onClick={(event) => props.onSort(column.id, event.shiftKey)}
                >
                  {words}
                  {sorted !== null &&
                    (sorted.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
                  {sorted !== null && sort.length > 1 && <span className="vt-rank">{rank + 1}</span>}
                </button>
              )}
              <span
                className={`vt-grip${cell.resizing ? " active" : ""}`}
                draggable
                onDragStart={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                }}
                onMouseDown={cell.onGrip}
                onTouchStart={cell.onGrip}
                onDoubleClick={() => props.onFit(column.id)}
                aria-hidden
              />
            </div>
          );
        })}
      </div>
      {menu.element}
    </>
  );
}
