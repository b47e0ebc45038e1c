import { REPORT_FORMATS } from "../data/report-job/report-messages.ts";
import type { App } from "./app.ts";
import { saveComparison } from "./compare-commands.ts";
import { saveCoverage } from "./coverage-commands.ts";
import { exportRows } from "./export-commands.ts";
import { exportList, exportSources } from "./list-export.ts";
import { saveReport } from "./report-commands.ts";

/** Saves what is on screen in the first format that its menu offers; nothing while logs are still read. */
export function saveShown(app: App): void {
  if (app.dataset.get().data === null || app.job.get().phase === "running") return;
  switch (app.view.get().view) {
    case "coverage":
      return void saveCoverage(app, "html");
    case "compare":
      return void saveComparison(app, "csv");
    case "reports":
      return void saveReport(app, REPORT_FORMATS[0]);
    case "events":
      return void exportList(app, "csv");
    case "sources":
      return void exportSources(app, "csv");
    default:
      return void exportRows(app, "csv");
  }
}
