import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { HostEvent } from "../../shared/contract/host.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { PAGE_GLOBAL, type PageLink, PORT_REPLY, PORT_REQUEST } from "../../shared/contract/page-link.ts";
import { type PortLike, portWire } from "../../shared/contract/port-pieces.ts";
import { createHostClient, type HostClient } from "../../shared/contract/rpc-page.ts";
import * as double from "../electron-double.ts";
import { eventually } from "../eventually.ts";
import { projectRoot } from "../source-tree.ts";

vi.mock("electron", () => import("../electron-double.ts"));

/*
 * The built program from end to end, with only Electron's binary replaced: the bundles of main process and preload
 * script, a real port between them, the real host and worker, the page's files as they are served. What the double
 * cannot show is Chromium itself; the specs that use `electron-launch.ts` do, where the binary is there.
 */
const out = join(projectRoot, "out");
const built = ["main/index.js", "preload/index.cjs", "worker/index.js", "renderer/index.html", "demo"].every(
  (path) => existsSync(join(out, path)),
);
const why = built ? "" : " (skipped: not built, npm run build)";
const NONCE = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** A page: the window that the preload script runs in, and what arrives there. */
interface FakePage {
  readonly received: { data: unknown; origin: unknown; port: double.FakePort }[];
  post(data: unknown): void;
  drop(paths: readonly string[]): ReturnType<PageLink<object>["adopt"]>;
}

/** Loads the built preload script into a page of the window, joined to the main process as Electron joins them. */
function openPage(): FakePage {
  const { ipcMain, ipcRenderer, windows, exposed } = double.state();
  const received: FakePage["received"] = [];
  let listener: (event: unknown) => void = () => {};
  const window = {
    location: { origin: "app://logonscope" },
    top: null as unknown,
    addEventListener: (_name: string, heard: (event: unknown) => void) => {
      listener = heard;
    },
    postMessage: (data: unknown, origin: unknown, [port]: double.FakePort[]) =>
      void received.push({ data, origin, port: port! }),
  };
  window.top = window;
  const senderFrame: double.FakeFrame = {
    ...double.makeFrame(),
    postMessage: (channel, message, ports) => void ipcRenderer.emit(channel, { ports }, message),
  };
  const event = { sender: windows[0]!.webContents, senderFrame };
  ipcRenderer.send = (channel, ...args) => void ipcMain.emit(channel, event, ...args);
  ipcRenderer.invoke = async (channel, ...args) => ipcMain.invoke(channel, event, ...args);
  const code = readFileSync(join(out, "preload/index.cjs"), "utf8");
  const script = new Script(`(function (require, window) {${code}\n})`).runInThisContext() as (
    require: (name: string) => unknown,
    window: object,
  ) => void;
  script(
    (name) => (name === "electron" ? double : expect.fail(`the preload script asked for ${name}`)),
    window,
  );
  return {
    received,
    post: (data) => listener({ source: window, origin: window.location.origin, data }),
    drop: (paths) => (exposed.get(PAGE_GLOBAL) as PageLink<object>).adopt(paths.map((path) => ({ path }))),
  };
}

function clientOf(port: double.FakePort): HostClient {
  const like: PortLike = {
    post: (message) => port.postMessage(message),
    onMessage: null,
    onClose: null,
    close: () => port.close(),
  };
  port.on("message", ({ data }: { data: unknown }) => like.onMessage?.(data));
  port.on("close", () => like.onClose?.());
  const client = createHostClient(portWire(like));
  port.start();
  return client;
}

/** Everything that has crossed the port to the page, as text. */
const posted = (): string =>
  double
    .state()
    .channels.flatMap(({ port1 }) => port1.posted)
    .map((message) => Buffer.from((message as { piece?: Uint8Array }).piece ?? []).toString("latin1"))
    .join("\n");

describe.skipIf(!built)(`the built program, Electron replaced${why}`, () => {
  const argv = [...process.argv];
  const listeners = process.listeners("uncaughtException");
  let electron: ReturnType<typeof double.state>;
  let folder = "";
  let page: FakePage;
  let client: HostClient;
  const news: HostEvent[] = [];

  beforeAll(async () => {
    electron = double.resetElectron();
    folder = mkdtempSync(join(tmpdir(), "electron-bundle-"));
    electron.user.dataFolder = folder;
    process.argv = ["logonscope", "--demo"];
    await import(/* @vite-ignore */ pathToFileURL(join(out, "main/index.js")).href);
    electron.app.ready();
    await eventually(() => expect(electron.windows).toHaveLength(1));
    page = openPage();
    page.post({ type: PORT_REQUEST, nonce: NONCE });
    expect(page.received).toHaveLength(1);
    client = clientOf(page.received[0]!.port);
    client.listen((event) => news.push(event));
  });
  afterAll(() => {
    client?.close();
    electron.app.emit("will-quit");
    electron.app.emit("quit");
    process.argv = argv;
    for (const listener of process.listeners("uncaughtException")) {
      if (!listeners.includes(listener)) process.off("uncaughtException", listener);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test("the window's preload script is the built one", () => {
    expect(electron.windows[0]?.options.webPreferences.preload).toBe(join(out, "preload/index.cjs"));
  });

  test("the page and everything it names is served, and nothing beside it", async () => {
    const handler = electron.sessions.get("default")?.handlers.get("protocol.app");
    const get = (path: string): Response =>
      double.play(handler, { method: "GET", url: `app://logonscope${path}` }) as Response;
    const html = await get("/index.html").text();
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThan(0);
    for (const name of named) {
      const answer = get(new URL(name, "http://page/").pathname);
      expect([name, answer.status]).toEqual([name, 200]);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    }
    // What the policy would not let run must not be in the page.
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle="|\son\w+="/);
    for (const path of ["/main/index.js", "/../main/index.js", "/preload/index.cjs", "/.stamp"]) {
      expect(get(path).status).toBe(404);
    }
  });

  test("the port is handed over to the page's own origin", () => {
    expect(page.received[0]).toMatchObject({
      data: { type: PORT_REPLY, nonce: NONCE },
      origin: "app://logonscope",
    });
  });

  test("the page learns what this host can do", async () => {
    expect((await client.info()).capabilities).toEqual({
      pickFiles: true,
      saveFile: true,
      savePdf: true,
      recent: true,
      liveLog: false,
      keep: true,
      showSaved: true,
      pageState: true,
    });
  });

  test("the demo log that the start asked for is read and paired", async () => {
    await expect.poll(() => news.length).toBeGreaterThan(0);
    const [first] = news;
    if (first?.type !== "openFiles") return expect.fail("files to open");
    expect(first.files.map(({ name }) => name)).toEqual(
      readdirSync(join(out, "demo"))
        .filter((name) => name.endsWith(".evtx"))
        .sort(),
    );
    const end = await new Promise<JobEvent>((resolve) => {
      client.openCase(
        first.files.map(({ token }) => token),
        (event) => {
          if (event.type === "done" || event.type === "failed" || event.type === "cancelled") resolve(event);
        },
      );
    });
    if (end.type !== "done") return expect.fail(`the case ended with ${end.type}`);
    expect(end.data.sessions.length).toBeGreaterThan(10);
    expect(end.data.sources.map(({ failure }) => failure)).toEqual(first.files.map(() => null));
  });

  test("a dropped file becomes a token, a menu command arrives, and no path ever reaches the page", async () => {
    const demo = join(out, "demo");
    const [name = ""] = readdirSync(demo);
    const dropped = await page.drop([join(demo, name)]);
    expect(dropped).toMatchObject({ ok: true, value: [{ name, token: expect.any(String) }] });

    const menu = double.callsOf("Menu.setApplicationMenu")[0]?.args[0] as {
      template: { submenu: { label?: string; click?: unknown }[] }[];
    };
    const entries = menu.template.flatMap(({ submenu }) => submenu ?? []);
    double.play(entries.find(({ label }) => label === "&Filter")?.click);
    await expect.poll(() => news.at(-1)).toEqual({ type: "command", command: "find" });

    const everything = posted() + JSON.stringify(dropped);
    expect(everything).toContain(name);
    for (const secret of [demo, projectRoot, folder]) expect(everything).not.toContain(secret);
  });
});
