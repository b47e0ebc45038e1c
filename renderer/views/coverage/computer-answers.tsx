import { useDeferredValue, useMemo } from "react";
import { type ComputerCoverage, inRole } from "../../../shared/engine/coverage/assess.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { answersWithin, caseCoverage, isOutside } from "../../data/coverage-answers.ts";
import { computerView, roleText } from "../../data/coverage-texts.ts";
import { rangeText } from "../../data/range-words.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { setRange } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { AnswerList } from "./answer-list.tsx";
import { AnswerMatrix } from "./answer-matrix.tsx";
import { PolicyState } from "./policy-state.tsx";
import { RoleSelect } from "./role-select.tsx";
import { SetCommands } from "./set-commands.tsx";
import { SettingTable } from "./setting-table.tsx";

/** So many times the time of its logs leave too little room for them on the bars. */
const MUCH = 3;

/** All that can be said of what one computer recorded. */
export function ComputerAnswers({
  data,
  own: byEvidence,
}: {
  readonly data: CaseData;
  readonly own: ComputerCoverage;
}) {
  const app = useApp();
  const role = useStore(app.view, (view) => view.roles[byEvidence.computer.key] ?? null);
  const own = useMemo(() => inRole(data, byEvidence, role), [data, byEvidence, role]);
  const clock = useClock();
  // While a range is being brushed the picture may lag behind.
  const range = useDeferredValue(useStore(app.view, (view) => view.window));
  const { from, to } = range ?? caseCoverage(data);
  const answers = range === null ? own.answers : answersWithin(data, own, from, to);
  const view = useMemo(() => computerView(own, data, clock.zone), [own, data, clock]);
  const { oldest, newest } = own.computer;
  const sentences = [...view.verdicts, ...view.facts];
  return (
    <>
      <h2 className="coverage-name" dir="auto">
        {visibleText(own.computer.name)} <span className="mute">{roleText(own.role)}</span>
      </h2>
      <p className="coverage-range">
        {range !== null && (
          <>
            {isOutside(answers) ? T.coverage.outside : `${T.strip.shown}: ${rangeText(clock, range)}.`}{" "}
            <button type="button" className="link" onClick={() => setRange(app, null)}>
              {T.coverage.wholeCase}
            </button>{" "}
          </>
        )}
        {newest > oldest && newest - oldest < (to - from) / MUCH && (
          <button type="button" className="link" onClick={() => setRange(app, { from: oldest, to: newest })}>
            {T.coverage.ownTime}
          </button>
        )}
      </p>
      <AnswerMatrix answers={answers} from={from} to={to} />
      <AnswerList answers={answers} />
      {sentences.length > 0 && (
        <section aria-label={T.coverage.verdicts}>
          <h3>{T.coverage.verdicts}</h3>
          <ul className="coverage-words">
            {sentences.map((sentence) => (
              <li key={sentence}>{visibleText(sentence)}</li>
            ))}
          </ul>
        </section>
      )}
      <PolicyState data={data} own={own} />
      <SettingTable rows={own.settings} role={own.role.role}>
        <RoleSelect own={own} />
      </SettingTable>
      <SetCommands own={own} />
    </>
  );
}
