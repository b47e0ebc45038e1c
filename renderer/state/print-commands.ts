import { coverageHtml } from "../../shared/export/coverage-html.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { encode } from "../data/encode-text.ts";
import { COMPARE_TEXTS } from "../data/texts/compare.ts";
import { EXPORT } from "../data/texts/export.ts";
import { T } from "../data/texts.ts";
import type { App } from "./app.ts";
import { coverageAnswer } from "./coverage-commands.ts";
import { exportName, failureExport, sessionExport } from "./export-commands.ts";
import { recordsHtml, shownRecords, sourcesHtml } from "./list-export.ts";
import { tell } from "./open-commands.ts";
import { reportBlocks } from "./report-commands.ts";
import { type SavedPieces, saveAs, whileSaving } from "./saving.ts";
import type { ViewName } from "./view-state.ts";

/** What files of a view are called, where they do not hold sessions. */
const FILES: Readonly<Partial<Record<ViewName, string>>> = {
  failures: "failures",
  coverage: "coverage",
  reports: "report",
  events: "records",
  sources: "inputs",
  compare: "differences",
};

/**
 * Makes the HTML report of the current view and prints it: into a PDF where the program around the page can, else in a
 * window of the browser, which prints or saves it.
 */
export async function printView(app: App): Promise<void> {
  const { data } = app.dataset.get();
  if (data === null) return;
  const { view } = app.view.get();
  const native = app.desk.get().info?.capabilities.savePdf === true;
  const report = reportOfView(app, data);
  if (report === null) return tell(app, notReady(view), true);
  const name = exportName(app, data, FILES[view] ?? "sessions", "pdf");
  if (native) return await saveAs(app, name, report, EXPORT.savedFile(name), "pdf");
  if (app.saving.get() !== null) return tell(app, EXPORT.busy, true);
  // A browser opens windows at a click only, and making the report may take longer than it remembers one.
  const target = window.open("", "_blank");
  if (target === null) return tell(app, EXPORT.noWindow, true);
  let isFilled = false;
  await whileSaving(app, name, async (signal, begun) => {
    begun();
    const html = await encode(await report(), signal);
    fill(target, new TextDecoder().decode(html));
    isFilled = true;
    tell(app, EXPORT.printing);
    target.print();
  });
  if (!isFilled) target.close();
}

function notReady(view: ViewName): string {
  if (view === "compare") return COMPARE_TEXTS.export.notReady;
  return view === "events" ? EXPORT.notListed : T.reports.notReady;
}

/** What makes the report of what is on screen as HTML; null while it is not ready. */
function reportOfView(app: App, data: CaseData): (() => SavedPieces) | null {
  switch (app.view.get().view) {
    case "reports": {
      const { phase, made } = app.reports.state.get();
      return phase !== "done" || made === null ? null : () => reportBlocks(app, made, "html");
    }
    case "compare":
      return app.compare.state.get().phase === "done" ? () => app.compare.save("html") : null;
    case "coverage": {
      const answer = coverageAnswer(app, data);
      return () => coverageHtml(answer);
    }
    case "events": {
      const list = app.events.get().phase === "done" ? shownRecords(app) : null;
      return list === null ? null : () => recordsHtml(app, data, list);
    }
    case "sources":
      return () => sourcesHtml(app, data);
    case "failures": {
      const { pieces } = failureExport(app, data);
      return () => pieces("html");
    }
    default: {
      const { pieces } = sessionExport(app, data);
      return () => pieces("html");
    }
  }
}

/**
 * Puts a report into a window of our own. The window is held to the policy of the page, which allows no style that
 * stands in a document: the style of the report goes in as an object instead.
 */
function fill(target: Window, html: string): void {
  // Taken out as text: even an element that is only parsed would be held against the policy.
  const styles: string[] = [];
  const bare = html.replace(/<style>([^<]*)<\/style>/g, (_, style: string) => {
    styles.push(style);
    return "";
  });
  const report = new DOMParser().parseFromString(bare, "text/html");
  const { document: page } = target;
  page.title = report.title;
  page.documentElement.lang = "en";
  const Sheet = (target as unknown as typeof globalThis).CSSStyleSheet;
  const sheet = new Sheet();
  sheet.replaceSync(styles.join("\n"));
  page.adoptedStyleSheets = [sheet];
  page.body.replaceChildren(...[...report.body.childNodes].map((node) => page.adoptNode(node)));
}
