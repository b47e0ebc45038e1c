import { Download } from "lucide-react";
import { caseCoverage, coverageEntries } from "../../data/coverage-answers.ts";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { HELP_TEXTS } from "../../data/texts/help.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { saveCoverage } from "../../state/coverage-commands.ts";
import { useStore } from "../../state/store.ts";
import { HelpLink } from "../help/help-link.tsx";
import { ScriptsButton } from "../scripts/scripts-button.tsx";
import { ArchiveNotes } from "../sources/archive-notes.tsx";
import { ComputerAnswers } from "./computer-answers.tsx";
import { CoverageList } from "./coverage-list.tsx";

/** Which questions the logs of each computer can answer, when, and why. */
export function Coverage() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const running = useStore(app.job, (job) => job.phase === "running");
  const asked = useStore(app.view, (view) => view.covered);
  if (data === null) return null;
  if (data.audit === undefined) return <Nothing title={running ? T.notYet : T.coverage.stopped} />;
  const entries = coverageEntries(data);
  const chosen = entries.find(({ own }) => own.computer.key === asked) ?? entries[0];
  if (chosen === undefined) return <Nothing title={T.coverage.noLogs} text={T.coverage.noLogsText} />;
  const { from, to } = caseCoverage(data);
  const isList = entries.length > 1;
  return (
    <section className={`view-body flush coverage${isList ? " split" : ""}`} aria-label={T.views.coverage}>
      {isList && (
        <CoverageList
          entries={entries}
          chosen={chosen.own.computer.key}
          from={from}
          to={to}
          onChoose={(covered) => app.view.patch({ covered })}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="coverage-page" tabIndex={0} aria-label={chosen.own.computer.name}>
        <header>
          <h1>{T.coverage.title}</h1>
          <div className="coverage-actions">
            <button type="button" className="btn small" onClick={() => void saveCoverage(app, "html")}>
              <Download aria-hidden />
              {T.coverage.html}
            </button>
            <button type="button" className="btn small" onClick={() => void saveCoverage(app, "json")}>
              <Download aria-hidden />
              {T.coverage.json}
            </button>
          </div>
        </header>
        <p className="mute coverage-about">
          {T.coverage.about} <HelpLink place={QUESTIONS.coverage} label={HELP_TEXTS.howDecided} />
        </p>
        <ArchiveNotes data={data} />
        <ComputerAnswers key={chosen.own.computer.key} data={data} own={chosen.own} />
        <p className="mute coverage-about">
          {T.coverage.commandLine} <code className="mono">{T.coverage.command}</code>.
        </p>
        <p className="mute coverage-about">
          {T.scripts.offerWhy} <ScriptsButton className="link" />
        </p>
      </section>
    </section>
  );
}

function Nothing({ title, text }: { readonly title: string; readonly text?: string }) {
  return (
    <section className="view-body coverage" aria-label={T.views.coverage}>
      <div className="empty">
        <strong>{title}</strong>
        {text !== undefined && <p>{text}</p>}
      </div>
    </section>
  );
}
