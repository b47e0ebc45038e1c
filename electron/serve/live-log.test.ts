import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { httpWire } from "../../renderer/host/http-wire.ts";
import type { CollectEvent } from "../../shared/contract/host.ts";
import { createHostClient, type HostClient } from "../../shared/contract/rpc-page.ts";
import { tokenOf } from "../../tests/entered.ts";
import { eventually } from "../../tests/eventually.ts";
import { createStandIn, type StandIn } from "../../tests/windows/stand-in.ts";
import { createCollector } from "../collect/collector.ts";
import { createHostService, type HostService } from "../host/host-service.ts";
import { type RunningServer, startServer } from "./server.ts";

/* The log of this machine over the browser host: the same calls, behind the same token. */

let standIn: StandIn;
let service: HostService;
let server: RunningServer;
beforeEach(async () => {
  const records = [{ id: 1, time: "2024-03-06T13:00:00.0000000Z", event: "4608" }] as const;
  standIn = createStandIn({
    computer: "PC-014",
    uac: "yes",
    logs: { Security: { guarded: true, records }, System: { hangs: true, records: [] } },
  });
  service = createHostService({
    workerUrl: new URL("data:text/javascript,"),
    demoFolder: standIn.parent,
    private: true,
    collector: createCollector(standIn.options),
  });
  const home = join(standIn.parent, "..");
  mkdirSync(join(home, "spool"));
  writeFileSync(join(home, "index.html"), "<!doctype html>");
  server = await startServer({
    openPage: service.openPage,
    pageFolder: home,
    name: "test",
    port: 0,
    spool: { parent: join(home, "spool") },
    keepMs: 50,
  });
});
afterEach(async () => {
  await server.close();
  await service.close();
  expect(readdirSync(standIn.parent)).toEqual([]);
  standIn.remove();
});

const connect = async (wrong = ""): Promise<HostClient> => {
  const { origin } = new URL(server.plainUrl);
  const page = { origin, token: (await tokenOf(server.plainUrl)) + wrong, id: crypto.randomUUID() };
  return createHostClient(
    httpWire(
      page,
      () => {},
      () => {},
    ),
  );
};
const exported = () =>
  readdirSync(standIn.parent).flatMap((folder) => readdirSync(join(standIn.parent, folder)));

test("a page with the token sees it and saves it", async () => {
  const page = await connect();
  expect((await page.info()).capabilities.liveLog).toBe(true);
  expect((await page.liveLog()).channels[0]).toMatchObject({ id: "security", state: "needsAdmin" });
  const events: CollectEvent[] = [];
  page.collect({ channels: ["security"], whole: false, after: [] }, (event) => events.push(event));
  await eventually(() => expect(events.at(-1)?.type).toBe("done"));
  expect(events.at(-1)).toMatchObject({ files: [{ bytes: 69_632 }] });
  expect(exported()).toHaveLength(1);
});

test("a page without it starts nothing", async () => {
  const events: CollectEvent[] = [];
  const page = await connect("x");
  page.collect({ channels: ["security"], whole: false, after: [] }, (event) => events.push(event));
  await eventually(() => expect(events).toMatchObject([{ type: "failed", error: { code: "hostLost" } }]));
  expect(standIn.calls()).toEqual([]);
});

test("a page that goes away leaves neither program nor file behind", async () => {
  const page = await connect();
  page.collect({ channels: ["system"], whole: false, after: [] }, () => {});
  await eventually(() => expect(exported()).toHaveLength(1));
  page.close();
  await eventually(() => expect([exported(), standIn.running()]).toEqual([[], 0]));
});
