import { personSummary } from "../../data/people.ts";
import { caseSummary } from "../../data/summary.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { ComputerList } from "./computer-list.tsx";
import { ComputerPage } from "./computer-page.tsx";
import { PersonPage } from "./person-page.tsx";

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
      <div className="empty">
        <strong>No computer is named in these logs</strong>
        <p>They hold no records that Logonscope understands. “Sources” says what was found in each file.</p>
      </div>
    );
  }
  return <ComputerList data={data} summaries={summary.computers} />;
}
