import { type ReactNode, useMemo } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { type TableColumn, VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import type { Clock } from "../../data/clock.ts";
import { FAILURE_TABLE } from "../../data/columns.ts";
import { sameFailure } from "../../data/dataset.ts";
import { failureComputer, failureFrom, failureReason, failureUser } from "../../data/failure-words.ts";
import { failureRows } from "../../data/rows.ts";
import { typeText } from "../../data/session-words.ts";
import { sortedFailures } from "../../data/sorted.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { select, setPrefs, sortedBy } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { NothingMatches } from "../nothing-matches.tsx";

function cellOf(data: CaseData, clock: Clock, column: string, row: number): ReactNode {
  switch (column) {
    case "time":
      return clock.format.full(data.failures.time[row]!) ?? T.notKnown;
    case "user":
      return failureUser(data, row);
    case "computer":
      return failureComputer(data, row);
    case "reason": {
      const { text, advice } = failureReason(data, row);
      return <span title={advice === "" ? text : `${text}. ${advice}`}>{text}</span>;
    }
    case "type":
      return typeText(data.failures.logonType[row]!);
    case "from":
      return failureFrom(data, row);
    default:
      return data.failures.followedBySuccess[row] === 1 ? "signed in soon after" : "";
  }
}

/** Who was refused, when, and why in plain words. */
export function Failures() {
  const app = useApp();
  const zone = useZone();
  const clock = useClock();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const filter = useStore(app.view, (view) => view.filter);
  const sort = useStore(app.view, (view) => view.failureSort);
  const selection = useStore(app.view, (view) => view.selection);
  const sizes = useStore(app.prefs, (prefs) => prefs.failureSizes);
  const columns = useMemo(
    (): readonly TableColumn[] =>
      data === null
        ? []
        : FAILURE_TABLE.map(({ id, header, width, sort: by }) => ({
            id,
            header,
            width,
            sortable: by !== null,
            cell: (row: number) => cellOf(data, clock, id, row),
          })),
    [data, clock],
  );
  if (data === null) return null;
  const found = failureRows(data, filter, zone);
  return (
    <>
      {!found.filtered && (
        <div className="tool">This filter is about sessions; all failed sign-ins are shown.</div>
      )}
      <div className="view-body flush">
        <VirtualTable
          label="Failed sign-ins"
          columns={columns}
          rows={sortedFailures(found.rows, data, sort.column, sort.descending)}
          owner={data}
          relocate={(from, row) => sameFailure(from as CaseData, row, data)}
          sort={sort}
          onSort={(column) => {
            const first = FAILURE_TABLE.find((one) => one.id === column)?.descendingFirst === true;
            app.view.patch({ failureSort: sortedBy(sort, column, first) });
          }}
          chosen={selection?.type === "failure" ? selection.row : -1}
          onChoose={(row) => select(app, { type: "failure", row })}
          sizes={sizes}
          onSizes={(next) => setPrefs(app, { failureSizes: next })}
          empty={<NothingMatches what="failed sign-ins" total={data.failures.length} />}
        />
      </div>
    </>
  );
}
