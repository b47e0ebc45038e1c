import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import { httpWires } from "../../electron/serve/testing-wires.ts";
import { emptyCase } from "../testing/empty-case.ts";
import { nodePort } from "../testing/node-port.ts";
import type { CaseId, FileToken } from "../types/units.ts";
import { appError, HostError } from "./errors.ts";
import { encodeFrame } from "./frames.ts";
import type { Host, HostEvent } from "./host.ts";
import type { JobEvent } from "./job.ts";
import { memoryWires } from "./memory-wire.ts";
import { portWire } from "./port-pieces.ts";
import { serveHost } from "./rpc-host.ts";
import { createHostClient, type HostClient } from "./rpc-page.ts";
import type { Wire } from "./wire.ts";

/** A host that can be made to do everything a host may do. */
function testHost(): Host & {
  readonly jobs: { events: (event: JobEvent) => void; stopped: number }[];
  news: (event: HostEvent) => void;
  listeners: number;
} {
  const jobs: { events: (event: JobEvent) => void; stopped: number }[] = [];
  const state = { news: (_: HostEvent): void => {}, listeners: 0 };
  const file = { token: "t1" as FileToken, name: "Sécurité.evtx", bytes: 70_000 };
  const own: Host = {
    info: async () => ({
      contract: 1,
      engine: "0",
      platform: "linux",
      zone: "UTC",
      locale: "en",
      capabilities: { pickFiles: true, saveFile: true, recent: true, liveLog: false },
    }),
    pickFiles: () => new Promise(() => {}),
    demoFiles: async () => [file],
    recent: async () => [{ id: "r1", names: [file.name], openedAt: 1 }],
    recentFiles: async () => Promise.reject(new Error("secret /home/path")),
    forgetRecent: async () => {},
    closeCase: async (caseId) => {
      throw new HostError(appError("caseUnknown", { caseId }));
    },
    readRecord: async (_caseId, source, offset) => ({
      xml: "x".repeat(source),
      record: {
        recordId: String(offset),
        eventId: 4624,
        version: 2,
        level: 0,
        task: 12544,
        keywords: "0x8020000000000000",
        provider: null,
        channel: "Security",
        computer: "PC1",
        timeCreated: null,
        userSid: null,
        data: JSON.parse('{"__proto__":"a","Two":["b","c"]}') as Record<string, string>,
        userData: {},
      },
    }),
    saveFile: async (_name, bytes) => bytes.length === 10_000_000 && bytes[9_999_999] === 7,
    openCase(_files, onEvent) {
      const job = { events: onEvent, stopped: 0 };
      jobs.push(job);
      onEvent({ type: "started", caseId: `case${jobs.length}` as CaseId });
      return () => {
        job.stopped++;
      };
    },
    listen(onEvent) {
      state.listeners++;
      state.news = onEvent;
      return () => {
        state.listeners--;
      };
    },
  };
  return {
    ...own,
    jobs,
    get news() {
      return state.news;
    },
    get listeners() {
      return state.listeners;
    },
  };
}

interface Wires {
  readonly page: Wire;
  readonly host: Wire;
  /** Takes the wire away as a crash of either side would. */
  cut(): void;
  tidy(): Promise<void>;
}

const kinds: readonly (readonly [string, () => Promise<Wires>])[] = [
  [
    "memory",
    async () => {
      const [page, host] = memoryWires();
      return { page, host, cut: () => host.close(), tidy: async () => {} };
    },
  ],
  [
    "MessagePort",
    async () => {
      const { port1, port2 } = new MessageChannel();
      return {
        page: portWire(nodePort(port1)),
        host: portWire(nodePort(port2)),
        cut: () => port2.close(),
        tidy: async () => port1.close(),
      };
    },
  ],
  ["HTTP", httpWires],
];

describe.each(kinds)("over %s", (_, connect) => {
  let wires: Wires | null = null;
  const start = async (): Promise<{ page: HostClient; host: ReturnType<typeof testHost>; wires: Wires }> => {
    wires = await connect();
    const host = testHost();
    serveHost(wires.host, host);
    return { page: createHostClient(wires.page), host, wires };
  };
  afterEach(async () => {
    await wires?.tidy();
    wires = null;
  });

  test("calls are answered, side by side, with what they asked for", async () => {
    const { page } = await start();
    const [info, demo, recent, nothing, detail] = await Promise.all([
      page.info(),
      page.demoFiles(),
      page.recent(),
      page.forgetRecent("all"),
      page.readRecord("c" as CaseId, 3, 2 ** 40),
    ]);
    expect(info.capabilities.saveFile).toBe(true);
    expect(demo).toEqual([{ token: "t1", name: "Sécurité.evtx", bytes: 70_000 }]);
    expect(recent[0]?.openedAt).toBe(1);
    expect(nothing).toBeUndefined();
    expect(detail.record.recordId).toBe(String(2 ** 40));
    expect(Object.keys(detail.record.data)).toEqual(["__proto__", "Two"]);
  });

  test("large answers and large arguments arrive whole", async () => {
    const { page } = await start();
    const detail = await page.readRecord("c" as CaseId, 12_000_000, 0);
    expect(detail.xml.length).toBe(12_000_000);
  });

  test("failures of the contract keep their words, others become `internal` without any", async () => {
    const { page } = await start();
    await expect(page.closeCase("c9" as CaseId)).rejects.toMatchObject({
      error: { code: "caseUnknown", params: { caseId: "c9" } },
    });
    await expect(page.recentFiles("r")).rejects.toMatchObject({ error: { code: "internal", params: {} } });
  });

  test("a case streams its events in order and ends once", async () => {
    const { page, host } = await start();
    const events: JobEvent[] = [];
    page.openCase(["t1" as FileToken], (event) => events.push(event));
    await vi.waitFor(() => expect(events).toHaveLength(1));
    const data = emptyCase(1000);
    data.sessions.start.fill(Number.NaN);
    data.sessions.end.set([1, 2, 3]);
    host.jobs[0]?.events({ type: "partial", data, undecided: 3 });
    host.jobs[0]?.events({ type: "done", data });
    host.jobs[0]?.events({ type: "done", data });
    await vi.waitFor(() => expect(events.map((event) => event.type)).toEqual(["started", "partial", "done"]));
    const last = events[2];
    expect(last?.type === "done" && last.data).toStrictEqual(data);
  });

  test("two cases run side by side without mixing", async () => {
    const { page, host } = await start();
    const seen: string[] = [];
    page.openCase([], (event) => seen.push(`a ${event.type}`));
    page.openCase([], (event) => seen.push(`b ${event.type}`));
    await vi.waitFor(() => expect(host.jobs).toHaveLength(2));
    host.jobs[1]?.events({ type: "cancelled", data: null });
    host.jobs[0]?.events({ type: "done", data: emptyCase() });
    await vi.waitFor(() => expect(seen).toEqual(["a started", "b started", "b cancelled", "a done"]));
  });

  test("stopping a case asks the host, which still ends it", async () => {
    const { page, host } = await start();
    const events: JobEvent[] = [];
    const stop = page.openCase([], (event) => events.push(event));
    await vi.waitFor(() => expect(host.jobs).toHaveLength(1));
    stop();
    await vi.waitFor(() => expect(host.jobs[0]?.stopped).toBe(1));
    host.jobs[0]?.events({ type: "cancelled", data: emptyCase(1) });
    await vi.waitFor(() => expect(events.at(-1)?.type).toBe("cancelled"));
  });

  test("news reach a listener until it stops", async () => {
    const { page, host } = await start();
    const news: HostEvent[] = [];
    const stop = page.listen((event) => news.push(event));
    await vi.waitFor(() => expect(host.listeners).toBe(1));
    host.news({ type: "command", command: "open" });
    await vi.waitFor(() => expect(news).toHaveLength(1));
    stop();
    await vi.waitFor(() => expect(host.listeners).toBe(0));
  });

  test("a lost wire fails all that waits and all that comes, and stops the jobs", async () => {
    const { page, host, wires } = await start();
    const events: JobEvent[] = [];
    const waiting = page.pickFiles();
    page.openCase([], (event) => events.push(event));
    page.listen(() => {});
    await vi.waitFor(() => expect([host.jobs.length, host.listeners, events.length]).toEqual([1, 1, 1]));
    wires.cut();
    await expect(waiting).rejects.toMatchObject({ error: { code: "hostLost" } });
    await vi.waitFor(() =>
      expect(events.at(-1)).toMatchObject({ type: "failed", error: { code: "hostLost" } }),
    );
    expect(events).toHaveLength(2);
    await vi.waitFor(() => expect([host.jobs[0]?.stopped, host.listeners]).toEqual([1, 0]));
    await expect(page.info()).rejects.toBeInstanceOf(HostError);
    const late: JobEvent[] = [];
    page.openCase([], (event) => late.push(event));
    await vi.waitFor(() => expect(late.map((event) => event.type)).toEqual(["failed"]));
  });

  test("a page that closes cancels its jobs", async () => {
    const { page, host } = await start();
    page.openCase([], () => {});
    await vi.waitFor(() => expect(host.jobs).toHaveLength(1));
    page.close();
    await vi.waitFor(() => expect(host.jobs[0]?.stopped).toBe(1));
  });

  test("a message with wrong arguments is refused by the host, and the wire stays", async () => {
    wires = await connect();
    serveHost(wires.host, testHost());
    const frames: Uint8Array[] = [];
    wires.page.onFrame = (frame) => frames.push(frame);
    wires.page.send(encodeFrame({ type: "call", id: 1, name: "readRecord", args: ["c", 0, "../x"] }));
    wires.page.send(encodeFrame({ type: "call", id: 2, name: "info", args: [] }));
    await vi.waitFor(() => expect(frames).toHaveLength(2));
  });
});

describe("a host that breaks the rules", () => {
  const broken = async (
    answer: (id: number) => unknown,
  ): Promise<{ page: HostClient; refused: string[] }> => {
    const [pageWire, hostWire] = memoryWires();
    const refused: string[] = [];
    const page = createHostClient(pageWire, { onRefused: (reason) => refused.push(reason) });
    hostWire.onFrame = () => hostWire.send(encodeFrame(answer(1)));
    return { page, refused };
  };

  test("cannot answer with something else", async () => {
    const { page, refused } = await broken((id) => ({ type: "reply", id, result: { ok: true, value: "?" } }));
    await expect(page.info()).rejects.toMatchObject({ error: { code: "badMessage" } });
    expect(refused).toEqual(["reply to info"]);
  });

  test("cannot hand a view columns that do not fit", async () => {
    const data = emptyCase(2);
    const { page } = await broken((id) => ({
      type: "event",
      id,
      event: { type: "done", data: { ...data, sessions: { ...data.sessions, length: 3 } } },
    }));
    const events: JobEvent[] = [];
    page.openCase([], (event) => events.push(event));
    await vi.waitFor(() => expect(events).toMatchObject([{ type: "failed", error: { code: "badMessage" } }]));
  });

  test("that refuses a case ends it", async () => {
    const error = appError("badMessage", { reason: "arguments" });
    const { page } = await broken((id) => ({ type: "reply", id, result: { ok: false, error } }));
    const events: JobEvent[] = [];
    page.openCase([], (event) => events.push(event));
    await vi.waitFor(() => expect(events).toEqual([{ type: "failed", error }]));
  });
});

test("bytes that are no frame end the connection of a page", async () => {
  const [pageWire, hostWire] = memoryWires();
  const refused: string[] = [];
  serveHost(hostWire, testHost(), { onRefused: (reason) => refused.push(reason) });
  const closed = new Promise<void>((resolve) => {
    pageWire.onClose = resolve;
  });
  pageWire.send(new Uint8Array(64));
  await closed;
  expect(refused).toEqual(["not a frame"]);
});

test("a page cannot have more than its share of open calls", async () => {
  const [pageWire, hostWire] = memoryWires();
  serveHost(hostWire, testHost());
  const page = createHostClient(pageWire);
  const calls = Array.from({ length: 300 }, () => page.pickFiles());
  const refused = calls
    .slice(256)
    .map((call) => expect(call).rejects.toMatchObject({ error: { code: "badMessage" } }));
  await Promise.all(refused);
  page.close();
  await Promise.allSettled(calls);
});
