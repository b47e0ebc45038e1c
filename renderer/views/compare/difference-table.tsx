import { Minus, PencilLine, Plus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { GROUP_ENTRY } from "../../../shared/engine/grouping.ts";
import { COMPARE_SORT_COLUMNS } from "../../../shared/export/compare/compare-order.ts";
import type { MenuItem } from "../../components/menu-items.tsx";
import type { TableColumn } from "../../components/virtual-table/table-types.ts";
import { VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import { type ColumnChoice, movedColumn, pinnedColumn } from "../../data/column-choice.ts";
import {
  type CompareSummary,
  type DifferenceRow,
  SECTIONS,
  type Section,
} from "../../data/compare-job/compare-messages.ts";
import { count } from "../../data/numbers.ts";
import { COMPARE_TEXTS as W } from "../../data/texts/compare.ts";
import { TABLE_TEXTS } from "../../data/texts/table.ts";
import { useApp, useClock } from "../../state/app.ts";
import { select, sortedBy } from "../../state/commands.ts";
import type { CompareState } from "../../state/compare-desk.ts";
import { copyText } from "../../state/copy-command.ts";
import { useStore } from "../../state/store.ts";

const WIDTHS = { what: 150, user: 140, computer: 170, time: 160, says: 880 } as const;
type Column = keyof typeof WIDTHS;
const COLUMNS = Object.keys(WIDTHS) as readonly Column[];
const ICONS: Readonly<Record<Section, typeof Plus>> = {
  changed: PencilLine,
  added: Plus,
  gone: Minus,
  failuresAdded: Plus,
  failuresGone: Minus,
};
const ALL: ColumnChoice = { shown: COLUMNS, pinned: 0 };
/** Rows that are copied at once; their words come from the thread, a block at a time. */
const MOST_COPIED = 128;

interface DifferenceTableProps {
  readonly state: CompareState;
  readonly summary: CompareSummary;
  readonly empty: ReactNode;
}

/** Every difference, a row each, kind by kind. Rows are numbers here: their words come when they are on screen. */
export function DifferenceTable({ state, summary, empty }: DifferenceTableProps) {
  const app = useApp();
  const { zone } = useClock();
  const order = useStore(app.view, (view) => view.compareSort);
  const selection = useStore(app.view, (view) => view.selection);
  const [closed, setClosed] = useState<ReadonlySet<Section>>(new Set());
  const [sizes, setSizes] = useState<Readonly<Record<string, number>>>({});
  const [choice, setChoice] = useState(ALL);
  const { answered, came } = state;
  const places = useMemo(() => new Places(summary.rows), [summary.rows]);
  const rows = useMemo(() => places.entries(closed), [places, closed]);
  // Words that came since are drawn: another function draws all cells anew.
  const words = useMemo(() => {
    void came;
    return (row: number): DifferenceRow | null => {
      const { section, at } = places.of(row);
      return app.compare.row(section, at);
    };
  }, [app, places, came]);
  const columns = useMemo(
    (): readonly TableColumn[] =>
      choice.shown.map((name) => {
        const id = COLUMNS.find((column) => column === name) ?? "says";
        return {
          id,
          header: W.columns[id],
          width: WIDTHS[id],
          sortable: COMPARE_SORT_COLUMNS.some((column) => column === id),
          cell: (row: number) => <Cell words={words(row)} column={id} section={places.of(row).section} />,
        };
      }),
    [choice, words, places],
  );
  const choose = (row: number) => select(app, { type: "difference", ...places.of(row) });
  const text = (row: number, id: Column) => words(row)?.[id] ?? "";
  const copy = (picked: Uint32Array) => {
    const lines = [...picked.subarray(0, MOST_COPIED)].map((row) =>
      COLUMNS.map((id) => text(row, id)).join("\t"),
    );
    const heads = COLUMNS.map((id) => (id === "time" ? `${W.columns[id]} (${zone.name})` : W.columns[id]));
    copyText(app, [heads.join("\t"), ...lines].join("\r\n"));
  };
  const menu = (row: number, column: string, picked: Uint32Array): readonly MenuItem[] => [
    {
      label: TABLE_TEXTS.copyCell,
      onSelect: () => copyText(app, text(row, COLUMNS.find((id) => id === column) ?? "says")),
    },
    {
      label: picked.length > 1 ? TABLE_TEXTS.copyRows(picked.length) : TABLE_TEXTS.copyRow,
      disabled: picked.length > MOST_COPIED,
      onSelect: () => copy(picked),
    },
    { type: "separator" },
    { label: TABLE_TEXTS.openDetails, onSelect: () => choose(row) },
  ];
  const toggle = (section: Section) => {
    const next = new Set(closed);
    if (!next.delete(section)) next.add(section);
    setClosed(next);
  };
  return (
    <div className="view-body flush compare-rows">
      <VirtualTable
        label={W.table}
        words={TABLE_TEXTS.head}
        columns={columns}
        commands={{
          pinned: choice.pinned,
          move: (column, place) => setChoice(movedColumn(choice, column, place)),
          pin: (column) => setChoice(pinnedColumn(choice, column)),
          // Every column says something that no other does.
          hide: () => undefined,
        }}
        rows={rows}
        total={places.total}
        groups={{
          base: GROUP_ENTRY,
          heading: (at) => <Heading section={SECTIONS[at]!} rows={summary.rows[SECTIONS[at]!]} />,
          open: (at) => !closed.has(SECTIONS[at]!),
          toggle: (at) => toggle(SECTIONS[at]!),
        }}
        owner={answered ?? summary}
        relocate={() => -1}
        sort={order}
        onSort={(column, add) =>
          app.view.patch({ compareSort: sortedBy(order, column, column === "time", add) })
        }
        chosen={selection?.type === "difference" ? places.rowOf(selection.section, selection.at) : -1}
        onChoose={choose}
        onOpen={choose}
        onCopy={copy}
        menu={menu}
        sizes={sizes}
        onSizes={setSizes}
        empty={empty}
      />
    </div>
  );
}

/** Numbers of rows over all sections, one after the other. */
class Places {
  readonly total: number;
  readonly #starts: readonly number[];

  constructor(rows: CompareSummary["rows"]) {
    let start = 0;
    this.#starts = SECTIONS.map((section) => {
      const own = start;
      start += rows[section];
      return own;
    });
    this.total = start;
  }

  of(row: number): { readonly section: Section; readonly at: number } {
    const place = this.#starts.findLastIndex((start) => start <= row);
    // Of sections without rows the last one that begins here is meant by no row: the one with rows comes after them.
    return { section: SECTIONS[place]!, at: row - this.#starts[place]! };
  }

  rowOf(section: Section, at: number): number {
    return this.#starts[SECTIONS.indexOf(section)]! + at;
  }

  /** What stands on screen: a heading for each section that has rows, and the rows of those that are open. */
  entries(closed: ReadonlySet<Section>): Uint32Array {
    const ends = SECTIONS.map((_, at) => this.#starts[at + 1] ?? this.total);
    const shown = SECTIONS.map((_, at) => at).filter((at) => ends[at]! > this.#starts[at]!);
    const length = shown.reduce(
      (sum, at) => sum + 1 + (closed.has(SECTIONS[at]!) ? 0 : ends[at]! - this.#starts[at]!),
      0,
    );
    const entries = new Uint32Array(length);
    let place = 0;
    for (const at of shown) {
      entries[place++] = GROUP_ENTRY + at;
      if (closed.has(SECTIONS[at]!)) continue;
      for (let row = this.#starts[at]!; row < ends[at]!; row++) entries[place++] = row;
    }
    return entries;
  }
}

function Heading({ section, rows }: { readonly section: Section; readonly rows: number }) {
  return (
    <>
      <b>{W.sections[section]}</b>
      <span>{count(rows)}</span>
    </>
  );
}

function Cell({
  words,
  column,
  section,
}: {
  readonly words: DifferenceRow | null;
  readonly column: Column;
  readonly section: Section;
}) {
  if (words === null) return <span className="mute">{column === "what" ? W.loading : ""}</span>;
  const Icon = ICONS[section];
  if (column === "what") {
    return (
      <span className={`pair difference-${section}`} title={W.sections[section]}>
        <Icon aria-hidden />
        <span className="clip">{words.what}</span>
      </span>
    );
  }
  return (
    <span dir="auto" title={words[column]}>
      {words[column]}
    </span>
  );
}
