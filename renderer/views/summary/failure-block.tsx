import type { ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { useApp } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { FailureLines } from "./failure-lines.tsx";
import { Block } from "./line.tsx";

/** The last refused sign-ins with the plain reason, and lockouts. */
export function FailureBlock({
  data,
  clock,
  summary,
  filter,
}: {
  readonly data: CaseData;
  readonly clock: Clock;
  readonly summary: ComputerSummary;
  readonly filter: string;
}) {
  const app = useApp();
  const { failures, lockouts } = summary;
  return (
    <Block
      title={S.refused}
      more={
        failures.total > 0
          ? failures.total > failures.runs.length
            ? S.all(failures.total)
            : S.inTable
          : undefined
      }
      onMore={() => showRows(app, { view: "failures", filter, selection: null })}
    >
      {failures.total === 0 && lockouts.length === 0 && <p className="none">{S.noneRecorded}</p>}
      <FailureLines data={data} clock={clock} failures={failures} lockouts={lockouts} filter={filter} />
    </Block>
  );
}
