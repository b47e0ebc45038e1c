import { useMemo } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import type { TableColumn } from "../../components/virtual-table/table-types.ts";
import { VirtualTable } from "../../components/virtual-table/virtual-table.tsx";
import { shownColumns } from "../../data/column-choice.ts";
import { FAILURE_TABLE } from "../../data/columns.ts";
import { sameFailure } from "../../data/dataset.ts";
import { failureCell, failureCellTitle, failureTerm } from "../../data/failure-cells.ts";
import { sortedFailures } from "../../data/sorted.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { select, setPrefs, sortedBy } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { useVisibleFailures } from "../../state/visible.ts";
import { NothingMatches } from "../nothing-matches.tsx";
import { ColumnMenu } from "../table/column-menu.tsx";
import { cellItems, copyRows } from "../table/row-menu.ts";
import { useColumns } from "../table/use-columns.ts";

/** Who was refused, when, and why in plain words. */
export function Failures() {
  const app = useApp();
  const clock = useClock();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const found = useVisibleFailures();
  const sort = useStore(app.view, (view) => view.failureSort);
  const selection = useStore(app.view, (view) => view.selection);
  const sizes = useStore(app.prefs, (prefs) => prefs.failureSizes);
  const chosen = useColumns("failure");
  const { choice } = chosen;
  const specs = useMemo(() => shownColumns(FAILURE_TABLE, choice), [choice]);
  const columns = useMemo(
    (): readonly TableColumn[] =>
      data === null
        ? []
        : specs.map(({ id, header, width, sort: by }) => ({
            id,
            header,
            width,
            sortable: by !== null,
            cell: (row: number) => (
              <span dir="auto" title={failureCellTitle(data, clock, id, row)}>
                {failureCell(data, clock, id, row)}
              </span>
            ),
          })),
    [data, clock, specs],
  );
  if (data === null) return null;
  const copy = (rows: Uint32Array) => {
    const texts = specs.map(({ id, header }) => ({
      header,
      time: id === "time",
      text: (row: number) => failureCell(data, clock, id, row),
    }));
    copyRows(app, rows, texts, clock.zone.name);
  };
  const choose = (row: number) => select(app, { type: "failure", row });
  return (
    <>
      <div className="tool">
        <span className="grow" />
        <ColumnMenu specs={FAILURE_TABLE} columns={chosen} />
      </div>
      {!found.filtered && <div className="tool">{T.filter.onlySessions}</div>}
      <div className="view-body flush">
        <VirtualTable
          label="Failed sign-ins"
          columns={columns}
          rows={sortedFailures(found.rows, data, sort)}
          owner={data}
          relocate={(from, row) => sameFailure(from as CaseData, row, data)}
          sort={sort}
          onSort={(column, add) => {
            const first = FAILURE_TABLE.find((one) => one.id === column)?.descendingFirst === true;
            app.view.patch({ failureSort: sortedBy(sort, column, first, add) });
          }}
          chosen={selection?.type === "failure" ? selection.row : -1}
          onChoose={choose}
          onOpen={choose}
          onCopy={copy}
          menu={(row, column, picked) => [
            ...cellItems(
              app,
              failureTerm(data, column, row),
              failureCell(data, clock, column, row),
              picked,
              () => copy(picked),
            ),
            { type: "separator" },
            { label: "Open details", onSelect: () => choose(row) },
          ]}
          commands={chosen.commands}
          total={data.failures.length}
          groups={null}
          sizes={sizes}
          onSizes={(next) => setPrefs(app, { failureSizes: next })}
          empty={<NothingMatches what="failed sign-ins" total={data.failures.length} />}
        />
      </div>
    </>
  );
}
