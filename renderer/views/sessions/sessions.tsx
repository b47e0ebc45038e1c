import { Star } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { GROUP_ENTRY, GROUPINGS, groupEntries, groupTotals } from "../../../shared/engine/grouping.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { Segmented } from "../../components/segmented.tsx";
import { windowAround } from "../../components/time-canvas/time-scale.ts";
import { NOTE_COLUMN } from "../../data/columns.ts";
import { sameSession } from "../../data/dataset.ts";
import type { Note } from "../../data/notes/notes-database.ts";
import { sessionCell, sessionTerm } from "../../data/session-cells.ts";
import { sessionGroupWords } from "../../data/session-group-words.ts";
import { groupedSessions, sortedSessions } from "../../data/sorted.ts";
import { TABLE_TEXTS as W } from "../../data/texts/table.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { groupSessionsBy, select, setRange, showView } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { useVisibleRows } from "../../state/visible.ts";
import { CaseTable } from "../table/case-table.tsx";
import { ColumnMenu } from "../table/column-menu.tsx";
import { useColumns } from "../table/use-columns.ts";
import { barsOf } from "../timeline/bars.ts";
import { GroupHeading } from "./group-heading.tsx";
import { noteCell, noteText } from "./note-cell.tsx";
import { cellOf } from "./session-cell.tsx";

const ICONS = { [NOTE_COLUMN]: <Star aria-hidden /> };
const TIMES: readonly string[] = ["start", "end", "startLower", "startUpper", "endLower", "endUpper"];
const BY = [["none", W.notGrouped], ...GROUPINGS.map((by) => [by, W.groups[by]] as const)] as const;
/** What the user wrote may name people. */
const NO_NOTES: ReadonlyMap<string, Note> = new Map();
const NONE_CLOSED: ReadonlySet<number> = new Set();

export function Sessions() {
  const data = useStore(useApp().dataset, (dataset) => dataset.data);
  return data === null ? null : <CaseSessions data={data} />;
}

function CaseSessions({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const clock = useClock();
  const zone = useZone();
  const shown = useVisibleRows();
  const sort = useStore(app.view, (view) => view.sessionSort);
  const by = useStore(app.view, (view) => view.sessionGroup);
  const masked = useStore(app.masking, (masking) => masking !== null);
  const known = useStore(app.notes, (all) => all);
  const notes = masked ? NO_NOTES : known;
  const columns = useColumns("session");
  const text = (column: string, row: number) =>
    column === NOTE_COLUMN ? noteText(notes, data, row) : sessionCell(data, clock, column, row);
  const cell = useCallback(
    (column: string, row: number) =>
      column === NOTE_COLUMN ? noteCell(notes, data, row) : cellOf(data, clock, column, row),
    [data, clock, notes],
  );
  // Closed groups are known by what their rows share, so that another filter keeps them closed.
  const [closing, setClosing] = useState({ by, keys: NONE_CLOSED });
  const closed = closing.by === by ? closing.keys : NONE_CLOSED;
  const groups = by === null ? null : groupedSessions(shown, data, sort, by, zone);
  const totals = useMemo(() => (groups === null ? null : groupTotals(data.sessions, groups)), [data, groups]);
  const rows = useMemo(
    () =>
      groups === null
        ? sortedSessions(shown, data, sort)
        : groupEntries(groups, (group) => closed.has(groups.key[group]!)),
    [groups, closed, shown, data, sort],
  );
  const toggle = (key: number) => {
    const keys = new Set(closed);
    if (!keys.delete(key)) keys.add(key);
    setClosing({ by, keys });
  };
  const showInTime = (row: number) => {
    const bars = barsOf(data);
    select(app, { type: "session", row });
    setRange(app, windowAround(bars.from[row]!, bars.to[row]!));
    showView(app, "timeline");
  };
  return (
    <>
      <div className="tool">
        <Segmented
          label={W.groupBy}
          value={by ?? "none"}
          options={BY}
          onChange={(next) => groupSessionsBy(app, next === "none" ? null : next)}
        />
        {groups !== null && (
          <>
            <button type="button" className="btn" onClick={() => setClosing({ by, keys: NONE_CLOSED })}>
              {W.openAll}
            </button>
            <button
              type="button"
              className="btn"
              onClick={() => setClosing({ by, keys: new Set(groups.key) })}
            >
              {W.closeAll}
            </button>
          </>
        )}
        <span className="grow" />
        <ColumnMenu columns={columns} />
      </div>
      <div className="view-body flush">
        <CaseTable
          name="session"
          label={W.sessions}
          data={data}
          columns={columns}
          icons={ICONS}
          rows={rows}
          groups={
            by === null || groups === null || totals === null
              ? null
              : {
                  base: GROUP_ENTRY,
                  heading: (group) => (
                    <GroupHeading words={sessionGroupWords(data, clock, groups, totals, by, group)} />
                  ),
                  open: (group) => !closed.has(groups.key[group]!),
                  toggle: (group) => toggle(groups.key[group]!),
                }
          }
          cell={cell}
          text={text}
          term={(column, row) => sessionTerm(data, column, row)}
          times={TIMES}
          relocate={(from, row) => sameSession(from, row, data)}
          more={(row) => [{ label: W.showInTime, onSelect: () => showInTime(row) }]}
        />
      </div>
    </>
  );
}
