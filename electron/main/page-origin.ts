import type { CustomScheme, IpcMainEvent, IpcMainInvokeEvent } from "electron";
import { PAGE_ORIGIN } from "../../shared/contract/page-link.ts";

/** The one page of the program. */
export const PAGE_SCHEME_NAME = "app";
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

/**
 * Registered before `ready`. `standard` gives the page a real origin with storage, `secure` the features of https;
 * what the page does not use (service workers, extensions, passing by its own CSP) stays off.
 */
export const PAGE_SCHEME: CustomScheme = {
  scheme: PAGE_SCHEME_NAME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

/** True for an address inside the page's origin. Text is compared: `URL` knows no origin of unregistered schemes. */
export function isPageUrl(url: string): boolean {
  return url === PAGE_ORIGIN || url.startsWith(`${PAGE_ORIGIN}/`);
}

/**
 * True when a message comes from the top frame of one of our windows, showing our page. The frame is null once it has
 * navigated or died: such a message is refused.
 */
export function isFromPage(
  event: IpcMainEvent | IpcMainInvokeEvent,
  isOurs: (contentsId: number) => boolean,
): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    frame.parent === null &&
    frame.origin === PAGE_ORIGIN &&
    isPageUrl(frame.url) &&
    isOurs(event.sender.id)
  );
}
