/**
 * Stands between the page and the main process and adds two things to the page: the port to its host, and a way to
 * name dropped files by token. Paths go from here to the main process only; nothing of Electron is exposed.
 */
import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { Result } from "../../shared/contract/errors.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import {
  ADOPT_CHANNEL,
  isNonce,
  PAGE_GLOBAL,
  PAGE_ORIGIN,
  type PageLink,
  PORT_CHANNEL,
  PORT_REPLY,
  PORT_REQUEST,
} from "../../shared/contract/page-link.ts";

/** The request that waits for its port; only the newest one counts. */
let awaited: string | null = null;

function onPageMessage(event: MessageEvent<unknown>): void {
  if (event.source !== window || event.origin !== PAGE_ORIGIN) return;
  const { data } = event;
  if (typeof data !== "object" || data === null) return;
  const { type, nonce } = data as { type?: unknown; nonce?: unknown };
  if (type !== PORT_REQUEST || !isNonce(nonce)) return;
  awaited = nonce;
  ipcRenderer.send(PORT_CHANNEL, nonce);
}

/** A file's path; "" for one that is not on disk, such as one made by a script. */
function pathOf(file: File): string {
  try {
    return webUtils.getPathForFile(file);
  } catch {
    return "";
  }
}

const link: PageLink<File> = {
  async adopt(files) {
    const paths = [...files].map(pathOf).filter((path) => path !== "");
    return (await ipcRenderer.invoke(ADOPT_CHANNEL, paths)) as Result<readonly FileRef[]>;
  },
};

if (window.location.origin === PAGE_ORIGIN && window.top === window) {
  window.addEventListener("message", onPageMessage);
  ipcRenderer.on(PORT_CHANNEL, (event, nonce: unknown) => {
    if (nonce !== awaited || event.ports.length !== 1) return;
    awaited = null;
    window.postMessage({ type: PORT_REPLY, nonce }, PAGE_ORIGIN, [...event.ports]);
  });
  contextBridge.exposeInMainWorld(PAGE_GLOBAL, link);
}
