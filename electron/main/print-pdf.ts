import { randomBytes } from "node:crypto";
import { BrowserWindow, session } from "electron";
import { PAGE_SCHEME_NAME } from "./page-origin.ts";

/** Where the report stands for as long as it is printed: in memory, in a session that knows nothing else. */
export const PRINT_URL = `${PAGE_SCHEME_NAME}://print/report.html`;

/** Page numbers at the foot; the page itself has no script to count with. */
const FOOT =
  '<div style="font:8px sans-serif;width:100%;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';

/**
 * Prints an HTML report in a window that nobody sees: sandboxed, without script, and with a session of its own that holds
 * that one document and loads nothing else. Nothing is written to disk. Whoever stops it ends the window.
 */
export async function printToPdf(html: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted();
  let hidden: BrowserWindow | null = null;
  const stop = (): void => hidden?.destroy();
  signal.addEventListener("abort", stop);
  try {
    const own = session.fromPartition(`print-${randomBytes(8).toString("hex")}`);
    own.protocol.handle(PAGE_SCHEME_NAME, ({ url }) => answerPrint(url, html));
    own.webRequest.onBeforeRequest({ urls: ["<all_urls>"] }, ({ url }, answer) =>
      answer({ cancel: url !== PRINT_URL }),
    );
    own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    hidden = new BrowserWindow({
      show: false,
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        webSecurity: true,
        spellcheck: false,
      },
    });
    // A window that is gone answers neither of the two, in whatever way a version of Electron sees to that.
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
    });
    stopped.catch(() => {});
    await Promise.race([hidden.loadURL(PRINT_URL), stopped]);
    const printing = hidden.webContents.printToPDF({
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: "<span></span>",
      footerTemplate: FOOT,
    });
    const pdf = await Promise.race([printing, stopped]);
    signal.throwIfAborted();
    return pdf;
  } finally {
    signal.removeEventListener("abort", stop);
    hidden?.destroy();
  }
}

function answerPrint(url: string, html: Uint8Array): Response {
  if (url !== PRINT_URL) return new Response(null, { status: 404 });
  // The report brings its own policy.
  return new Response(new Uint8Array(html), { headers: { "content-type": "text/html; charset=utf-8" } });
}
