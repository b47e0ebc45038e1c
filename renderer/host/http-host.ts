import type { Host, HostEvent } from "../../shared/contract/host.ts";
import { createHostClient, type HostClient } from "../../shared/contract/rpc-page.ts";
import { ConnectionState } from "./connection-state.ts";
import { type HttpPage, httpWire } from "./http-wire.ts";
import type { RendererHost } from "./renderer-host.ts";
import { createDownloads } from "./save-download.ts";
import { uploadFiles } from "./upload.ts";

export interface HttpHostOptions {
  readonly page: HttpPage;
  /** Keeps the id of the page for its next load. */
  readonly keepId?: (id: string) => void;
  /** Waiting times between attempts to reach a host that is gone. */
  readonly retryMs?: readonly number[];
}

const RETRY_MS = [500, 1000, 2000, 5000, 10_000];

/**
 * The browser host over HTTP. A broken connection fails what was under way; while somebody listens to host events it
 * is tried again, and a call tries at once. The host keeps cases and uploads of the page for a minute, so a short
 * break costs nothing else.
 */
export function createHttpHost({ page, keepId, retryMs = RETRY_MS }: HttpHostOptions): RendererHost {
  const state = new ConnectionState();
  const listeners = new Set<(event: HostEvent) => void>();
  let client: HostClient | null = null;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const connect = (): HostClient => {
    if (client !== null) return client;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const wire = httpWire(
      page,
      () => {
        attempt = 0;
        state.set("connected");
      },
      (why) => state.set(why),
    );
    const made = createHostClient(wire, {
      onLost: () => {
        if (client !== made) return;
        client = null;
        if (state.now !== "refused" && listeners.size > 0) retry();
      },
    });
    client = made;
    // One stream of news for all listeners; it ends with the connection.
    if (listeners.size > 0) made.listen(spread);
    return made;
  };
  const spread = (event: HostEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const retry = (): void => {
    const wait = retryMs[Math.min(attempt++, retryMs.length - 1)] ?? 0;
    timer ??= setTimeout(connect, wait);
  };

  // A host that refuses will refuse again: calls still fail by themselves, with `hostLost`.
  const host: Host = {
    info: () => connect().info(),
    pickFiles: () => connect().pickFiles(),
    demoFiles: () => connect().demoFiles(),
    recent: () => connect().recent(),
    recentFiles: (id) => connect().recentFiles(id),
    forgetRecent: (id) => connect().forgetRecent(id),
    openCase: (files, onEvent, options) => connect().openCase(files, onEvent, options),
    closeCase: (caseId) => connect().closeCase(caseId),
    identify: (files, full) => connect().identify(files, full),
    attachCase: (files, sources) => connect().attachCase(files, sources),
    readRecord: (caseId, source, offset) => connect().readRecord(caseId, source, offset),
    openRecords: (caseId, ask) => connect().openRecords(caseId, ask),
    nextRecords: (records) => connect().nextRecords(records),
    closeRecords: (records) => connect().closeRecords(records),
    listEvents: (caseId, ask, onEvent) => connect().listEvents(caseId, ask, onEvent),
    liveLog: () => connect().liveLog(),
    collect: (asked, onEvent) => connect().collect(asked, onEvent),
    ...createDownloads(),
    showSaved: (save) => connect().showSaved(save),
    dragSaved: (save) => connect().dragSaved(save),
    pageState: (state) => connect().pageState(state),
    listen(onEvent) {
      const isFirst = listeners.size === 0;
      listeners.add(onEvent);
      if (client === null) connect();
      else if (isFirst) client.listen(spread);
      return () => listeners.delete(onEvent);
    },
  };
  return {
    ...host,
    async adopt(files, onProgress) {
      // The host must know the page before it takes its files.
      await connect().info();
      return await uploadFiles(page, files, onProgress);
    },
    watchConnection: state.watch,
    willReload: () => keepId?.(page.id),
  };
}
