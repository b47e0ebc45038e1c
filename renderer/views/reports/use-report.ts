import { useEffect, useMemo, useState } from "react";
import { epochMsToTicks } from "../../../shared/engine/time/calendar.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { useApp, useZone } from "../../state/app.ts";
import type { ReportState } from "../../state/report-desk.ts";
import { useStore } from "../../state/store.ts";

/** Has the report on screen made, anew whenever something it depends on changes. */
export function useReport(data: CaseData): ReportState {
  const app = useApp();
  const zone = useZone();
  const report = useStore(app.view, (view) => view.report);
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const window = useStore(app.view, (view) => view.window);
  const moment = useStore(app.view, (view) => view.moment);
  // What is due is told as of now; it does not change while somebody looks at it.
  const [now] = useState(() => epochMsToTicks(Date.now()));
  // Only one report is about a moment: the others stay as they are while somebody moves it.
  const at = report.name === "who" ? moment : report.name === "d365" ? now : null;
  const question = useMemo(
    () => ({ data, view: { report, filter, kinds, window, moment: at }, zone }),
    [data, report, filter, kinds, window, at, zone],
  );
  useEffect(() => app.reports.ask(question), [app, question]);
  return useStore(app.reports.state, (state) => state);
}
