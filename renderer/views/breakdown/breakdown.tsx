import { useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { Segmented } from "../../components/segmented.tsx";
import { BREAKDOWN } from "../../data/texts/breakdown.ts";
import { useApp } from "../../state/app.ts";
import { showView } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { useVisibleRows } from "../../state/visible.ts";
import { NothingMatches } from "../nothing-matches.tsx";
import { Compare } from "./compare.tsx";
import { PANELS } from "./group-words.ts";
import { OverTime } from "./over-time.tsx";
import { Panel } from "./panel.tsx";
import { Week } from "./week.tsx";

type Mode = "one" | "two";
const MODES = [
  ["one", BREAKDOWN.mode.one],
  ["two", BREAKDOWN.mode.two],
] as const;

/** How many sessions of which kind and when, and how that changed. A click anywhere narrows filter or range. */
export function Breakdown() {
  const data = useStore(useApp().dataset, (dataset) => dataset.data);
  return data === null ? null : <CaseBreakdown data={data} />;
}

function CaseBreakdown({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const rows = useVisibleRows();
  const [mode, setMode] = useState<Mode>("one");
  if (data.sessions.length === 0) return <NothingMatches what="sessions" total={0} />;
  return (
    <>
      <div className="tool">
        <Segmented label={BREAKDOWN.mode.label} value={mode} options={MODES} onChange={setMode} />
        <span className="grow" />
        {mode === "one" && rows.length > 0 && (
          <button
            type="button"
            className="btn small"
            title={BREAKDOWN.showTitle}
            onClick={() => showView(app, "sessions")}
          >
            {BREAKDOWN.show(rows.length)}
          </button>
        )}
      </div>
      {mode === "two" ? (
        <Compare data={data} />
      ) : rows.length === 0 ? (
        <NothingMatches what="sessions" total={data.sessions.length} />
      ) : (
        <div className="view-body breakdown">
          <div className="wide">
            <OverTime data={data} rows={rows} />
          </div>
          {PANELS.map(([by, field]) => (
            <Panel key={by} data={data} rows={rows} by={by} field={field} />
          ))}
          <div className="wide">
            <Week data={data} rows={rows} />
          </div>
        </div>
      )}
    </>
  );
}
