import { clockOf } from "../data/clock.ts";
import { NotMade } from "../data/not-made.ts";
import { rangeInFileName } from "../data/range-words.ts";
import type { MadeReport } from "../data/report-job/made-report.ts";
import type { ReportFormat } from "../data/report-job/report-messages.ts";
import { T } from "../data/texts.ts";
import { type App, zoneOf } from "./app.ts";
import { tell } from "./open-commands.ts";
import { saveAs } from "./saving.ts";
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

/** A report as a file. Throws `NotMade` when another one has taken its place on screen meanwhile. */
export function reportBlocks(app: App, made: MadeReport, format: ReportFormat): AsyncIterable<Uint8Array> {
  if (app.reports.state.get().made !== made) throw new NotMade(T.reports.notWritten);
  return app.reports.save(format);
}

/** Saves the report on screen as the command line writes it. */
export async function saveReport(app: App, format: ReportFormat): Promise<void> {
  const { phase, made, answered } = app.reports.state.get();
  if (phase !== "done" || made === null || answered === null) return tell(app, T.reports.notReady, true);
  const { name, length } = made.sheet;
  const range = name === "who" ? "" : rangeInFileName(clockOf(zoneOf(app), null), answered.view.window);
  const file = `report-${name}${range}${answered.data.partial ? "-partial" : ""}.${ENDINGS[format]}`;
  await saveAs(app, file, () => reportBlocks(app, made, format), T.saved.lines(length, file));
}
