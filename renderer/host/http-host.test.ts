// @vitest-environment node

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PageHost } from "../../electron/host/page-host.ts";
import { type RunningServer, startServer } from "../../electron/serve/server.ts";
import type { HostEvent } from "../../shared/contract/host.ts";
import { tokenOf } from "../../tests/entered.ts";
import { eventually } from "../../tests/eventually.ts";
import { createHttpHost } from "./http-host.ts";
import type { HttpPage } from "./http-wire.ts";
import type { Connection } from "./renderer-host.ts";

/* The page's half of the browser host against the real server, with a host behind it that knows nothing of files. */
let folder = "";
let server: RunningServer;
let news: ((event: HostEvent) => void)[] = [];

const start = async (port = 0): Promise<void> => {
  server = await startServer({
    openPage: () =>
      ({
        recent: () => Promise.resolve([]),
        listen(onEvent: (event: HostEvent) => void) {
          news.push(onEvent);
          return () => {
            news = news.filter((each) => each !== onEvent);
          };
        },
        close() {},
      }) as unknown as PageHost,
    pageFolder: folder,
    name: "test",
    port,
    spool: { parent: folder },
  });
};
const page = async (): Promise<HttpPage> => {
  const { origin } = new URL(server.plainUrl);
  return { origin, token: await tokenOf(server.plainUrl), id: crypto.randomUUID() };
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-http-host-test-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  news = [];
  await start();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test("a page asks and listens; a host that is gone is told, and so is one that was started anew", async () => {
  const host = createHttpHost({ page: await page(), retryMs: [20] });
  const states: Connection[] = [];
  const stopWatching = host.watchConnection((connection) => states.push(connection));
  const events: HostEvent[] = [];
  const stop = host.listen((event) => events.push(event));
  expect(await host.recent()).toEqual([]);
  await eventually(() => expect(news).toHaveLength(1));
  news[0]?.({ type: "command", command: "open" });
  await eventually(() => expect(events).toEqual([{ type: "command", command: "open" }]));

  const { port } = server;
  const waiting = host.recent();
  await server.close();
  // Either it was answered just before the end, or it fails; it never hangs.
  await waiting.catch((failure: unknown) => expect(failure).toMatchObject({ error: { code: "hostLost" } }));
  await eventually(() => expect(states.at(-1)).toBe("lost"));
  await expect(host.recent()).rejects.toMatchObject({ error: { code: "hostLost" } });

  await start(port);
  // The new start has another token: the page may not come back, and stops trying.
  await eventually(() => expect(states.at(-1)).toBe("refused"));
  stop();
  stopWatching();
});

test("a connection that breaks is made again, and the listener goes on", async () => {
  const own = await page();
  const host = createHttpHost({ page: own, retryMs: [10] });
  const events: HostEvent[] = [];
  const stop = host.listen((event) => events.push(event));
  await eventually(() => expect(news).toHaveLength(1));
  // Another stream with the id of the page replaces its first one, as after a broken tunnel.
  const other = new AbortController();
  await fetch(`${own.origin}/api/stream`, {
    headers: { "x-logonscope-token": own.token, "x-logonscope-page": own.id },
    signal: other.signal,
  });
  await eventually(() => expect(news).toHaveLength(1));
  await eventually(() => {
    news.at(-1)?.({ type: "command", command: "find" });
    expect(events.at(-1)).toEqual({ type: "command", command: "find" });
  });
  other.abort();
  stop();
});
