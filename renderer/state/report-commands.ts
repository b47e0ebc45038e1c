import { errorText } from "../../shared/export/messages.ts";
import { reportCsv } from "../../shared/export/report-csv.ts";
import { reportJson } from "../../shared/export/report-json.ts";
import type { ReportExport } from "../../shared/export/report-record.ts";
import { clockOf } from "../data/clock.ts";
import { rangeInFileName } from "../data/range-words.ts";
import { counted } from "../data/texts.ts";
import { type App, zoneOf } from "./app.ts";
import { encode } from "./export-commands.ts";
import { asAppError, tell } from "./open-commands.ts";
import type { ReportAsk } from "./view-state.ts";

/** Asks another report, or the same one otherwise. */
export function askReport(app: App, change: Partial<ReportAsk>): void {
  app.view.patch({ report: { ...app.view.get().report, ...change } });
}

/** Saves a report as the command line writes it. */
export async function saveReport(app: App, answer: ReportExport, format: "csv" | "json"): Promise<void> {
  const { report, data } = answer;
  const range = rangeInFileName(clockOf(zoneOf(app), null), app.view.get().window);
  const name = `report-${report.name}${range}${data.partial ? "-partial" : ""}.${format}`;
  const pieces = format === "csv" ? reportCsv(answer, { bom: true }) : reportJson(answer);
  try {
    const saved = await app.host.saveFile(name, await encode(pieces));
    if (saved) tell(app, `Saved ${counted(report.lines.length, "line")} as ${name}.`);
  } catch (error) {
    tell(app, errorText(asAppError(error).code), true);
  }
}
