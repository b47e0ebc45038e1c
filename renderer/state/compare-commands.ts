import type { FileRef } from "../../shared/contract/host.ts";
import { CHANGES, type Change } from "../../shared/export/compare/compare-record.ts";
import { type CompareFormat, SECTIONS } from "../data/compare-job/compare-messages.ts";
import { COMPARE_TEXTS as W } from "../data/texts/compare.ts";
import type { App } from "./app.ts";
import { showView } from "./commands.ts";
import { exportName } from "./export-commands.ts";
import { adoptForUse, openFiles, pickForUse, tell } from "./open-commands.ts";
import { saveAs } from "./saving.ts";

/** Holds the case on screen against other files. */
export function compareWith(app: App, files: readonly FileRef[]): void {
  if (files.length === 0) return;
  app.view.patch({ selection: null, compareChanges: CHANGES });
  app.compare.with(files);
  showView(app, "compare");
}

/** Lets the user choose the other side with the host's dialog. */
export function pickAndCompare(app: App): Promise<void> {
  return pickForUse(app, (files) => compareWith(app, files));
}

/** Hands files that were dropped or chosen on the page to the host, then compares with them. */
export function adoptAndCompare(app: App, files: readonly File[]): Promise<void> {
  return adoptForUse(app, files, (adopted) => compareWith(app, adopted));
}

/** The first of two cases goes on screen, and with it the page that asks for the second one. */
function openFirst(app: App, files: readonly FileRef[]): void {
  openFiles(app, files);
  showView(app, "compare");
}

export function pickFirstOfTwo(app: App): Promise<void> {
  return pickForUse(app, (files) => openFirst(app, files));
}

export function adoptFirstOfTwo(app: App, files: readonly File[]): Promise<void> {
  return adoptForUse(app, files, (adopted) => openFirst(app, adopted));
}

export function endComparing(app: App): void {
  app.compare.clear();
  app.view.patch({ selection: null, compareFirst: "told", compareChanges: CHANGES, compareSort: [] });
}

/** Takes the other of the two as the earlier one. */
export function swapSides(app: App): void {
  const { summary } = app.compare.state.get();
  if (summary === null) return;
  app.view.patch({ compareFirst: summary.b.side, selection: null });
}

/** Shows only differences of one kind; null shows all of them. */
export function showChanges(app: App, change: Change | null): void {
  app.view.patch({ compareChanges: change === null ? CHANGES : [change], selection: null });
}

/** Saves what is shown of the comparison as the command line writes it. */
export async function saveComparison(app: App, format: CompareFormat): Promise<void> {
  const { data } = app.dataset.get();
  const { phase, summary } = app.compare.state.get();
  if (data === null || phase !== "done" || summary === null) return tell(app, W.export.notReady, true);
  const name = exportName(app, data, "differences", format === "table" ? "txt" : format);
  const rows = SECTIONS.reduce((sum, section) => sum + summary.rows[section], 0);
  await saveAs(app, name, () => app.compare.save(format), W.export.saved(rows, name));
}
