import { lazy, Suspense } from "react";
import { ErrorBoundary } from "../../components/error-boundary.tsx";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import type { ViewName } from "../../state/view-state.ts";
import { Compare } from "../compare/compare.tsx";
import { Coverage } from "../coverage/coverage.tsx";
import { Events } from "../events/events.tsx";
import { Failures } from "../failures/failures.tsx";
import { Reports } from "../reports/reports.tsx";
import { Sessions } from "../sessions/sessions.tsx";
import { Sources } from "../sources/sources.tsx";
import { Summary } from "../summary/summary.tsx";
import { Timeline } from "../timeline/timeline.tsx";
import { ViewFailed } from "./view-failed.tsx";

/** The chart library is as large as the rest of the page: it is fetched when it is first needed. */
const Breakdown = lazy(() =>
  import("../breakdown/breakdown.tsx").then((module) => ({ default: module.Breakdown })),
);

export function ViewSwitch() {
  const app = useApp();
  const view = useStore(app.view, (state) => state.view);
  return (
    <>
      {!HAS_HEADING.has(view) && <h1 className="sr-only">{T.views[view]}</h1>}
      <ErrorBoundary key={view} instead={(again, failure) => <ViewFailed again={again} failure={failure} />}>
        <View view={view} />
      </ErrorBoundary>
    </>
  );
}

/** Views that open with a heading of their own; the others are all table or canvas. */
const HAS_HEADING: ReadonlySet<ViewName> = new Set<ViewName>([
  "summary",
  "sources",
  "reports",
  "coverage",
  "compare",
]);

function View({ view }: { readonly view: ViewName }) {
  switch (view) {
    case "summary":
      return <Summary />;
    case "timeline":
      return <Timeline />;
    case "sessions":
      return <Sessions />;
    case "failures":
      return <Failures />;
    case "breakdown":
      return (
        <Suspense fallback={<div className="empty">{T.notes.charts}</div>}>
          <Breakdown />
        </Suspense>
      );
    case "sources":
      return <Sources />;
    case "reports":
      return <Reports />;
    case "coverage":
      return <Coverage />;
    case "events":
      return <Events />;
    case "compare":
      return <Compare />;
  }
}
