import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { KEEPS_NOTHING, openKeep } from "./data/keep.ts";
import type { RendererHost } from "./host/renderer-host.ts";
import { isInBrowser, selectHost } from "./host/select-host.ts";
import { createApp } from "./state/app.ts";
import { followBrowser } from "./state/browser-trail.ts";
import { asAppError } from "./state/open-commands.ts";
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
import "./styles/coverage.css";
import "./styles/details.css";
import "./styles/coach.css";
import "./styles/cloud.css";
import "./styles/scripts.css";
import "./styles/narrow.css";
import { NoHost } from "./views/frame/no-host.tsx";
import { Root } from "./views/frame/root.tsx";

/** `localStorage` where the page has one; it can be refused. */
function pageStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

async function findHost(): Promise<RendererHost> {
  if (import.meta.env.DEV) {
    const { devHost } = await import("./testing/dev-host.ts");
    const host = devHost(new URLSearchParams(window.location.search));
    if (host !== null) return host;
  }
  return selectHost(window);
}

async function start(): Promise<void> {
  const place = document.getElementById("root");
  if (place === null) return;
  const root = createRoot(place);
  try {
    const host = await findHost();
    // Without an answer the page says so itself; until then nothing is kept.
    const info = await host.info().catch(() => null);
    const keep = info === null ? KEEPS_NOTHING : await openKeep(info, window.location.hostname);
    // A private start writes nothing, habits neither.
    const app = createApp(host, info?.capabilities.keep === false ? null : pageStorage(), keep);
    // A window of its own has no such buttons.
    if (isInBrowser(window)) followBrowser(app, window);
    root.render(
      <StrictMode>
        <Root app={app} />
      </StrictMode>,
    );
  } catch (error) {
    root.render(<NoHost code={asAppError(error).code} />);
  }
}

void start();
