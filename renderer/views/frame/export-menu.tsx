import { Download } from "lucide-react";
import { Menu } from "../../components/menu.tsx";
import { rangeText } from "../../data/range-words.ts";
import { REPORT_FORMATS } from "../../data/report-job/report-messages.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { saveCoverage } from "../../state/coverage-commands.ts";
import { type ExportFormat, exportRows } from "../../state/export-commands.ts";
import { saveReport } from "../../state/report-commands.ts";
import { useStore } from "../../state/store.ts";

export const EXPORTS: readonly (readonly [format: ExportFormat, label: string, hint: string])[] = [
  ["csv", T.exports.csv, "CSV"],
  ["csvAll", T.exports.csvAll, "CSV"],
  ["json", T.exports.json, "JSON"],
];

/** Saves what is on screen. */
export function ExportMenu() {
  const app = useApp();
  const clock = useClock();
  const failures = useStore(app.view, (view) => view.view === "failures");
  const range = useStore(app.view, (view) => view.window);
  const ready = useStore(app.job, (job) => job.phase !== "running");
  const coverage = useStore(app.view, (view) => view.view === "coverage");
  const reports = useStore(app.view, (view) => view.view === "reports");
  const inRange = range === null ? "" : `, ${rangeText(clock, range)}`;
  const what = failures ? T.exports.failures : T.exports.sessions;
  return (
    <Menu
      className="btn primary export"
      title={
        ready
          ? coverage
            ? T.exports.coverage
            : reports
              ? T.exports.report
              : T.exports.title
          : T.exports.waits
      }
      disabled={!ready}
      label={
        <>
          <Download aria-hidden />
          <span className="wide-only">{T.exports.button}</span>
        </>
      }
      items={
        coverage
          ? [
              { type: "note", label: `${T.coverage.saves}${inRange}` },
              { label: T.coverage.html, hint: "HTML", onSelect: () => void saveCoverage(app, "html") },
              { label: T.coverage.json, hint: "JSON", onSelect: () => void saveCoverage(app, "json") },
            ]
          : reports
            ? [
                { type: "note", label: T.reports.saveTitle },
                ...REPORT_FORMATS.map((format) => ({
                  label: T.reports.formats[format][0],
                  hint: T.reports.formats[format][1],
                  onSelect: () => void saveReport(app, format),
                })),
              ]
            : [
                { type: "note", label: `${what} ${T.exports.asShown}${inRange}` },
                ...EXPORTS.map(([format, label, hint]) => ({
                  label,
                  hint,
                  onSelect: () => void exportRows(app, format),
                })),
              ]
      }
    />
  );
}
