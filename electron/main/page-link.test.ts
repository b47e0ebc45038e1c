import type { IpcMain } from "electron";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { appError, HostError } from "../../shared/contract/errors.ts";
import type { FileRef, HostInfo } from "../../shared/contract/host.ts";
import { ADOPT_CHANNEL, PORT_CHANNEL } from "../../shared/contract/page-link.ts";
import { type PortLike, portWire } from "../../shared/contract/port-pieces.ts";
import { createHostClient } from "../../shared/contract/rpc-page.ts";
import type { FileToken } from "../../shared/types/units.ts";
import { type FakeFrame, type FakePort, makeFrame, resetElectron } from "../../tests/electron-double.ts";
import type { PageHost } from "../host/page-host.ts";
import { answerPages } from "./page-link.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

const OURS = 7;
const NONCE = "0f8fad5b-d9cb-469f-a165-70867728950e";
const INFO: HostInfo = {
  contract: 1,
  engine: "test",
  versions: { program: "test", electron: "45.0.0", chromium: "150.0.0", node: "24.0.0" },
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
};

const logged: string[] = [];
const adopted: (readonly string[])[] = [];
let electron: ReturnType<typeof resetElectron>;
let answer: () => Promise<readonly FileRef[]> = async () => [];
let closed = 0;

/** As much of a host as these tests ask of it. */
function makePage(): PageHost {
  const page: Partial<PageHost> = {
    info: async () => INFO,
    adoptPaths: (paths) => {
      adopted.push(paths);
      return answer();
    },
    close: () => void closed++,
  };
  return page as PageHost;
}

beforeEach(() => {
  electron = resetElectron();
  logged.length = 0;
  adopted.length = 0;
  closed = 0;
  answerPages({
    ipcMain: electron.ipcMain as unknown as IpcMain,
    openPage: makePage,
    isOurs: (id) => id === OURS,
    log: (text) => logged.push(text),
  });
});

const page = makeFrame();
const FOREIGN: [string, { sender: { id: number }; senderFrame: FakeFrame | null }][] = [
  ["contents that are not ours", { sender: { id: 8 }, senderFrame: makeFrame() }],
  ["another origin", { sender: { id: OURS }, senderFrame: makeFrame("https://example.com/") }],
  ["a look-alike origin", { sender: { id: OURS }, senderFrame: makeFrame("app://logonscope.evil/") }],
  [
    "an opaque origin under our address",
    { sender: { id: OURS }, senderFrame: { ...makeFrame(), origin: "null" } },
  ],
  ["a frame inside the page", { sender: { id: OURS }, senderFrame: makeFrame(page.url, page) }],
  ["a frame that is gone", { sender: { id: OURS }, senderFrame: null }],
];

describe("the port to the host", () => {
  const request = (frame: FakeFrame, nonce: unknown = NONCE, id = OURS): boolean =>
    electron.ipcMain.emit(PORT_CHANNEL, { sender: { id }, senderFrame: frame }, nonce);

  /** What the page does with the port it got. */
  const connect = (port: FakePort): ReturnType<typeof createHostClient> => {
    const like: PortLike = {
      post: (message) => port.postMessage(message),
      onMessage: null,
      onClose: null,
      close: () => port.close(),
    };
    port.on("message", ({ data }: { data: unknown }) => like.onMessage?.(data));
    port.on("close", () => like.onClose?.());
    const host = createHostClient(portWire(like));
    port.start();
    return host;
  };

  test("goes to the asking frame with its nonce and carries calls", async () => {
    const frame = makeFrame();
    request(frame);
    expect(frame.received).toMatchObject([{ channel: PORT_CHANNEL, message: NONCE }]);
    expect(frame.received[0]?.ports).toHaveLength(1);
    const host = connect(frame.received[0]!.ports[0]!);
    expect(await host.info()).toEqual(INFO);
    // Everything that crossed the channel was a copy of exactly its size.
    for (const { port1, port2 } of electron.channels) {
      for (const message of [...port1.posted, ...port2.posted]) {
        const { piece } = message as { piece?: Uint8Array };
        if (piece) expect(piece.byteLength).toBe(piece.buffer.byteLength);
      }
    }
    expect(closed).toBe(0);
    frame.received[0]!.ports[0]!.close();
    await expect.poll(() => closed).toBe(1);
  });

  test("a reloaded page gets a new one and loses the old one", async () => {
    const frame = makeFrame();
    request(frame);
    const gone = new Promise((resolve) => frame.received[0]!.ports[0]!.once("close", resolve));
    request(frame);
    await gone;
    expect(closed).toBe(1);
    expect(await connect(frame.received[1]!.ports[0]!).info()).toEqual(INFO);
    electron.channels[1]?.port1.close();
  });

  test.each(FOREIGN)("is refused to %s", (_, event) => {
    electron.ipcMain.emit(PORT_CHANNEL, event, NONCE);
    expect(electron.channels).toHaveLength(0);
    expect(event.senderFrame?.received ?? []).toEqual([]);
    expect(logged).toEqual([`${PORT_CHANNEL}: refused a foreign sender`]);
  });

  test.each([null, 1, "", "short", "x".repeat(65), "not a nonce at all", { nonce: NONCE }])(
    "is refused for the nonce %j",
    (nonce) => {
      request(makeFrame(), nonce);
      expect(electron.channels).toHaveLength(0);
      expect(logged).toEqual([`${PORT_CHANNEL}: refused a malformed request`]);
    },
  );
});

describe("dropped files", () => {
  beforeEach(() => {
    answer = async () => [];
    electron.ipcMain.emit(PORT_CHANNEL, { sender: { id: OURS }, senderFrame: makeFrame() }, NONCE);
    return () => electron.channels[0]?.port1.close();
  });

  const path = "/home/anna/secret/Security.evtx";
  const adopt = (
    paths: unknown,
    event: unknown = { sender: { id: OURS }, senderFrame: makeFrame() },
  ): unknown => electron.ipcMain.invoke(ADOPT_CHANNEL, event, paths);

  test("become tokens; the path stays here", async () => {
    const ref = { token: "t1" as FileToken, name: "Security.evtx", bytes: 69632 };
    // A host that keeps the path beside the token must not leak it.
    answer = async () => [{ ...ref, path } as FileRef];
    const result = await adopt([path]);
    expect(adopted).toEqual([[path]]);
    expect(result).toEqual({ ok: true, value: [ref] });
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  test.each(FOREIGN)("are refused from %s", async (_, event) => {
    expect(await adopt([path], event)).toEqual({ ok: false, error: appError("notAllowed") });
    expect(adopted).toEqual([]);
    expect(logged.join()).not.toContain("secret");
  });

  test("are refused before the page has its port", async () => {
    electron.channels[0]?.port1.emit("close");
    expect(await adopt([path])).toEqual({ ok: false, error: appError("notAllowed", { reason: "noPort" }) });
  });

  test.each([[undefined], ["/a"], [[1]], [[""]], [[{ path }]]])("are refused as %j", async (paths) => {
    expect(await adopt(paths)).toMatchObject({ ok: false, error: { code: "badMessage" } });
    expect(adopted).toEqual([]);
  });

  test("a failure is a value, and an unforeseen one says nothing of its cause", async () => {
    answer = async () => {
      throw new HostError(appError("fileMissing", { name: "Security.evtx" }));
    };
    expect(await adopt([path])).toMatchObject({ ok: false, error: { code: "fileMissing" } });
    answer = async () => {
      throw new Error(`cannot open ${path}`);
    };
    const result = await adopt([path]);
    expect(result).toEqual({ ok: false, error: appError("internal") });
  });
});
