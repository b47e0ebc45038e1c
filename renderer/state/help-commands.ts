import type { HelpPlace } from "../data/help/help-page.ts";
import { QUESTIONS, REPORT_TOPICS, VIEW_TOPICS } from "../data/help/help-topics.ts";
import type { App } from "./app.ts";

/** More places than these nobody goes back through. */
const MOST_PAST = 50;

/** The page of the guide for what is on screen. */
export function topicOf(app: App): HelpPlace {
  if (app.dataset.get().data === null) return VIEW_TOPICS.start;
  const { view, report, person } = app.view.get();
  if (view === "reports") return REPORT_TOPICS[report.name];
  if (view === "summary" && person !== null) return QUESTIONS.person;
  return VIEW_TOPICS[view];
}

/** Opens the guide: at a place, else where it was left on this view, else at the page of the view. */
export function showHelp(app: App, place?: HelpPlace): void {
  const { visit, topic, asked } = app.help.get();
  const own = topicOf(app);
  const name = `${own.page}#${own.section ?? ""}`;
  app.help.patch({ open: true, topic: name, asked: asked + 1 });
  if (place !== undefined) goToHelp(app, place);
  else if (visit === null || topic !== name) goToHelp(app, own);
}

export function hideHelp(app: App): void {
  app.help.patch({ open: false });
}

/** Shows a place, and remembers the one that is left with how far it was scrolled. */
export function goToHelp(app: App, place: HelpPlace, top = 0): void {
  const { visit, past } = app.help.get();
  const left = visit === null ? past : [...past, { ...visit, top }].slice(-MOST_PAST);
  app.help.patch({ visit: { place, top: 0 }, past: left, search: "" });
}

/** Back to the place before. */
export function goBackInHelp(app: App): void {
  const { past } = app.help.get();
  const before = past.at(-1);
  if (before !== undefined) app.help.patch({ visit: before, past: past.slice(0, -1), search: "" });
}

export function searchHelp(app: App, search: string): void {
  app.help.patch({ search });
}

/** Keeps how far the page was scrolled when the guide is closed. */
export function keepHelpTop(app: App, top: number): void {
  const { visit } = app.help.get();
  if (visit !== null) app.help.patch({ visit: { ...visit, top } });
}
