import { useMemo, useState } from "react";
import { GROUP_ENTRY, GROUPINGS, groupEntries, groupTotals } from "../../../shared/engine/grouping.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { Segmented } from "../../components/segmented.tsx";
import { windowAround } from "../../components/time-canvas/time-scale.ts";
import type { TableColumn } from "../../components/virtual-table/table-types.ts";
import { VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import { shownColumns } from "../../data/column-choice.ts";
import { SESSION_TABLE } from "../../data/columns.ts";
import { sameSession } from "../../data/dataset.ts";
import { sessionCell, sessionTerm } from "../../data/session-cells.ts";
import { groupedSessions, sortedSessions } from "../../data/sorted.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { groupSessionsBy, select, setPrefs, setRange, showView, sortedBy } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { useVisibleRows } from "../../state/visible.ts";
import { NothingMatches } from "../nothing-matches.tsx";
import { ColumnMenu } from "../table/column-menu.tsx";
import { cellItems, copyRows } from "../table/row-menu.ts";
import { useColumns } from "../table/use-columns.ts";
import { barsOf } from "../timeline/bars.ts";
import { GroupHeading, groupName } from "./group-heading.tsx";
import { cellOf } from "./session-cell.tsx";

const TIMES: readonly string[] = ["start", "end", "startLower", "startUpper", "endLower", "endUpper"];
const WORDS = { user: "User", computer: "Computer", day: "Day", type: "Type", reason: "End" } as const;
const BY = [["none", "Not grouped"], ...GROUPINGS.map((by) => [by, WORDS[by]] as const)] as const;
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
  const selection = useStore(app.view, (view) => view.selection);
  const sizes = useStore(app.prefs, (prefs) => prefs.sessionSizes);
  const chosen = useColumns("session");
  const { choice } = chosen;
  const specs = useMemo(() => shownColumns(SESSION_TABLE, choice), [choice]);
  const columns = useMemo(
    (): readonly TableColumn[] =>
      specs.map(({ id, header, width, align, sort: order }) => ({
        id,
        header,
        width,
        sortable: order !== null,
        ...(align === undefined ? {} : { align }),
        cell: (row: number) => cellOf(data, clock, id, row),
      })),
    [data, clock, specs],
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
  const copy = (picked: Uint32Array) => {
    const texts = specs.map(({ id, header }) => ({
      header,
      time: TIMES.includes(id),
      text: (row: number) => sessionCell(data, clock, id, row),
    }));
    copyRows(app, picked, texts, clock.zone.name);
  };
  const choose = (row: number) => select(app, { type: "session", row });
  const showInTime = (row: number) => {
    const bars = barsOf(data);
    choose(row);
    setRange(app, windowAround(bars.from[row]!, bars.to[row]!));
    showView(app, "timeline");
  };
  return (
    <>
      <div className="tool">
        <Segmented
          label="Group by"
          value={by ?? "none"}
          options={BY}
          onChange={(next) => groupSessionsBy(app, next === "none" ? null : next)}
        />
        {groups !== null && (
          <>
            <button type="button" className="btn" onClick={() => setClosing({ by, keys: NONE_CLOSED })}>
              Open all
            </button>
            <button
              type="button"
              className="btn"
              onClick={() => setClosing({ by, keys: new Set(groups.key) })}
            >
              Close all
            </button>
          </>
        )}
        <span className="grow" />
        <ColumnMenu specs={SESSION_TABLE} columns={chosen} />
      </div>
      <div className="view-body flush">
        <VirtualTable
          label="Sessions"
          columns={columns}
          commands={chosen.commands}
          rows={rows}
          total={data.sessions.length}
          groups={
            by === null || groups === null || totals === null
              ? null
              : {
                  base: GROUP_ENTRY,
                  heading: (group) => (
                    <GroupHeading
                      name={groupName(data, clock, groups, by, group)}
                      sessions={groups.start[group + 1]! - groups.start[group]!}
                      totals={totals}
                      group={group}
                    />
                  ),
                  open: (group) => !closed.has(groups.key[group]!),
                  toggle: (group) => toggle(groups.key[group]!),
                }
          }
          owner={data}
          relocate={(from, row) => sameSession(from as CaseData, row, data)}
          sort={sort}
          onSort={(column, add) => {
            const first = SESSION_TABLE.find((one) => one.id === column)?.descendingFirst === true;
            app.view.patch({ sessionSort: sortedBy(sort, column, first, add) });
          }}
          chosen={selection?.type === "session" ? selection.row : -1}
          onChoose={choose}
          onOpen={choose}
          onCopy={copy}
          menu={(row, column, picked) => [
            ...cellItems(
              app,
              sessionTerm(data, column, row),
              sessionCell(data, clock, column, row),
              picked,
              () => copy(picked),
            ),
            { type: "separator" },
            { label: "Show on timeline", onSelect: () => showInTime(row) },
            { label: "Open details", onSelect: () => choose(row) },
          ]}
          sizes={sizes}
          onSizes={(next) => setPrefs(app, { sessionSizes: next })}
          empty={<NothingMatches what="sessions" total={data.sessions.length} />}
        />
      </div>
    </>
  );
}
