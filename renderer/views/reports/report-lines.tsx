import { useEffect, useMemo, useState } from "react";
import { columnsOf } from "../../../shared/export/report-record.ts";
import { rowsBehind, sheetLine } from "../../../shared/export/report-sheet.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { MenuItem } from "../../components/menu-items.tsx";
import { HEAD_HEIGHT, ROW_HEIGHT } from "../../components/virtual-table/table-types.ts";
import { VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import {
  type ColumnChoice,
  movedColumn,
  pinnedColumn,
  shownColumns,
  toggledColumn,
} from "../../data/column-choice.ts";
import { BEHIND_COLUMN, reportColumns, usualColumns } from "../../data/report-columns.ts";
import type { MadeReport } from "../../data/report-job/made-report.ts";
import { type Behind, behindLine } from "../../data/report-lines.ts";
import { sortedLines } from "../../data/report-order.ts";
import { lineCell } from "../../data/report-texts.ts";
import type { TableOrder } from "../../data/sorted.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { TABLE_TEXTS } from "../../data/texts/table.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { showRows, sortedBy } from "../../state/commands.ts";
import { copyText } from "../../state/copy-command.ts";
import type { ReportQuestion } from "../../state/report-desk.ts";
import { ColumnMenu } from "../table/column-menu.tsx";
import { copyRows } from "../table/row-menu.ts";

const AS_TOLD: TableOrder = [];
const NOTHING: ColumnChoice | null = null;
/** Borders of the table. */
const BORDERS = 2;
/** Room for a bar that scrolls sideways. */
const BAR = 14;

interface ReportLinesProps {
  readonly made: MadeReport;
  readonly answered: ReportQuestion;
}

/** All lines of a report, each with a way to the rows behind it. */
export function ReportLines({ made: { sheet }, answered: { data, view } }: ReportLinesProps) {
  const app = useApp();
  const clock = useClock();
  const [order, setOrder] = useState(AS_TOLD);
  const [chosen, setChosen] = useState(-1);
  const [sizes, setSizes] = useState<Readonly<Record<string, number>>>({});
  const [kept, setKept] = useState(NOTHING);
  const leads = sheet.sessions.rows.length > 0 || sheet.failures.rows.length > 0;
  const specs = useMemo(() => reportColumns(sheet, leads, T.reports.show), [sheet, leads]);
  const choice = useMemo(
    (): ColumnChoice => kept ?? { shown: usualColumns(sheet, specs), pinned: 0 },
    [kept, sheet, specs],
  );
  const shown = useMemo(() => shownColumns(specs, choice), [specs, choice]);

  const rows = sortedLines(sheet, order);
  useEffect(() => app.reports.arrange(sheet, order.length === 0 ? null : rows), [app, sheet, order, rows]);

  const behind = useMemo(() => {
    const context = { view, zone: clock.zone };
    return (row: number): Behind | null => behindLine(sheetLine(sheet, row), context);
  }, [sheet, view, clock.zone]);
  const text = useMemo(() => {
    const columns = new Map(columnsOf(sheet.name));
    return (id: string, row: number): string => {
      if (id === BEHIND_COLUMN)
        return String(rowsBehind(sheet.sessions, row) || rowsBehind(sheet.failures, row));
      return visibleText(lineCell(data, sheetLine(sheet, row), id, columns.get(id)!, clock.format) ?? "–");
    };
  }, [sheet, data, clock.format]);
  const columns = useMemo(
    () =>
      shown.map(({ id, header, width, align }) => ({
        id,
        header,
        width,
        ...(align === undefined ? {} : { align }),
        cell: (row: number) =>
          id === BEHIND_COLUMN ? (
            <BehindLine behind={behind(row)} onShow={(target) => showRows(app, target)} />
          ) : (
            <span dir="auto">{text(id, row)}</span>
          ),
      })),
    [shown, behind, text, app],
  );
  const open = (row: number) => {
    const target = behind(row);
    if (target !== null) showRows(app, target);
  };
  const copy = (rows: Uint32Array) => {
    const moments = new Set(
      columnsOf(sheet.name).flatMap(([id, { type }]) => (type === "moment" ? [id] : [])),
    );
    const texts = shown.map(({ id, header }) => ({
      header,
      time: moments.has(id),
      text: (row: number) => text(id, row),
    }));
    copyRows(app, rows, texts, clock.zone.name);
  };
  const menu = (row: number, column: string, picked: Uint32Array): readonly MenuItem[] => {
    const target = behind(row);
    return [
      {
        label: target === null ? T.reports.nothingBehind : T.reports.showThem(behindText(target)),
        shortcut: T.keys.enter,
        disabled: target === null,
        onSelect: () => open(row),
      },
      { type: "separator" },
      { label: T.reports.copyCell, onSelect: () => copyText(app, text(column, row)) },
      {
        label: picked.length > 1 ? T.reports.copyLines(picked.length) : T.reports.copyLine,
        shortcut: T.keys.copy,
        onSelect: () => copy(picked),
      },
    ];
  };
  const toggle = (column: string) => setKept(toggledColumn(choice, column));
  const commands = {
    pinned: choice.pinned,
    move: (column: string, place: number) => setKept(movedColumn(choice, column, place)),
    pin: (column: string) => setKept(pinnedColumn(choice, column)),
    hide: toggle,
  };
  const reset = () => {
    setKept(null);
    setSizes({});
  };
  if (sheet.length === 0) return <p className="mute">{T.reports.empty}</p>;
  return (
    <section className="report-table" aria-label={T.reports.lines}>
      <div className="report-table-tools">
        <h2>{COUNTS.lines(sheet.length)}</h2>
        <ColumnMenu columns={{ specs, shown, commands, toggle, reset }} />
      </div>
      <div
        className="report-lines"
        style={{ height: HEAD_HEIGHT + sheet.length * ROW_HEIGHT + BORDERS + BAR }}
      >
        <VirtualTable
          words={TABLE_TEXTS.head}
          label={T.reports.lines}
          columns={columns}
          commands={commands}
          rows={rows}
          total={sheet.length}
          groups={null}
          owner={sheet}
          relocate={() => -1}
          sort={order}
          onSort={(column, add) => {
            const first = specs.find(({ id }) => id === column)?.descendingFirst === true;
            setOrder(sortedBy(order, column, first, add));
          }}
          chosen={chosen < sheet.length ? chosen : -1}
          onChoose={setChosen}
          onOpen={open}
          onCopy={copy}
          menu={menu}
          sizes={sizes}
          onSizes={setSizes}
          empty={null}
        />
      </div>
    </section>
  );
}

function behindText({ rows, view }: Behind): string {
  return view === "sessions" ? COUNTS.sessions(rows) : COUNTS.refusals(rows);
}

function BehindLine({
  behind,
  onShow,
}: {
  readonly behind: Behind | null;
  readonly onShow: (behind: Behind) => void;
}) {
  if (behind === null) return null;
  return (
    // The row is in the tab order; its Enter key does the same.
    <button type="button" className="link" tabIndex={-1} onClick={() => onShow(behind)}>
      {behindText(behind)}
    </button>
  );
}
