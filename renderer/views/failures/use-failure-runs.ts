import { useEffect, useMemo } from "react";
import type { ReportSheet } from "../../../shared/export/report-sheet.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { ReportView } from "../../data/report-lines.ts";
import { useApp, useZone } from "../../state/app.ts";
import type { ReportState } from "../../state/report-desk.ts";
import { useStore } from "../../state/store.ts";

/** What is known of bursts and sprays. While another question is worked on, the answer to the one before stays. */
export interface FailureRunState extends Pick<ReportState, "phase"> {
  readonly sheet: ReportSheet | null;
  /** What was asked. */
  readonly view: ReportView | null;
}

/**
 * Has bursts and sprays found: by the report of that name, in the thread of the reports, because it looks at every
 * refusal there is. Only what is on screen counts, so filter and range ask anew. While logs are being read nothing is
 * asked: every snapshot would have to be handed over, and none of them is the whole.
 */
export function useFailureRuns(data: CaseData): FailureRunState {
  const app = useApp();
  const zone = useZone();
  const { by, days } = useStore(app.view, (view) => view.report);
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const window = useStore(app.view, (view) => view.window);
  const question = useMemo(() => {
    const report = { name: "bursts", by, days, calendar: null, accounts: null } as const;
    return { data, view: { report, filter, kinds, window, moment: null }, zone };
  }, [data, by, days, filter, kinds, window, zone]);
  const reading = useStore(app.job, (job) => job.phase === "running");
  useEffect(() => {
    if (!reading) app.reports.ask(question);
  }, [app, question, reading]);
  useEffect(() => () => app.reports.leave(), [app]);
  // Not the whole state: how far it is changes often, and what hangs on this is a table.
  const phase = useStore(app.reports.state, (state) => state.phase);
  const made = useStore(app.reports.state, (state) => state.made);
  const answered = useStore(app.reports.state, (state) => state.answered);
  const ready = made !== null && answered?.data === data && made.sheet.name === "bursts";
  return { phase, sheet: ready ? made.sheet : null, view: ready ? answered.view : null };
}
