import { useCallback } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { sameFailure } from "../../data/dataset.ts";
import { failureCell, failureCellTitle, failureTerm } from "../../data/failure-cells.ts";
import { sortedFailures } from "../../data/sorted.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { useVisibleFailures } from "../../state/visible.ts";
import { CaseTable } from "../table/case-table.tsx";
import { ColumnMenu } from "../table/column-menu.tsx";
import { useColumns } from "../table/use-columns.ts";

const TIMES: readonly string[] = ["time"];

/** Who was refused, when, and why in plain words. */
export function Failures() {
  const data = useStore(useApp().dataset, (dataset) => dataset.data);
  return data === null ? null : <CaseFailures data={data} />;
}

function CaseFailures({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const clock = useClock();
  const found = useVisibleFailures();
  const sort = useStore(app.view, (view) => view.failureSort);
  const columns = useColumns("failure");
  const text = (column: string, row: number) => failureCell(data, clock, column, row);
  const cell = useCallback(
    (column: string, row: number) => (
      <span dir="auto" title={failureCellTitle(data, clock, column, row)}>
        {failureCell(data, clock, column, row)}
      </span>
    ),
    [data, clock],
  );
  return (
    <>
      <div className="tool">
        <span className="grow" />
        <ColumnMenu columns={columns} />
      </div>
      {!found.filtered && <div className="tool">{T.filter.onlySessions}</div>}
      <div className="view-body flush">
        <CaseTable
          name="failure"
          label="Failed sign-ins"
          what="failed sign-ins"
          data={data}
          columns={columns}
          rows={sortedFailures(found.rows, data, sort)}
          groups={null}
          cell={cell}
          text={text}
          term={(column, row) => failureTerm(data, column, row)}
          times={TIMES}
          relocate={(from, row) => sameFailure(from, row, data)}
        />
      </div>
    </>
  );
}
