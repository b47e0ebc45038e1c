import { Download } from "lucide-react";
import { useMemo, useState } from "react";
import { judgeCase } from "../../../shared/engine/verdicts.ts";
import { verdictText } from "../../../shared/export/messages.ts";
import type { ReportExport } from "../../../shared/export/report-record.ts";
import { totalsOf } from "../../../shared/export/report-record.ts";
import { cellText, gapSentences } from "../../../shared/export/report-table.ts";
import { caveatText, reportTitle } from "../../../shared/export/report-texts.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { reportOf } from "../../data/report-lines.ts";
import { T } from "../../data/texts.ts";
import { visibleText } from "../../data/visible-text.ts";
import { useApp, useClock } from "../../state/app.ts";
import { askReport, saveReport } from "../../state/report-commands.ts";
import { useStore } from "../../state/store.ts";
import { ReportLines } from "./report-lines.tsx";
import { ReportList } from "./report-list.tsx";
import { ReportOptions } from "./report-options.tsx";

/** Rows beyond which a report is made only when somebody asks for it: it runs where the page is drawn. */
const LARGE = 150_000;
/** Gaps and verdicts told one by one. */
const MOST_TOLD = 6;

/** Questions auditors ask, answered from what filter and range keep. */
export function Reports() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const name = useStore(app.view, (view) => view.report.name);
  if (data === null) return null;
  return (
    <section className="view-body flush reports" aria-label={T.views.reports}>
      <ReportList chosen={name} onChoose={(chosen) => askReport(app, { name: chosen })} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="report" tabIndex={0} aria-label={reportTitle(name)}>
        <ReportOf key={name} data={data} />
      </section>
    </section>
  );
}

function ReportOf({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const { zone } = useClock();
  const report = useStore(app.view, (view) => view.report);
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const window = useStore(app.view, (view) => view.window);
  const moment = useStore(app.view, (view) => view.moment);
  const [wanted, setWanted] = useState(
    data.sessions.length + data.failures.length + data.acts.length <= LARGE,
  );
  const made = useMemo(
    () => (wanted ? reportOf(data, { report, filter, kinds, window, moment }, zone) : null),
    [wanted, data, report, filter, kinds, window, moment, zone],
  );
  return (
    <>
      <header>
        <h1>{reportTitle(report.name)}</h1>
        {made !== null && (
          <div className="report-actions">
            <button
              type="button"
              className="btn small"
              onClick={() => void saveReport(app, made.answer, "csv")}
            >
              <Download aria-hidden />
              {T.reports.csv}
            </button>
            <button
              type="button"
              className="btn small"
              onClick={() => void saveReport(app, made.answer, "json")}
            >
              <Download aria-hidden />
              {T.reports.json}
            </button>
          </div>
        )}
      </header>
      <ReportOptions data={data} />
      {made === null ? (
        <p>
          {T.reports.large}{" "}
          <button type="button" className="btn small" onClick={() => setWanted(true)}>
            {T.reports.make}
          </button>
        </p>
      ) : (
        <>
          {!made.filtered && <p className="mute">{T.reports.onlyFailures}</p>}
          <Totals answer={made.answer} />
          <ReportLines answer={made.answer} />
          <Caveats answer={made.answer} />
        </>
      )}
    </>
  );
}

function Totals({ answer: { report } }: { readonly answer: ReportExport }) {
  const { format } = useClock();
  return (
    <dl className="report-totals" aria-label={T.reports.totals}>
      {totalsOf(report.name).map(([name, column]) => (
        <div key={name}>
          <dt>{column.title}</dt>
          <dd>{cellText(report.totals[name] ?? null, column, format) ?? T.notKnown}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Gaps, logs that do not reach, and what no such report can tell. */
function Caveats({ answer: { data, report, from } }: { readonly answer: ReportExport }) {
  const { format, zone } = useClock();
  const span = (first: number, last: number) => `${format.full(first) ?? "?"} to ${format.full(last) ?? "?"}`;
  const sentences = [
    ...report.notCovered
      .slice(0, MOST_TOLD)
      .map(
        ({ name, oldest, newest }) =>
          `The log of ${name} does not cover all of this: it runs from ${span(oldest, newest)}.`,
      ),
    ...report.holes.slice(0, MOST_TOLD).map(gapSentences(data.computers, format)),
    ...judgeCase(data, from)
      .filter(({ key }) => key !== "full" && key !== "cleared")
      .slice(0, MOST_TOLD)
      .map((verdict) => `${verdict.computer}: ${verdictText(verdict, zone)}`),
    ...report.caveats.map(caveatText),
  ];
  if (sentences.length === 0) return null;
  return (
    <section className="report-caveats">
      <h2>{T.reports.caveats}</h2>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{visibleText(sentence)}</li>
        ))}
      </ul>
    </section>
  );
}
