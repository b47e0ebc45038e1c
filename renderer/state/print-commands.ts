import { coverageHtml } from "../../shared/export/coverage-html.ts";
import { encode } from "../data/encode-text.ts";
import { errorText } from "../data/messages.ts";
import { EXPORT } from "../data/texts/export.ts";
import { T } from "../data/texts.ts";
import type { App } from "./app.ts";
import { coverageAnswer } from "./coverage-commands.ts";
import { exportName, failureExport, sessionExport } from "./export-commands.ts";
import { recordsHtml, shownRecords, sourcesHtml } from "./list-export.ts";
import { asAppError, tell } from "./open-commands.ts";
import type { ViewName } from "./view-state.ts";

/** What files of a view are called, where they do not hold sessions. */
const FILES: Readonly<Partial<Record<ViewName, string>>> = {
  failures: "failures",
  coverage: "coverage",
  reports: "report",
  events: "records",
  sources: "inputs",
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
  // A browser opens windows at a click only, and making the report may take longer than it remembers one.
  const target = native ? null : window.open("", "_blank");
  if (!native && target === null) return tell(app, EXPORT.noWindow, true);
  try {
    const html = await reportOfView(app);
    if (html === null) {
      target?.close();
      return tell(app, view === "events" ? EXPORT.notListed : T.reports.notReady, true);
    }
    if (target !== null) {
      fill(target, new TextDecoder().decode(html));
      tell(app, EXPORT.printing);
      target.print();
      return;
    }
    const name = exportName(app, data, FILES[view] ?? "sessions", "pdf");
    if (await app.host.savePdf(name, html)) tell(app, EXPORT.savedPicture(name));
  } catch (error) {
    target?.close();
    tell(app, errorText(asAppError(error).code), true);
  }
}

/** The report of what is on screen as HTML; null while it is not ready. */
async function reportOfView(app: App): Promise<Uint8Array | null> {
  const { data } = app.dataset.get();
  if (data === null) return null;
  switch (app.view.get().view) {
    case "reports":
      return await app.reports.save("html");
    case "coverage":
      return await encode(coverageHtml(coverageAnswer(app, data)));
    case "events": {
      const list = app.events.get().phase === "done" ? shownRecords(app) : null;
      return list === null ? null : await encode(await recordsHtml(app, data, list));
    }
    case "sources":
      return await encode(await sourcesHtml(app, data));
    case "failures":
      return await encode(await failureExport(app, data).pieces("html"));
    default:
      return await encode(await sessionExport(app, data).pieces("html"));
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
