import type { App, Session, WebContents } from "electron";
import { isExternalLink } from "./external-links.ts";
import { isPageUrl } from "./page-origin.ts";

/**
 * What pages may not do, whatever they show: leave, open windows, embed others, ask for devices, reach the network,
 * download. Everything is denied by default, so a new feature of Chromium is denied too.
 */

/** Hardens every web contents there will ever be, from the moment it is created. */
export function hardenApp(app: Pick<App, "on">, openExternal: (url: string) => void): void {
  app.on("web-contents-created", (_event, contents) => hardenContents(contents, openExternal));
}

function hardenContents(contents: WebContents, openExternal: (url: string) => void): void {
  // A file dropped beside a drop zone, a redirect and a link all arrive here. Frames of the page are not expected at
  // all (the CSP forbids them) and are held to the same rule.
  contents.on("will-navigate", (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  contents.on("will-frame-navigate", (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  contents.on("will-redirect", (event) => {
    if (!isPageUrl(event.url)) event.preventDefault();
  });
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isExternalLink(url)) openExternal(url);
    return { action: "deny" };
  });
}

/** Addresses that no session may load; `app:` and `blob:` are what remains for the page. */
const NETWORK = ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "ftp://*/*"];

/** The one permission the page has: putting text on the clipboard ("Copy as text"). Reading it stays denied. */
const COPY = "clipboard-sanitized-write";

/** Hardens the session that the page lives in. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(permission === COPY && isPageUrl(requestingUrl)),
  );
  // The origin of a check may end in a slash or not.
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === COPY && isPageUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
  // The program never speaks to a network; this holds even where a CSP would not apply.
  session.webRequest.onBeforeRequest({ urls: NETWORK }, (_details, answer) => answer({ cancel: true }));
  // Files are saved through a dialog of the main process, never as a download.
  session.on("will-download", (event) => event.preventDefault());
  // Chromium fetches dictionaries from the network otherwise.
  session.setSpellCheckerEnabled(false);
}
