import { chooseLanguage, readerLanguages } from "./data/language.ts";
import { loadLanguage } from "./data/load-language.ts";
import { keptLanguage } from "./state/kept-language.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/frame.css";
import "./styles/top-bar.css";
import "./styles/filter.css";
import "./styles/range.css";
import "./styles/rail.css";
import "./styles/status.css";
import "./styles/notices.css";
import "./styles/overlays.css";
import "./styles/strip.css";
import "./styles/start.css";
import "./styles/live.css";
import "./styles/summary.css";
import "./styles/person.css";
import "./styles/table.css";
import "./styles/failures.css";
import "./styles/timeline.css";
import "./styles/charts.css";
import "./styles/breakdown.css";
import "./styles/sources.css";
import "./styles/reports.css";
import "./styles/coverage-list.css";
import "./styles/coverage.css";
import "./styles/coverage-matrix.css";
import "./styles/coverage-tables.css";
import "./styles/compare.css";
import "./styles/details.css";
import "./styles/coach.css";
import "./styles/cloud.css";
import "./styles/scripts.css";
import "./styles/about.css";
import "./styles/help.css";
import "./styles/narrow.css";
import "./styles/forced.css";

/** `localStorage` where the page has one; it can be refused. */
function pageStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** Settles the language, then loads the page: its modules take their words when they are loaded. */
async function start(): Promise<void> {
  const place = document.getElementById("root");
  if (place === null) return;
  const storage = pageStorage();
  const asked = new URLSearchParams(window.location.search).get("lang");
  const language = chooseLanguage(asked, keptLanguage(storage), readerLanguages());
  document.documentElement.lang = language;
  await loadLanguage(language);
  const { startPage } = await import("./page.tsx");
  await startPage(place, storage);
}

void start();
