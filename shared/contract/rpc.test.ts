import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import type { PageHost } from "../../electron/host/page-host.ts";
import { startServer } from "../../electron/serve/server.ts";
import { httpWire } from "../../renderer/host/http-wire.ts";
import { tokenOf } from "../../tests/entered.ts";
import { eventually } from "../../tests/eventually.ts";
import { emptyCase } from "../testing/empty-case.ts";
import { memoryWires } from "../testing/memory-wire.ts";
import { nodePort } from "../testing/node-port.ts";
import type { CaseData } from "../types/case.ts";
import type { CaseId, FileToken, SaveId } from "../types/units.ts";
import { appError, HostError } from "./errors.ts";
import { decodePieces, framePieces } from "./frames.ts";
import { type CollectEvent, type Host, type HostEvent, MAX_SAVE_PIECE } from "./host.ts";
import type { JobEvent } from "./job.ts";
import { portWire } from "./port-pieces.ts";
import { serveHost } from "./rpc-host.ts";
import { createHostClient, type HostClient } from "./rpc-page.ts";
import type { Wire } from "./wire.ts";

/** A host that can be made to do everything a host may do. */
type TestHost = Host & {
  readonly jobs: { readonly events: (event: JobEvent) => void; stopped: number }[];
  readonly news: (event: HostEvent) => void;
  readonly listeners: number;
};

function testHost(): TestHost {
  const jobs: { events: (event: JobEvent) => void; stopped: number }[] = [];
  const state = {
    news: (_: HostEvent): void => {},
    listeners: 0,
    written: 0,
    last: undefined as number | undefined,
  };
  const file = { token: "t1" as FileToken, name: "Sécurité.evtx", bytes: 70_000 };
  const own: Host = {
    info: async () => ({
      contract: 1,
      engine: "0",
      versions: { program: "0", electron: null, chromium: null, node: "20" },
      platform: "linux",
      zone: "UTC",
      locale: "en",
      capabilities: {
        pickFiles: true,
        saveFile: true,
        savePdf: true,
        recent: true,
        liveLog: false,
        keep: true,
        showSaved: true,
        pageState: true,
      },
    }),
    pickFiles: () => new Promise(() => {}),
    demoFiles: async () => [file],
    recent: async () => [{ id: "r1", names: [file.name], openedAt: 1 }],
    recentFiles: async () => Promise.reject(new Error("secret /home/path")),
    forgetRecent: async () => {},
    closeCase: async (caseId) => {
      throw new HostError(appError("caseUnknown", { caseId }));
    },
    identify: async (files, full) =>
      files.map((token) =>
        token === file.token
          ? { bytes: file.bytes, probe: "a".repeat(64), sha256: full ? "b".repeat(64) : null }
          : null,
      ),
    attachCase: async (files, sources) => `${files.length}/${sources.join()}` as CaseId,
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
    openRecords: () => Promise.reject(new Error("not asked for")),
    nextRecords: () => Promise.reject(new Error("not asked for")),
    closeRecords: () => Promise.reject(new Error("not asked for")),
    listEvents: () => {
      throw new Error("not asked for");
    },
    beginSave: async (name, form) => (form === "pdf" ? null : (name as string as SaveId)),
    writeSave: async (_save, bytes) => {
      state.written += bytes.length;
      state.last = bytes.at(-1);
    },
    endSave: async () => {
      if (state.written !== 10_000_000 || state.last !== 7)
        throw new HostError(appError("saveFailed", { file: "sessions.csv", reason: "ENOSPC" }));
    },
    dropSave: async () => {},
    showSaved: async () => {},
    dragSaved: async () => {},
    pageState: async () => {},
    openCase(_files, onEvent) {
      const job = { events: onEvent, stopped: 0 };
      jobs.push(job);
      onEvent({ type: "started", caseId: `case${jobs.length}` as CaseId });
      return () => {
        job.stopped++;
      };
    },
    liveLog: async () => ({
      computer: "PC1",
      unsupported: null,
      channels: [
        { id: "system", state: "ready", bytes: 7, maxBytes: 9, records: 1, oldest: 5, error: null },
        {
          id: "security",
          state: "needsAdmin",
          bytes: null,
          maxBytes: null,
          records: null,
          oldest: null,
          error: appError("collectDenied", { code: 5 }),
        },
      ],
    }),
    collect({ channels, after }, onEvent) {
      const [channel] = channels;
      if (channel === undefined) throw new Error("nothing asked for");
      const progress = { channel, step: "saving", bytes: after.length, atMost: 0, error: null } as const;
      onEvent({ type: "channel", progress });
      if (channel === "rcm") return () => onEvent({ type: "cancelled" });
      onEvent({ type: "done", files: [file], asOf: 1_700_000_000_000 });
      return () => {};
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

interface Line {
  readonly page: Wire;
  /** Takes the wire away as a crash of the host would. */
  cut(): void;
  tidy(): Promise<void>;
}

/** Connects a page to a host, each over its own kind of wire. */
const kinds: readonly (readonly [string, (host: Host) => Promise<Line>])[] = [
  [
    "memory",
    async (host) => {
      const [page, far] = memoryWires();
      serveHost(far, host);
      return { page, cut: () => far.close(), tidy: async () => {} };
    },
  ],
  [
    "MessagePort",
    async (host) => {
      const { port1, port2 } = new MessageChannel();
      serveHost(portWire(nodePort(port2)), host);
      return { page: portWire(nodePort(port1)), cut: () => port2.close(), tidy: async () => port1.close() };
    },
  ],
  [
    "HTTP",
    async (host) => {
      const pageFolder = mkdtempSync(join(tmpdir(), "logonscope-test-"));
      writeFileSync(join(pageFolder, "index.html"), "<!doctype html>");
      const server = await startServer({
        openPage: () => Object.assign(host, { listening: false, close() {} }) as unknown as PageHost,
        pageFolder,
        name: "test",
        port: 0,
      });
      const { origin } = new URL(server.plainUrl);
      const token = await tokenOf(server.plainUrl);
      const page = httpWire(
        { origin, token, id: crypto.randomUUID() },
        () => {},
        () => {},
      );
      return {
        page,
        cut: () => void server.close(),
        async tidy() {
          page.close();
          await server.close();
          rmSync(pageFolder, { recursive: true });
        },
      };
    },
  ],
];

describe.each(kinds)("over %s", (_, connect) => {
  let line: Line | null = null;
  const start = async (): Promise<{ page: HostClient; host: TestHost; line: Line }> => {
    const host = testHost();
    line = await connect(host);
    return { page: createHostClient(line.page), host, line };
  };
  afterEach(async () => {
    await line?.tidy();
    line = null;
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

  test("files are identified, and a case known from before is attached", async () => {
    const { page } = await start();
    const [t1, t2] = ["t1" as FileToken, "t2" as FileToken];
    expect(await page.identify([t1, t2], false)).toEqual([
      { bytes: 70_000, probe: "a".repeat(64), sha256: null },
      null,
    ]);
    expect((await page.identify([t1], true))[0]?.sha256).toBe("b".repeat(64));
    expect(await page.attachCase([t1, t2], [t2, null, t1])).toBe("2/t2,,t1");
  });

  test("large answers arrive whole", async () => {
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
    await eventually(() => expect(events).toHaveLength(1));
    const data = emptyCase(1000);
    data.sessions.start.fill(Number.NaN);
    data.sessions.end.set([1, 2, 3]);
    host.jobs[0]?.events({ type: "partial", data, undecided: 3 });
    host.jobs[0]?.events({ type: "done", data });
    host.jobs[0]?.events({ type: "done", data });
    await eventually(() => expect(events.map((event) => event.type)).toEqual(["started", "partial", "done"]));
    const last = events[2];
    expect(last?.type === "done" && last.data).toStrictEqual(data);
  });

  test("the log of the host's machine is described, and saving it streams to its end", async () => {
    const { page } = await start();
    const live = await page.liveLog();
    expect(live.channels.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "system ready",
      "security needsAdmin",
    ]);
    const events: CollectEvent[] = [];
    const after = ["t1" as FileToken];
    page.collect({ channels: ["security"], whole: false, after }, (event) => events.push(event));
    await eventually(() => expect(events.map(({ type }) => type)).toEqual(["channel", "done"]));
    expect(events[0]).toMatchObject({ progress: { step: "saving", bytes: 1 } });
    expect(events[1]).toMatchObject({ files: [{ token: "t1" }], asOf: 1_700_000_000_000 });
  });

  test("saving ends as cancelled when it is stopped, and fails when the wire is lost", async () => {
    const { page, line } = await start();
    const asked = { channels: ["rcm"], whole: true, after: [] } as const;
    const stopped: CollectEvent[] = [];
    const lost: CollectEvent[] = [];
    const stop = page.collect(asked, (event) => stopped.push(event));
    page.collect(asked, (event) => lost.push(event));
    await eventually(() => expect([stopped.length, lost.length]).toEqual([1, 1]));
    stop();
    await eventually(() => expect(stopped.at(-1)).toEqual({ type: "cancelled" }));
    line.cut();
    await eventually(() =>
      expect(lost.at(-1)).toMatchObject({ type: "failed", error: { code: "hostLost" } }),
    );
    expect(lost).toHaveLength(2);
  });

  test("two cases run side by side without mixing", async () => {
    const { page, host } = await start();
    const seen: string[] = [];
    page.openCase([], (event) => seen.push(`a ${event.type}`));
    page.openCase([], (event) => seen.push(`b ${event.type}`));
    await eventually(() => expect(host.jobs).toHaveLength(2));
    host.jobs[1]?.events({ type: "cancelled", data: null });
    host.jobs[0]?.events({ type: "done", data: emptyCase() });
    await eventually(() => expect(seen).toEqual(["a started", "b started", "b cancelled", "a done"]));
  });

  test("stopping a case asks the host, which still ends it", async () => {
    const { page, host } = await start();
    const events: JobEvent[] = [];
    const stop = page.openCase([], (event) => events.push(event));
    await eventually(() => expect(host.jobs).toHaveLength(1));
    stop();
    await eventually(() => expect(host.jobs[0]?.stopped).toBe(1));
    host.jobs[0]?.events({ type: "cancelled", data: emptyCase(1) });
    await eventually(() => expect(events.at(-1)?.type).toBe("cancelled"));
  });

  test("news reach a listener until it stops", async () => {
    const { page, host } = await start();
    const news: HostEvent[] = [];
    const stop = page.listen((event) => news.push(event));
    await eventually(() => expect(host.listeners).toBe(1));
    host.news({ type: "command", command: "open" });
    await eventually(() => expect(news).toHaveLength(1));
    stop();
    await eventually(() => expect(host.listeners).toBe(0));
  });

  test("a lost wire fails all that waits and all that comes, and stops the jobs", async () => {
    const { page, host, line } = await start();
    const events: JobEvent[] = [];
    const waiting = page.pickFiles();
    page.openCase([], (event) => events.push(event));
    page.listen(() => {});
    await eventually(() => expect([host.jobs.length, host.listeners, events.length]).toEqual([1, 1, 1]));
    line.cut();
    await expect(waiting).rejects.toMatchObject({ error: { code: "hostLost" } });
    await eventually(() =>
      expect(events.at(-1)).toMatchObject({ type: "failed", error: { code: "hostLost" } }),
    );
    expect(events).toHaveLength(2);
    await eventually(() => expect([host.jobs[0]?.stopped, host.listeners]).toEqual([1, 0]));
    await expect(page.info()).rejects.toBeInstanceOf(HostError);
    const late: JobEvent[] = [];
    page.openCase([], (event) => late.push(event));
    await eventually(() => expect(late.map((event) => event.type)).toEqual(["failed"]));
  });

  test("a page that closes cancels its jobs", async () => {
    const { page, host } = await start();
    page.openCase([], () => {});
    await eventually(() => expect(host.jobs).toHaveLength(1));
    page.close();
    await eventually(() => expect(host.jobs[0]?.stopped).toBe(1));
  });

  test("a message with wrong arguments is refused by the host, and the wire stays", async () => {
    line = await connect(testHost());
    const answers: unknown[] = [];
    line.page.onFrame = (frame) => answers.push(decodePieces(frame));
    line.page.send(framePieces({ type: "call", id: 1, name: "readRecord", args: ["c", 0, "../x"] }));
    line.page.send(framePieces({ type: "call", id: 2, name: "info", args: [] }));
    await eventually(() => expect(answers).toHaveLength(2));
    expect(answers).toMatchObject([
      { id: 1, result: { ok: false, error: { code: "badMessage" } } },
      { id: 2, result: { ok: true } },
    ]);
  });
});

test("a large export arrives whole over a port, piece by piece", async () => {
  const { port1, port2 } = new MessageChannel();
  serveHost(portWire(nodePort(port2)), testHost());
  const page = createHostClient(portWire(nodePort(port1)));
  const bytes = new Uint8Array(10_000_000);
  bytes[9_999_999] = 7;
  expect(await page.beginSave("sessions.csv", "pdf")).toBeNull();
  const save = (await page.beginSave("sessions.csv", "file"))!;
  await expect(page.writeSave(save, bytes)).rejects.toMatchObject({ error: { code: "badMessage" } });
  for (let at = 0; at < bytes.length; at += MAX_SAVE_PIECE)
    await page.writeSave(save, bytes.subarray(at, at + MAX_SAVE_PIECE));
  await page.endSave(save);
  await page.writeSave(save, new Uint8Array(1));
  await expect(page.endSave(save)).rejects.toMatchObject({
    error: { code: "saveFailed", params: { reason: "ENOSPC" } },
  });
  page.close();
});

describe("a host that breaks the rules", () => {
  const broken = async (
    answer: (id: number) => unknown,
  ): Promise<{ page: HostClient; refused: string[] }> => {
    const [pageWire, hostWire] = memoryWires();
    const refused: string[] = [];
    const page = createHostClient(pageWire, { onRefused: (reason) => refused.push(reason) });
    hostWire.onFrame = () => hostWire.send(framePieces(answer(1)));
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
    await eventually(() => expect(events).toMatchObject([{ type: "failed", error: { code: "badMessage" } }]));
  });

  test("that refuses a case ends it", async () => {
    const error = appError("badMessage", { reason: "arguments" });
    const { page } = await broken((id) => ({ type: "reply", id, result: { ok: false, error } }));
    const events: JobEvent[] = [];
    page.openCase([], (event) => events.push(event));
    await eventually(() => expect(events).toEqual([{ type: "failed", error }]));
  });
});

test("bytes that are no frame end the connection of a page", async () => {
  const [pageWire, hostWire] = memoryWires();
  const refused: string[] = [];
  serveHost(hostWire, testHost(), { onRefused: (reason) => refused.push(reason) });
  const closed = new Promise<void>((resolve) => {
    pageWire.onClose = resolve;
  });
  pageWire.send([new Uint8Array(64)]);
  await closed;
  expect(refused).toEqual(["not a frame"]);
});

test("what cannot be sent is a failure of that call or case, and the wire stays", async () => {
  const [pageWire, hostWire] = memoryWires();
  const host = testHost();
  const failures: string[] = [];
  serveHost(
    hostWire,
    { ...host, recent: async () => [{ id: "r", names: new Set(["x"]) as unknown as string[], openedAt: 1 }] },
    { onFailure: (name) => failures.push(name) },
  );
  const page = createHostClient(pageWire);
  await expect(page.recent()).rejects.toMatchObject({ error: { code: "internal" } });
  const events: JobEvent[] = [];
  page.openCase([], (event) => events.push(event));
  await eventually(() => expect(host.jobs).toHaveLength(1));
  host.jobs[0]?.events({ type: "partial", data: new Map() as unknown as CaseData, undecided: 0 });
  await eventually(() =>
    expect(events.at(-1)).toMatchObject({ type: "failed", error: { code: "internal" } }),
  );
  expect(host.jobs[0]?.stopped).toBe(1);
  expect(failures).toEqual(["encode", "encode"]);
  expect((await page.info()).engine).toBe("0");
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
