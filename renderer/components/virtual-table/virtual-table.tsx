import {
  type ColumnSizingState,
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { ChevronDown, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useContextMenu } from "../context-menu.tsx";
import { useSize } from "../time-canvas/use-canvas.ts";
import { fittingWidth } from "./fitting-width.ts";
import { headingOver, headingPlaces } from "./heading-places.ts";
import { type Picked, pickedRange, pickedRows, pickedToggle } from "./picked.ts";
import { barOffset, rowsInView, scrollScale } from "./scaled-scroll.ts";
import { type HeadCell, TableHead } from "./table-head.tsx";
import { tableMove } from "./table-keys.ts";
import { HEAD_HEIGHT, NARROWEST, ROW_HEIGHT, type VirtualTableProps, WIDEST } from "./table-types.ts";
import { useHeldRows } from "./use-held-rows.ts";
import { useScaledScroll } from "./use-scaled-scroll.ts";

const OVERSCAN = 6;
const NO_GROUPS = 2 ** 32;
const NO_PLACES = new Uint32Array(0);

const features = tableFeatures({ columnSizingFeature, columnResizingFeature });
const helper = createColumnHelper<typeof features, never>();
const NO_DATA: never[] = [];

/**
 * A table over any number of rows. Order, filter and position live in typed arrays outside; TanStack Table sees
 * no rows at all and keeps what it is good at: columns and their sizes. (Its row models, and the measurement list of a
 * virtualiser, would cost seconds and gigabytes at a million rows, and an object for every cell on the screen.)
 */
export function VirtualTable(props: VirtualTableProps) {
  const { rows, chosen, groups, total } = props;
  const base = groups?.base ?? NO_GROUPS;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const viewport = Math.max(0, size.height - HEAD_HEIGHT);
  const scale = useMemo(() => scrollScale(rows.length, ROW_HEIGHT, viewport), [rows.length, viewport]);
  const { offset, scrollTo } = useScaledScroll(box, scale);
  const [first, last] = rowsInView(scale, offset, ROW_HEIGHT, rows.length, OVERSCAN);
  const menu = useContextMenu();

  const pool = Math.ceil(viewport / ROW_HEIGHT) + 1 + 2 * OVERSCAN;
  const columns = useMemo(
    () =>
      helper.columns(
        props.columns.map((column) =>
          helper.display({
            id: column.id,
            header: column.header,
            size: column.width,
            minSize: NARROWEST,
            maxSize: WIDEST,
          }),
        ),
      ),
    [props.columns],
  );
  const sizes = props.sizes as ColumnSizingState;
  const table = useTable({
    features,
    columns,
    data: NO_DATA,
    columnResizeMode: "onChange",
    state: { columnSizing: sizes },
    onColumnSizingChange: (updater) =>
      props.onSizes(typeof updater === "function" ? updater(sizes) : updater),
  });

  // What the keys act on: the chosen row, unless they stand on the heading of a group.
  const [heading, setHeading] = useState(-1);
  const [column, setColumn] = useState(0);
  const [picked, setPicked] = useState<Picked>(null);
  const anchor = useRef(-1);
  const active = heading >= base ? heading : chosen;
  const position = useMemo(() => rows.indexOf(active), [rows, active]);
  const cursor = Math.min(column, props.columns.length - 1);
  const headings = useMemo(() => (base === NO_GROUPS ? NO_PLACES : headingPlaces(rows, base)), [rows, base]);

  const show = (index: number) => {
    const top = index * ROW_HEIGHT;
    // The heading of a group stays over its rows and hides one of them.
    const above = groups === null || rows[index]! >= base ? 0 : ROW_HEIGHT;
    if (top < offset + above) scrollTo(top - above);
    else if (top + ROW_HEIGHT > offset + viewport) scrollTo(top + ROW_HEIGHT - viewport);
  };
  useHeldRows(box, props, offset, ROW_HEIGHT, scrollTo);
  // A row chosen elsewhere comes into view; one chosen here already is, also when a new snapshot gives it a new number.
  const shown = useRef(-1);
  const owner = useRef(props.owner);
  useLayoutEffect(() => {
    const replaced = owner.current !== props.owner;
    owner.current = props.owner;
    // Rows of another snapshot have other numbers.
    if (replaced) setPicked(null);
    if (viewport === 0 || shown.current === chosen) return;
    const chosenBefore = shown.current >= 0;
    shown.current = chosen;
    setHeading(-1);
    setPicked(null);
    if (replaced && chosenBefore) return;
    const place = rows.indexOf(chosen);
    if (place < 0) return;
    const top = place * ROW_HEIGHT;
    if (top < offset || top + ROW_HEIGHT > offset + viewport) scrollTo(top - viewport / 2);
  }, [props.owner, chosen, rows, viewport, offset, scrollTo]);

  const choose = (row: number) => {
    shown.current = row;
    setHeading(-1);
    props.onChoose(row);
  };
  /** Goes to a place of the screen; with `extend` all from the anchor up to there is picked. */
  const goTo = (index: number, extend: boolean) => {
    const row = rows[index];
    if (row === undefined) return;
    if (extend) {
      if (anchor.current < 0 || anchor.current >= rows.length) anchor.current = Math.max(0, position);
      setPicked(pickedRange(rows, anchor.current, index, total, base));
    } else {
      anchor.current = index;
      setPicked(null);
    }
    if (row >= base) setHeading(row);
    else choose(row);
    show(index);
  };
  const onRow = (event: MouseEvent, index: number) => {
    const row = rows[index]!;
    if (row >= base) {
      setHeading(row);
      groups?.toggle(row - base);
    } else if (event.shiftKey) goTo(index, true);
    else if (event.ctrlKey || event.metaKey) {
      setPicked(pickedToggle(picked, chosen, row, total));
      anchor.current = index;
      choose(row);
    } else {
      anchor.current = index;
      setPicked(null);
      choose(row);
    }
  };
  const selected = () => pickedRows(rows, picked, chosen, base);

  const openMenu = (x: number, y: number, row: number, at: number) => {
    const id = props.columns[at]?.id;
    if (id === undefined || row >= base || row < 0) return;
    const inPicked = picked?.[row] === 1;
    if (!inPicked) setPicked(null);
    setColumn(at);
    choose(row);
    const which = inPicked ? selected() : Uint32Array.of(row);
    menu.openAt(x, y, props.columns[at]!.header, props.menu(row, id, which));
  };
  const menuAtCursor = () => {
    const cell = document.getElementById(`vt-${position}-${cursor}`);
    if (cell === null) return;
    const place = cell.getBoundingClientRect();
    openMenu(place.left + 8, place.bottom - 4, rows[position]!, cursor);
  };

  const page = Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 1);
  const sideways = (by: number) => {
    const entry = rows[position];
    if (groups !== null && entry !== undefined) {
      if (entry >= base) {
        if (groups.open(entry - base) !== by > 0) groups.toggle(entry - base);
        return;
      }
      if (by < 0 && cursor === 0) {
        goTo(headingOver(headings, position), false);
        return;
      }
    }
    const next = Math.min(props.columns.length - 1, Math.max(0, cursor + by));
    setColumn(next);
    const cell = document.getElementById(`vt-${position}-${next}`);
    cell?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  };
  const onKey = (event: KeyboardEvent) => {
    const move = tableMove(event, position, page, rows.length);
    // Text that somebody marked is copied as such.
    if (move === null || (move.type === "copy" && String(window.getSelection() ?? "") !== "")) return;
    event.preventDefault();
    if (move.type === "row") goTo(move.to, event.shiftKey);
    else if (move.type === "column") sideways(move.by);
    else if (move.type === "copy") props.onCopy(selected());
    else if (move.type === "all") setPicked(pickedRange(rows, 0, rows.length - 1, total, base));
    else if (move.type === "menu") menuAtCursor();
    else if (heading >= base) groups?.toggle(heading - base);
    else if (chosen >= 0) props.onOpen(chosen);
  };

  const width = table.getTotalSize();
  let left = 0;
  const cells: HeadCell[] = [];
  for (const header of table.getHeaderGroups()[0]?.headers ?? []) {
    const spec = props.columns[cells.length];
    if (spec === undefined) break;
    cells.push({
      column: spec,
      width: header.getSize(),
      left: cells.length < props.commands.pinned ? left : null,
      resizing: header.column.getIsResizing(),
      onGrip: header.getResizeHandler(),
    });
    left += header.getSize();
  }
  const onWidth = (id: string, next: number) => props.onSizes({ ...props.sizes, [id]: next });
  const onFit = (id: string) => {
    const fit = box.current === null ? null : fittingWidth(box.current, id);
    if (fit !== null) onWidth(id, Math.min(WIDEST, Math.max(NARROWEST, fit)));
  };

  // The place of the group whose rows are at the top, while its own heading is above them.
  const over = headingOver(headings, Math.min(rows.length - 1, Math.floor(offset / ROW_HEIGHT)));
  const stuck = over * ROW_HEIGHT < offset ? over : -1;
  const groupLine = (entry: number) => (
    <span className="vt-group" style={{ maxWidth: size.width }}>
      {groups?.open(entry - base) === true ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
      {groups?.heading(entry - base)}
    </span>
  );

  // Rows stand at their real place; where the spacer is shorter than the content, around the scroll position.
  const shift = barOffset(scale, offset) - offset;
  const seen = position >= first && position < last;
  return (
    <>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles it may have are named */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it has one of two roles */}
      <div
        className="vt"
        ref={box}
        role={groups === null ? "grid" : "treegrid"}
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-colcount={props.columns.length}
        aria-multiselectable
        aria-activedescendant={seen ? `vt-${position}${heading >= base ? "" : `-${cursor}`}` : undefined}
        tabIndex={0}
        onKeyDown={onKey}
        onContextMenu={(event) => {
          // The menu key where a browser sends no key for it.
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          menuAtCursor();
        }}
      >
        <TableHead
          words={props.words}
          cells={cells}
          width={width}
          commands={props.commands}
          sort={props.sort}
          onSort={props.onSort}
          onWidth={onWidth}
          onFit={onFit}
        />
        {stuck >= 0 && (
          <div className="vt-stuck" aria-hidden onClick={() => goTo(stuck, false)}>
            {groupLine(rows[stuck]!)}
          </div>
        )}
        <div
          className="vt-space"
          style={{ height: Math.max(scale.height, rows.length === 0 ? 1 : 0), width }}
        >
          {Array.from(rows.subarray(first, last), (at, place) => {
            const index = first + place;
            const isGroup = at >= base;
            const isPicked = !isGroup && (picked === null ? at === chosen : picked[at] === 1);
            return (
              // biome-ignore lint/a11y/useSemanticElements: see above
              // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
              <div
                // Rows that leave the view lend their elements to those that come in.
                key={index % pool}
                id={`vt-${index}`}
                className={`vt-row${isPicked ? " chosen" : ""}${isGroup ? " group" : ""}${at === active ? " active" : ""}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={isPicked}
                {...(groups === null ? {} : { "aria-level": isGroup ? 1 : 2 })}
                {...(isGroup ? { "aria-expanded": groups?.open(at - base) === true } : {})}
                style={{ transform: `translateY(${index * ROW_HEIGHT + shift}px)`, width }}
                onClick={(event) => onRow(event, index)}
                onDoubleClick={() => !isGroup && props.onOpen(at)}
              >
                {isGroup ? (
                  // biome-ignore lint/a11y/useSemanticElements: see above
                  // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
                  <div role="gridcell" aria-colspan={props.columns.length} className="vt-td group">
                    {groupLine(at)}
                  </div>
                ) : (
                  cells.map(({ column: { id, align, cell }, width, left }, place) => (
                    // biome-ignore lint/a11y/useSemanticElements: see above
                    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
                    <div
                      key={id}
                      id={`vt-${index}-${place}`}
                      role="gridcell"
                      aria-colindex={place + 1}
                      data-cell={id}
                      className={`vt-td${align === "right" ? " num" : ""}${left === null ? "" : " pinned"}${at === active && place === cursor ? " cursor" : ""}`}
                      style={left === null ? { width } : { width, left }}
                      onMouseDown={() => setColumn(place)}
                      onContextMenu={(event) => {
                        event.preventDefault();
                        openMenu(event.clientX, event.clientY, at, place);
                      }}
                    >
                      {cell(at)}
                    </div>
                  ))
                )}
              </div>
            );
          })}
        </div>
        {rows.length === 0 && <div className="vt-empty">{props.empty}</div>}
      </div>
      {menu.element}
    </>
  );
}
