import { type ReactNode, useMemo } from "react";
import { logonTypeName } from "../../../shared/engine/catalog/logon-types.ts";
import { endReasonText } from "../../../shared/export/messages.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { SureIcon } from "../../components/sure-icon.tsx";
import { BAR_GROUPS } from "../../components/time-canvas/palette.ts";
import { type TableColumn, VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import type { Clock } from "../../data/clock.ts";
import { SESSION_TABLE } from "../../data/columns.ts";
import { sameSession } from "../../data/dataset.ts";
import { sessionRows } from "../../data/rows.ts";
import {
  accountName,
  activeText,
  computerName,
  confidenceOf,
  durationText,
  endCell,
  flagsOf,
  fromText,
  reasonOf,
  typeText,
  userName,
} from "../../data/session-words.ts";
import { sortedSessions } from "../../data/sorted.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { select, setPrefs, sortedBy } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { NothingMatches } from "../nothing-matches.tsx";
import { barGroupCode } from "../timeline/bars.ts";

/** One cell of a session, by the id of its column. */
function cellOf(data: CaseData, clock: Clock, column: string, row: number): ReactNode {
  switch (column) {
    case "user":
      return <span title={accountName(data, row)}>{userName(data, row)}</span>;
    case "computer":
      return computerName(data, row);
    case "type":
      return (
        <span className="pair">
          <i className={`swatch g-${BAR_GROUPS[barGroupCode(data.sessions, row)]}`} aria-hidden />
          <span className="clip" title={typeText(data.sessions.logonType[row]!)}>
            {logonTypeName(data.sessions.logonType[row]!)}
          </span>
        </span>
      );
    case "start":
      return startCell(data, clock, row);
    case "end": {
      const confidence = confidenceOf(data, row);
      const words = endCell(data, row, clock);
      return (
        <span className="pair" title={`${words}. ${T.confidenceMeaning[confidence]}`}>
          <SureIcon confidence={confidence} />
          <span className="sr-only">{T.confidence[confidence]}</span>
          <span className="clip">{words}</span>
        </span>
      );
    }
    case "reason":
      return endReasonText(reasonOf(data, row));
    case "duration":
      return durationText(data, row);
    case "active":
      return activeText(data, row);
    case "from":
      return fromText(data, row);
    default:
      return flagsOf(data, row)
        .map((flag) => T.flags[flag])
        .join(", ");
  }
}

function startCell(data: CaseData, clock: Clock, row: number): string {
  const { sessions } = data;
  const start = clock.format.full(sessions.start[row]!);
  if (start !== null) return start;
  const upper = clock.format.full(sessions.startUpper[row]!);
  return upper === null ? T.notKnown : `before ${upper.slice(0, 16)}`;
}

export function Sessions() {
  const app = useApp();
  const zone = useZone();
  const clock = useClock();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const sort = useStore(app.view, (view) => view.sessionSort);
  const selection = useStore(app.view, (view) => view.selection);
  const sizes = useStore(app.prefs, (prefs) => prefs.sessionSizes);
  const columns = useMemo(
    (): readonly TableColumn[] =>
      data === null
        ? []
        : SESSION_TABLE.map(({ id, header, width, align }) => ({
            id,
            header,
            width,
            ...(align === undefined ? {} : { align }),
            cell: (row: number) => cellOf(data, clock, id, row),
          })),
    [data, clock],
  );
  if (data === null) return null;
  const rows = sortedSessions(sessionRows(data, filter, zone, kinds), data, sort.column, sort.descending);
  return (
    <div className="view-body flush">
      <VirtualTable
        label="Sessions"
        columns={columns}
        rows={rows}
        owner={data}
        relocate={(from, row) => sameSession(from as CaseData, row, data)}
        sort={sort}
        onSort={(column) => {
          const first = SESSION_TABLE.find((one) => one.id === column)?.descendingFirst === true;
          app.view.patch({ sessionSort: sortedBy(sort, column, first) });
        }}
        chosen={selection?.type === "session" ? selection.row : -1}
        onChoose={(row) => select(app, { type: "session", row })}
        sizes={sizes}
        onSizes={(next) => setPrefs(app, { sessionSizes: next })}
        empty={<NothingMatches what="sessions" total={data.sessions.length} />}
      />
    </div>
  );
}
