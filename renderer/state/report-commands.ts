import { clockOf } from "../data/clock.ts";
import { errorText } from "../data/messages.ts";
import { rangeInFileName } from "../data/range-words.ts";
import type { ReportFormat } from "../data/report-job/report-messages.ts";
import { T } from "../data/texts.ts";
import { type App, zoneOf } from "./app.ts";
import { asAppError, tell } from "./open-commands.ts";
import type { ReportAsk } from "./view-state.ts";

const ENDINGS: Readonly<Record<ReportFormat, string>> = {
  csv: "csv",
  json: "json",
  jsonl: "jsonl",
  table: "txt",
  xlsx: "xlsx",
  html: "html",
  parquet: "parquet",
};

/** Asks another report, or the same one otherwise. */
export function askReport(app: App, change: Partial<ReportAsk>): void {
  app.view.patch({ report: { ...app.view.get().report, ...change } });
}

/** Saves the report on screen as the command line writes it. */
export async function saveReport(app: App, format: ReportFormat): Promise<void> {
  const { phase, made, answered } = app.reports.state.get();
  if (phase !== "done" || made === null || answered === null) return tell(app, T.reports.notReady, true);
  const { name, length } = made.sheet;
  const range = name === "who" ? "" : rangeInFileName(clockOf(zoneOf(app), null), answered.view.window);
  const file = `report-${name}${range}${answered.data.partial ? "-partial" : ""}.${ENDINGS[format]}`;
  try {
    const bytes = await app.reports.save(format);
    if (bytes === null) return tell(app, T.reports.notWritten, true);
    const saved = await app.host.saveFile(file, bytes);
    if (saved) tell(app, T.saved.lines(length, file));
  } catch (error) {
    tell(app, errorText(asAppError(error).code), true);
  }
}
