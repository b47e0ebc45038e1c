import { ResizeGrip } from "../../components/resize-grip.tsx";
import { useApp } from "../../state/app.ts";
import { setPrefs } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { EventDetails } from "./event-details.tsx";
import { FailureDetails } from "./failure-details.tsx";
import { SessionDetails } from "./session-details.tsx";

/** The pane on the right: one selected row, said, proved and shown raw. */
export function DetailsPane() {
  const app = useApp();
  const selection = useStore(app.view, (view) => view.selection);
  const width = useStore(app.prefs, (prefs) => prefs.detailWidth);
  const data = useStore(app.dataset, (dataset) => dataset.data);
  if (selection === null || data === null) return null;
  return (
    <aside className="side" aria-label="Details" style={{ width }}>
      <ResizeGrip
        label="Width of the details"
        width={width}
        least={270}
        most={700}
        onWidth={(detailWidth) => setPrefs(app, { detailWidth })}
      />
      {selection.type === "session" && selection.row < data.sessions.length && (
        <SessionDetails key={selection.row} data={data} row={selection.row} />
      )}
      {selection.type === "failure" && selection.row < data.failures.length && (
        <FailureDetails key={selection.row} data={data} row={selection.row} />
      )}
      {selection.type === "event" && (
        <EventDetails
          key={`${selection.source} ${selection.offset}`}
          data={data}
          source={selection.source}
          offset={selection.offset}
        />
      )}
    </aside>
  );
}
