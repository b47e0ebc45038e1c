import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CollectEvent, Host } from "../../shared/contract/host.ts";
import type { CollectOptions } from "../../shared/contract/live-log.ts";
import type { FileToken } from "../../shared/types/units.ts";
import { eventually } from "../../tests/eventually.ts";
import { createStandIn, type StandIn } from "../../tests/windows/stand-in.ts";
import type { World } from "../../tests/windows/world.ts";
import { createCollector } from "../collect/collector.ts";
import { createHostService, type HostService } from "./host-service.ts";

const record = (id: number) =>
  ({ id, time: `2024-03-06T13:00:0${id}.0000000Z`, event: "eventLog6005" }) as const;
const world = (...ids: readonly number[]): World => ({
  computer: "PC-014",
  uac: "yes",
  logs: { System: { records: ids.map(record) } },
});

let standIn: StandIn;
let service: HostService;
beforeEach(async () => {
  standIn = createStandIn(world(1, 2));
  service = createHostService({
    workerUrl: new URL("data:text/javascript,"),
    demoFolder: standIn.parent,
    private: true,
    collector: createCollector(standIn.options),
  });
});
afterEach(async () => {
  await service.close();
  expect(readdirSync(standIn.parent)).toEqual([]);
  standIn.remove();
});

const SYSTEM: CollectOptions = { channels: ["system"], whole: false, after: [] };
function collect(
  page: Host,
  options: CollectOptions = SYSTEM,
  onStart?: (stop: () => void) => void,
): Promise<CollectEvent> {
  return new Promise((resolve) => {
    const stop = page.collect(options, (event) => {
      if (event.type !== "channel") resolve(event);
    });
    onStart?.(stop);
  });
}
const filesOf = (event: CollectEvent) => {
  expect(event.type).toBe("done");
  return event.type === "done" ? event.files : [];
};
const exported = () =>
  readdirSync(standIn.parent).flatMap((folder) => readdirSync(join(standIn.parent, folder)));
const queries = () =>
  standIn
    .calls()
    .filter((call) => call.includes("epl"))
    .map((call) => call.at(-1) ?? "");

describe("the log of this machine", () => {
  test("can be asked for where there is one", async () => {
    expect((await service.info()).capabilities.liveLog).toBe(true);
    expect((await service.liveLog()).channels[1]).toMatchObject({ id: "system", records: 2 });
  });

  test("becomes files of the page: tokens and names, no paths", async () => {
    const files = filesOf(await collect(service));
    expect(files).toEqual([
      { token: expect.any(String), name: expect.stringMatching(/^PC-014-System-.*\.evtx$/), bytes: 69_632 },
    ]);
    expect(JSON.stringify(files)).not.toContain(dirname(standIn.parent));
  });

  test("is saved from where the last files end, as far as they are files of this page", async () => {
    const page = service.openPage();
    const first = filesOf(await collect(page));
    const after = [...first.map(({ token }) => token), "guessed" as FileToken];
    expect(filesOf(await collect(page, { ...SYSTEM, after }))).toEqual([]);
    standIn.set(world(1, 2, 3));
    const second = filesOf(await collect(page, { ...SYSTEM, after }));
    expect(second).toHaveLength(1);
    const third = [...after, ...second.map(({ token }) => token)];
    expect(filesOf(await collect(page, { ...SYSTEM, after: third }))).toEqual([]);
    filesOf(await collect(service.openPage(), { ...SYSTEM, after }));
    expect(queries().map((query) => /EventRecordID>\d+/.exec(query)?.[0] ?? "all")).toEqual([
      "all",
      "EventRecordID>2",
      "EventRecordID>2",
      "EventRecordID>3",
      "all",
    ]);
  });

  test("is removed with the page it was saved for", async () => {
    const page = service.openPage();
    filesOf(await collect(page));
    expect(exported()).toHaveLength(1);
    page.close();
    expect(exported()).toEqual([]);
  });

  test("that is still being saved when its page goes is not kept", async () => {
    standIn.set({ ...world(1), logs: { System: { records: [record(1)], hangs: true } } });
    const page = service.openPage();
    const running = collect(page);
    await eventually(() => expect(exported()).toHaveLength(1));
    page.close();
    expect(await running).toEqual({ type: "cancelled" });
    expect([exported(), standIn.running()]).toEqual([[], 0]);
  });

  test("stops being saved when the page says so", async () => {
    standIn.set({ ...world(1), logs: { System: { records: [record(1)], hangs: true } } });
    const end = await collect(service, SYSTEM, (stop) => setTimeout(stop, 300));
    expect(end).toEqual({ type: "cancelled" });
    expect(existsSync(standIn.parent)).toBe(true);
  });
});

test("a host without one says so", async () => {
  const plain = createHostService({
    workerUrl: new URL("data:text/javascript,"),
    demoFolder: standIn.parent,
    private: true,
  });
  expect((await plain.info()).capabilities.liveLog).toBe(false);
  expect((await plain.liveLog()).unsupported).toMatchObject({ code: "notWindows" });
  expect(await collect(plain)).toMatchObject({ type: "failed", error: { code: "notWindows" } });
  await plain.close();
});

test("other computers become files of the page, and those that fail are told", async () => {
  standIn.set({
    ...world(1, 2),
    hosts: { dc1: { computer: "DC1.corp.local", logs: { System: { records: [record(1), record(2)] } } } },
  });
  const page = service.openPage();
  const steps: string[] = [];
  const end = await new Promise<CollectEvent>((resolve) => {
    page.collect({ ...SYSTEM, hosts: ["dc1"] }, (event) => {
      if (event.type === "host") steps.push(event.progress.step);
      else resolve(event);
    });
  });
  expect(filesOf(end).map(({ name }) => name)).toEqual(["DC1.corp.local-System.xml"]);
  expect(steps).toEqual(expect.arrayContaining(["waiting", "asking", "reading", "done"]));
  expect(standIn.calls().some((call) => call.includes("/r:dc1"))).toBe(true);
  page.close();
  expect(exported()).toEqual([]);
});
