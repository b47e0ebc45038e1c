import type { ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { count } from "../../data/texts.ts";
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
      title="Refused sign-ins"
      more={
        failures.total > 0
          ? failures.total > failures.runs.length
            ? `All ${count(failures.total)}`
            : "In the table"
          : undefined
      }
      onMore={() => showRows(app, { view: "failures", filter, selection: null })}
    >
      {failures.total === 0 && lockouts.length === 0 && <p className="none">None are recorded.</p>}
      <FailureLines data={data} clock={clock} failures={failures} lockouts={lockouts} filter={filter} />
    </Block>
  );
}
