import { useState } from "react";
import type { ComputerCoverage } from "../../../shared/engine/coverage/assess.ts";
import { QUESTIONS } from "../../../shared/types/coverage.ts";
import { ANSWER_TEXT, QUESTION_TEXT, REASON_TEXT } from "../../data/coverage-texts.ts";
import { T } from "../../data/texts.ts";
import { useClock } from "../../state/app.ts";

/** Lines on screen. Who wants more of them saves the answers. */
const MOST_LISTED = 300;

/** The answers one by one, for those who cannot see the bars and those who want the times. */
export function AnswerList({ answers }: { readonly answers: ComputerCoverage["answers"] }) {
  const { format } = useClock();
  const [open, setOpen] = useState(false);
  const all = QUESTIONS.flatMap((question) => answers[question].map((span) => ({ question, ...span })));
  return (
    <details className="coverage-answers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{T.coverage.list}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="coverage-table" tabIndex={0} aria-label={T.coverage.list}>
          <table>
            <thead>
              <tr>
                <th scope="col">{T.coverage.question}</th>
                <th scope="col">{T.coverage.from}</th>
                <th scope="col">{T.coverage.to}</th>
                <th scope="col">{T.coverage.answer}</th>
                <th scope="col">{T.coverage.why}</th>
              </tr>
            </thead>
            <tbody>
              {all.slice(0, MOST_LISTED).map(({ question, from, to, answer, reason }) => (
                <tr key={`${question} ${from} ${to}`}>
                  <th scope="row">{QUESTION_TEXT[question]}</th>
                  <td>{format.full(from) ?? T.notKnown}</td>
                  <td>{format.full(to) ?? T.notKnown}</td>
                  <td className={`answer-word ${answer}`}>{ANSWER_TEXT[answer]}</td>
                  <td className="why">{REASON_TEXT[reason]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {open && all.length > MOST_LISTED && <p className="mute">{T.coverage.more(MOST_LISTED, all.length)}</p>}
    </details>
  );
}
