import type { CaseData } from "../../../shared/types/case.ts";
import { personSummary } from "../../data/people.ts";
import { kindCounts } from "../../data/rows.ts";
import { caseSummary } from "../../data/summary.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { CloudCalendars } from "../cloud/cloud-calendar.tsx";
import { ComputerList } from "./computer-list.tsx";
import { ComputerPage } from "./computer-page.tsx";
import { PersonPage } from "./person-page.tsx";
import { TrailBlock } from "./trail-block.tsx";

/** The landing view: sentences for one computer, one line each for several. */
export function Summary() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const chosen = useStore(app.view, (view) => view.computer);
  const personKey = useStore(app.view, (view) => view.person);
  if (data === null) return null;
  const person = personKey === null ? null : personSummary(data, personKey);
  if (person !== null && personKey !== null)
    return <PersonPage data={data} person={person} personKey={personKey} />;
  const summary = caseSummary(data);
  const single = summary.computers.length === 1;
  const page = single ? summary.computers[0] : summary.computers.find((one) => one.computer.key === chosen);
  if (page !== undefined) return <ComputerPage data={data} summary={page} alone={single} />;
  if (summary.computers.length === 0) {
    return (
      <section className="view-body" aria-label={T.views.summary}>
        <div className="cloud-page">
          <CloudCalendars data={data} />
        </div>
        <ScriptsAlone data={data} />
        <Unnamed data={data} />
      </section>
    );
  }
  return <ComputerList data={data} summaries={summary.computers} />;
}

/** What logon scripts wrote, where no event log stands beside it. */
function ScriptsAlone({ data }: { readonly data: CaseData }) {
  if (!kindCounts(data).has("script")) return null;
  return (
    <div className="scripts-alone">
      <h1>{T.scripts.aloneTitle}</h1>
      <p>{T.scripts.alone}</p>
      <TrailBlock data={data} />
    </div>
  );
}

/** No event log names a computer; a trail of scripts or of a cloud service may still be there to look at. */
function Unnamed({ data }: { readonly data: CaseData }) {
  const counts = kindCounts(data);
  if (counts.has("script") || data.trails?.dynamics !== undefined) return null;
  return (
    <div className="empty">
      <strong>{S.noComputers}</strong>
      <p>{S.noComputersText}</p>
    </div>
  );
}
