import { ALL_KINDS } from "../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../data/rows.ts";
import { counted, T } from "../data/texts.ts";
import { useApp } from "../state/app.ts";
import { setFilter, setKinds, showView } from "../state/commands.ts";
import { useStore } from "../state/store.ts";

/** Why there is nothing to see, and the one click that changes it. */
export function NothingMatches({ what, total }: { readonly what: string; readonly total: number }) {
  const app = useApp();
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const reading = useStore(app.job, (job) => job.phase === "running");
  if (total === 0 && reading) {
    return (
      <div className="empty">
        <strong>No {what} yet</strong>
        <p>{T.notYet}</p>
      </div>
    );
  }
  if (total === 0) {
    return (
      <div className="empty">
        <strong>No {what} in these logs</strong>
        <p>They were read, but hold no records that make any.</p>
        <button type="button" className="link" onClick={() => showView(app, "sources")}>
          Show what was read
        </button>
      </div>
    );
  }
  const byKind =
    what === "sessions" && (kindsInForce(filter, kinds)?.length ?? ALL_KINDS.length) < ALL_KINDS.length;
  return (
    <div className="empty">
      <strong>Nothing matches</strong>
      <p>
        None of {counted(total, what.replace(/s$/, ""))} fit{" "}
        {filter.trim() === "" ? "what is shown" : <span className="mono">{filter}</span>}.
      </p>
      {filter.trim() !== "" && (
        <button type="button" className="btn" onClick={() => setFilter(app, "")}>
          Clear the filter
        </button>
      )}
      {byKind && (
        <button type="button" className="link" onClick={() => setKinds(app, ALL_KINDS)}>
          Show automatic logons too
        </button>
      )}
    </div>
  );
}
