import { TriangleAlert } from "lucide-react";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { FAILURE_GROUPINGS, failureTotals } from "../../../shared/engine/failure-groups.ts";
import { GROUP_ENTRY, groupEntries } from "../../../shared/engine/grouping.ts";
import { ACT } from "../../../shared/types/act-table.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { Segmented } from "../../components/segmented.tsx";
import { RUN_COLUMN } from "../../data/columns.ts";
import { sameFailure } from "../../data/dataset.ts";
import { failureCell, failureCellTitle, failureTerm } from "../../data/failure-cells.ts";
import { failureGroupWords } from "../../data/failure-group-words.ts";
import { runMarks } from "../../data/failure-runs.ts";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { hiddenLockouts, lockoutsIn } from "../../data/lockouts.ts";
import { memoByObject } from "../../data/memo.ts";
import { failureKeysOf, groupedFailures, sortedFailures } from "../../data/sorted.ts";
import { FAILURES } from "../../data/texts/failures.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { groupFailuresBy } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { useVisibleFailures } from "../../state/visible.ts";
import { HelpLink } from "../help/help-link.tsx";
import { CaseTable } from "../table/case-table.tsx";
import { ColumnMenu } from "../table/column-menu.tsx";
import { useColumns } from "../table/use-columns.ts";
import { Findings } from "./findings.tsx";
import { FailureHeading } from "./group-heading.tsx";
import { RunTag, runText } from "./run-tag.tsx";
import { useFailureRuns } from "./use-failure-runs.ts";

const TIMES: readonly string[] = ["time"];
const BY = [
  ["none", FAILURES.group.none],
  ...FAILURE_GROUPINGS.map((by) => [by, FAILURES.group[by]] as const),
] as const;
const NONE_OPEN: ReadonlySet<number> = new Set();
const NO_MARKS = new Uint8Array(0);

/** Who was refused, when, and why in plain words. */
export function Failures() {
  const data = useStore(useApp().dataset, (dataset) => dataset.data);
  if (data === null) return null;
  return data.failures.length > 0 || data.lockouts.length > 0 || hasRefusals(data) ? (
    <CaseFailures data={data} />
  ) : (
    <FailureTable data={data} marks={NO_MARKS} />
  );
}

/** Domain controllers tell of refusals too, in records of their own that the table does not list. */
const hasRefusals = memoByObject(({ acts }: CaseData): boolean => acts.kind.includes(ACT.refused));

function CaseFailures({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const state = useFailureRuns(data);
  const window = useStore(app.view, (view) => view.window);
  const [open, setOpen] = useState(true);
  const hidden = hiddenLockouts(data);
  const { sheet } = state;
  const marks = sheet === null ? NO_MARKS : runMarks(sheet, data.failures.length);
  const found = (sheet?.length ?? 0) + lockoutsIn(data, window).length;
  return (
    <FailureTable
      data={data}
      marks={marks}
      tools={
        <>
          <HelpLink sign place={QUESTIONS.bursts} label={FAILURES.findings.title} />
          <button type="button" className="btn small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {hidden !== null && hidden.refusals > 0 && <TriangleAlert aria-hidden />}
            {FAILURES.findings.toggle(found)}
          </button>
        </>
      }
      over={open && <Findings data={data} state={state} hidden={hidden} />}
    />
  );
}

interface FailureTableProps {
  readonly data: CaseData;
  /** For each failure what runs it is part of; empty while that is not known. */
  readonly marks: Uint8Array;
  readonly tools?: ReactNode;
  readonly over?: ReactNode;
}

function FailureTable({ data, marks, tools, over }: FailureTableProps) {
  const app = useApp();
  const clock = useClock();
  const found = useVisibleFailures();
  const sort = useStore(app.view, (view) => view.failureSort);
  const by = useStore(app.view, (view) => view.failureGroup);
  const columns = useColumns("failure");
  const text = (column: string, row: number) =>
    column === RUN_COLUMN ? runText(marks[row] ?? 0) : failureCell(data, clock, column, row);
  const cell = useCallback(
    (column: string, row: number) => {
      if (column === RUN_COLUMN) return <RunTag mark={marks[row] ?? 0} />;
      const words = failureCell(data, clock, column, row);
      if (column === "then") return words === "" ? null : <Followed words={words} />;
      return (
        <span dir="auto" title={failureCellTitle(data, clock, column, row)}>
          {words}
        </span>
      );
    },
    [data, clock, marks],
  );
  // Open groups are known by what their rows share, so that another filter keeps them open.
  const [opening, setOpening] = useState({ by, keys: NONE_OPEN });
  const opened = opening.by === by ? opening.keys : NONE_OPEN;
  const groups = by === null ? null : groupedFailures(found.rows, data, sort, by);
  const totals = useMemo(
    () => (groups === null ? null : failureTotals(data.failures, groups, failureKeysOf(data))),
    [groups, data],
  );
  const groupMarks = useMemo(() => {
    const all = new Uint8Array(groups?.length ?? 0);
    for (let group = 0; groups !== null && group < groups.length; group++)
      for (let at = groups.start[group]!; at < groups.start[group + 1]!; at++)
        all[group]! |= marks[groups.rows[at]!] ?? 0;
    return all;
  }, [groups, marks]);
  const rows = useMemo(
    () =>
      groups === null
        ? sortedFailures(found.rows, data, sort)
        : groupEntries(groups, (group) => !opened.has(groups.key[group]!)),
    [groups, opened, found.rows, data, sort],
  );
  const toggle = (key: number) => {
    const keys = new Set(opened);
    if (!keys.delete(key)) keys.add(key);
    setOpening({ by, keys });
  };
  return (
    <>
      <div className="tool">
        <Segmented
          label={FAILURES.group.label}
          value={by ?? "none"}
          options={BY}
          onChange={(next) => groupFailuresBy(app, next === "none" ? null : next)}
        />
        {groups !== null && (
          <>
            <button
              type="button"
              className="btn"
              onClick={() => setOpening({ by, keys: new Set(groups.key) })}
            >
              {FAILURES.openAll}
            </button>
            <button type="button" className="btn" onClick={() => setOpening({ by, keys: NONE_OPEN })}>
              {FAILURES.closeAll}
            </button>
          </>
        )}
        <span className="grow" />
        {tools}
        <ColumnMenu columns={columns} />
      </div>
      {!found.filtered && <div className="tool">{T.filter.onlySessions}</div>}
      {over}
      <div className="view-body flush">
        <CaseTable
          name="failure"
          label={FAILURES.label}
          data={data}
          columns={columns}
          rows={rows}
          groups={
            by === null || groups === null || totals === null
              ? null
              : {
                  base: GROUP_ENTRY,
                  heading: (group) => (
                    <FailureHeading
                      words={failureGroupWords(data, clock, groups, totals, by, group)}
                      mark={groupMarks[group] ?? 0}
                    />
                  ),
                  open: (group) => opened.has(groups.key[group]!),
                  toggle: (group) => toggle(groups.key[group]!),
                }
          }
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

/** Refused, and then it worked: what matters most about a refusal. */
function Followed({ words }: { readonly words: string }) {
  return (
    <span className="tag tag-fail" title={FAILURES.followedTitle}>
      {words}
    </span>
  );
}
