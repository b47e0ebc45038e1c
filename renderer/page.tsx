import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { KEEPS_NOTHING, openKeep } from "./data/keep.ts";
import { noHostText } from "./data/messages.ts";
import type { RendererHost } from "./host/renderer-host.ts";
import { isInBrowser, selectHost } from "./host/select-host.ts";
import { createApp } from "./state/app.ts";
import { followBrowser } from "./state/browser-trail.ts";
import { asAppError } from "./state/open-commands.ts";
import { returnFromReload } from "./state/reload-trip.ts";
import { NoHost } from "./views/frame/no-host.tsx";
import { Root } from "./views/frame/root.tsx";

async function findHost(): Promise<RendererHost> {
  if (import.meta.env.DEV) {
    const { devHost } = await import("./testing/dev-host.ts");
    const host = devHost(new URLSearchParams(window.location.search));
    if (host !== null) return host;
  }
  return selectHost(window);
}

/** Finds the program behind the page and draws the page. */
export async function startPage(place: HTMLElement, storage: Storage | null): Promise<void> {
  const root = createRoot(place);
  try {
    const host = await findHost();
    // Without an answer the page says so itself; until then nothing is kept.
    const info = await host.info().catch(() => null);
    const keep = info === null ? KEEPS_NOTHING : await openKeep(info, window.location.hostname);
    // A private start writes nothing, habits neither.
    const app = createApp(host, info?.capabilities.keep === false ? null : storage, keep);
    // A window of its own has no such buttons.
    if (isInBrowser(window)) followBrowser(app, window);
    await returnFromReload(app, window.sessionStorage);
    root.render(
      <StrictMode>
        <Root app={app} />
      </StrictMode>,
    );
  } catch (error) {
    root.render(<NoHost why={noHostText(asAppError(error))} />);
  }
}
