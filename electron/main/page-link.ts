import { type IpcMain, type IpcMainEvent, type IpcMainInvokeEvent, MessageChannelMain } from "electron";
import { appError, HostError, type Result } from "../../shared/contract/errors.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import { ADOPT_CHANNEL, isNonce, PORT_CHANNEL } from "../../shared/contract/page-link.ts";
import { type ServedHost, serveHost } from "../../shared/contract/rpc-host.ts";
import { failureForLog } from "../host/failure-for-log.ts";
import type { PageHost } from "../host/page-host.ts";
import { sameBytes } from "../host/same-bytes.ts";
import { isFromPage } from "./page-origin.ts";
import { mainPortWire } from "./port-wire.ts";
import { arePaths } from "./start-arguments.ts";

export interface PageLinkOptions {
  readonly ipcMain: Pick<IpcMain, "on" | "handle">;
  /** A host for a page that has just connected; it is closed with the page. */
  readonly openPage: () => PageHost;
  /** Whether web contents belong to a window of ours. */
  readonly isOurs: (contentsId: number) => boolean;
  /** Told why something was refused, never what was in it: that may be personal data. */
  readonly log: (text: string) => void;
}

/** A page with a port. */
interface Connected {
  readonly page: PageHost;
  readonly served: ServedHost;
}

/** Answers the two questions that a preload script can ask: for the port to the host, and to adopt dropped files. */
export function answerPages({ ipcMain, openPage, isOurs, log }: PageLinkOptions): void {
  const connected = new Map<number, Connected>();
  const trusted = (event: IpcMainEvent | IpcMainInvokeEvent, channel: string): boolean => {
    const ok = isFromPage(event, isOurs);
    if (!ok) log(`${channel}: refused a foreign sender`);
    return ok;
  };

  ipcMain.on(PORT_CHANNEL, (event, nonce: unknown) => {
    if (!trusted(event, PORT_CHANNEL)) return;
    if (!isNonce(nonce)) return log(`${PORT_CHANNEL}: refused a malformed request`);
    const { id } = event.sender;
    // A reloaded page comes without its old port; its jobs must not go on unseen.
    connected.get(id)?.served.close();
    const { port1, port2 } = new MessageChannelMain();
    const { wire, start } = mainPortWire(port1);
    const page = openPage();
    const served = serveHost(wire, page, {
      onRefused: (reason) => log(`refused a message of the page: ${reason}`),
      onFailure: (name, failure) => log(`${name} failed: ${failureForLog(failure)}`),
      sameBytes,
    });
    const stopStreams = wire.onClose;
    wire.onClose = () => {
      stopStreams?.();
      page.close();
      if (connected.get(id)?.page === page) connected.delete(id);
    };
    connected.set(id, { page, served });
    start();
    event.senderFrame?.postMessage(PORT_CHANNEL, nonce, [port2]);
  });

  ipcMain.handle(ADOPT_CHANNEL, async (event, paths: unknown): Promise<Result<readonly FileRef[]>> => {
    if (!trusted(event, ADOPT_CHANNEL)) return { ok: false, error: appError("notAllowed") };
    if (!arePaths(paths)) return { ok: false, error: appError("badMessage", { reason: "paths" }) };
    const page = connected.get(event.sender.id)?.page;
    // Tokens belong to the page that holds the port.
    if (page === undefined) return { ok: false, error: appError("notAllowed", { reason: "noPort" }) };
    try {
      return { ok: true, value: (await page.adoptPaths(paths)).map(onlyRef) };
    } catch (failure) {
      if (failure instanceof HostError) return { ok: false, error: failure.error };
      log(`${ADOPT_CHANNEL} failed: ${failureForLog(failure)}`);
      return { ok: false, error: appError("internal") };
    }
  });
}

/** What the page may know of a file, and nothing that a host may have put beside it. */
function onlyRef({ token, name, bytes }: FileRef): FileRef {
  return { token, name, bytes };
}
