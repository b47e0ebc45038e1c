import { CONFIDENCES } from "../../../shared/types/names.ts";
import { SureIcon } from "../../components/sure-icon.tsx";
import { count, oneTenth } from "../../data/numbers.ts";
import { confidenceCounts } from "../../data/rows.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { narrow, showView } from "../../state/commands.ts";
import { readAgain } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import { useVisibleFailures, useVisibleRows } from "../../state/visible.ts";
import { Filled } from "../filled.tsx";

/** Always in sight: how many rows of how many, how sure their ends are, what was damaged, and the zone. */
export function StatusBar() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const rows = useVisibleRows();
  const failures = useVisibleFailures();
  const view = useStore(app.view, (state) => state.view);
  const job = useStore(app.job, (state) => state);
  const zone = useZone();
  const clock = useClock();
  if (data === null) return null;
  const sure = confidenceCounts(rows, data);
  const offset = clock.offsetName(data.newest);
  const onFailures = view === "failures";
  const shown = onFailures ? failures.rows.length : rows.length;
  const all = onFailures ? data.failures.length : data.sessions.length;
  const damaged = data.sources.reduce(
    (sum, source) => sum + source.damage.reduce((part, damage) => part + damage.count, 0),
    0,
  );
  const seconds =
    job.phase === "done" && job.from === "read" && job.elapsedMs > 0
      ? T.status.readIn(oneTenth(job.elapsedMs / 1000))
      : "";
  return (
    <footer className="status">
      <span>
        <Filled
          text={(onFailures ? T.status.failures : T.status.sessions)(all)}
          parts={{ shown: <b>{count(shown)}</b> }}
        />
        {job.phase === "running" && T.status.soFar}
      </span>
      {!onFailures &&
        CONFIDENCES.filter((name) => sure[name] > 0).map((name) => (
          <button
            key={name}
            type="button"
            className="link quiet count"
            title={`${T.confidenceMeaning[name]} ${T.status.onlyThese}`}
            onClick={() => narrow(app, "confidence", name)}
          >
            <SureIcon confidence={name} />
            {count(sure[name])} {T.confidenceShort[name]}
          </button>
        ))}
      {(damaged > 0 || data.counts.duplicates > 0) && (
        <button type="button" className="link quiet" onClick={() => showView(app, "sources")}>
          {[
            damaged > 0 ? T.status.damaged(damaged) : "",
            data.counts.duplicates > 0 ? T.status.duplicates(data.counts.duplicates) : "",
          ]
            .filter((part) => part !== "")
            .join(", ")}
        </button>
      )}
      <span className="grow" />
      <span>
        {T.status.records(data.counts.records)}
        {seconds}
      </span>
      <Origin />
      <span>{zone === offset ? zone : `${zone} (${offset})`}</span>
    </footer>
  );
}

/** Says when the result was known from before, because the logs have not been read this time. */
function Origin() {
  const app = useApp();
  const from = useStore(app.job, (job) => (job.phase === "done" ? job.from : "read"));
  if (from === "read") return null;
  if (from === "checking") return <span role="status">{T.status.checking}</span>;
  return (
    <span>
      <Filled
        text={T.status.known}
        parts={{
          again: (
            <button type="button" className="link quiet" onClick={() => readAgain(app)}>
              {T.status.again}
            </button>
          ),
        }}
      />
    </span>
  );
}
