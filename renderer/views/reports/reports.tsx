import { Download } from "lucide-react";
import { useEffect } from "react";
import { totalsOf } from "../../../shared/export/report-record.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { Menu } from "../../components/menu.tsx";
import { QUESTIONS, REPORT_TOPICS } from "../../data/help/help-topics.ts";
import type { MadeReport } from "../../data/report-job/made-report.ts";
import { REPORT_FORMATS } from "../../data/report-job/report-messages.ts";
import { cellText, columnTitle, reportTitle } from "../../data/report-texts.ts";
import { HELP_TEXTS } from "../../data/texts/help.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { askReport, saveReport } from "../../state/report-commands.ts";
import type { ReportState } from "../../state/report-desk.ts";
import { useStore } from "../../state/store.ts";
import { CloudCalendars } from "../cloud/cloud-calendar.tsx";
import { HelpLink } from "../help/help-link.tsx";
import { ReportLines } from "./report-lines.tsx";
import { ReportList } from "./report-list.tsx";
import { ReportOptions } from "./report-options.tsx";
import { ReportPictures } from "./report-pictures.tsx";
import { useReport } from "./use-report.ts";

/** Questions auditors ask, answered from what filter and range keep. */
export function Reports() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const name = useStore(app.view, (view) => view.report.name);
  useEffect(() => () => app.reports.leave(), [app]);
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
  const name = useStore(app.view, (view) => view.report.name);
  const { phase, part, made, answered } = useReport(data);
  return (
    <>
      <header>
        <h1>{reportTitle(name)}</h1>
        <div className="report-actions">
          <HelpLink sign place={REPORT_TOPICS[name]} label={HELP_TEXTS.aboutReport} />
          <Menu
            className="btn small"
            title={T.reports.saveTitle}
            disabled={phase !== "done"}
            label={
              <>
                <Download aria-hidden />
                {T.reports.save}
              </>
            }
            items={REPORT_FORMATS.map((format) => ({
              label: T.reports.formats[format][0],
              hint: T.reports.formats[format][1],
              onSelect: () => void saveReport(app, format),
            }))}
          />
        </div>
      </header>
      <ReportOptions data={data} />
      {phase !== "done" && <Making phase={phase} part={part} />}
      {made !== null && answered !== null && made.sheet.name === name && (
        <>
          {!made.filtered && <p className="mute">{T.reports.onlyFailures}</p>}
          <Totals made={made} />
          {name === "d365" && <CloudCalendars data={data} />}
          <ReportPictures made={made} answered={answered} />
          <ReportLines made={made} answered={answered} />
          <About made={made} />
        </>
      )}
    </>
  );
}

/** How far it is, with a way to stop it; or why there is none. */
function Making({ phase, part }: Pick<ReportState, "phase" | "part">) {
  const { reports } = useApp();
  if (phase === "stopped" || phase === "failed") {
    return (
      <p className="report-making" role="status">
        <span>{phase === "failed" ? T.reports.failed : T.reports.stopped}</span>
        <button type="button" className="btn small" onClick={() => reports.again()}>
          {T.reports.make}
        </button>
      </p>
    );
  }
  const label = phase === "handingOver" ? T.reports.handingOver : T.reports.making;
  return (
    <p className="report-making soon">
      <progress aria-label={label} {...(part > 0 ? { value: part, max: 1 } : {})} />
      <span>{label}…</span>
      {part > 0 && <b>{Math.floor(part * 100)} %</b>}
      <button type="button" className="btn small" onClick={() => reports.stop()}>
        {T.reports.stop}
      </button>
    </p>
  );
}

/** Sums of the report. One with bounds shows them under it: a sum alone would look surer than it is. */
function Totals({ made: { sheet, totals } }: { readonly made: MadeReport }) {
  const { format } = useClock();
  const columns = new Map(totalsOf(sheet.name));
  const text = (name: string) => {
    const column = columns.get(name);
    return column === undefined ? null : (cellText(totals[name] ?? null, column, format) ?? T.notKnown);
  };
  return (
    <dl className="report-totals" aria-label={T.reports.totals}>
      {[...columns]
        .filter(([name]) => !columns.has(name.replace(BOUND, "")) || !BOUND.test(name))
        .map(([name, column]) => {
          const [least, most] = [text(`${name}Min`), text(`${name}Max`)];
          return (
            <div key={name}>
              <dt>{columnTitle(column)}</dt>
              <dd>
                {text(name)}
                {least !== null && most !== null && (
                  <small>{least === most ? T.reports.exactly : T.reports.between(least, most)}</small>
                )}
              </dd>
            </div>
          );
        })}
    </dl>
  );
}

/** Ends of the names of bounds. */
const BOUND = /(?:Min|Max)$/;

/** How sure it is, what it cannot tell, and what it was made from. */
function About({ made: { confidence, caveats, sources } }: { readonly made: MadeReport }) {
  return (
    <section className="report-caveats">
      <h2>{T.reports.caveats}</h2>
      {confidence !== null && (
        <p>
          {confidence} <HelpLink place={QUESTIONS.bounds} label={HELP_TEXTS.howSure} />
        </p>
      )}
      <Sentences sentences={caveats} />
      <details>
        <summary>{T.reports.sources}</summary>
        <Sentences sentences={sources} />
      </details>
    </section>
  );
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{visibleText(sentence)}</li>
      ))}
    </ul>
  );
}
