import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MenuItemConstructorOptions } from "electron";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PORT_CHANNEL } from "../../shared/contract/page-link.ts";
import type { PageState } from "../../shared/contract/page-state.ts";
import {
  callNames,
  callsOf,
  FakeEvent,
  makeFrame,
  play,
  resetElectron,
} from "../../tests/electron-double.ts";
import { eventually } from "../../tests/eventually.ts";
import type { HostServiceOptions } from "../host/host-service.ts";
import { loadPageAssets } from "../host/page-assets.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

/** The host is the business of other tests: here only what it is asked. */
const host = vi.hoisted(() => ({ asked: [] as unknown[][], options: [] as unknown[], pages: 0 }));
vi.mock("../host/host-service.ts", () => ({
  createHostService: (options: unknown) => {
    host.options.push(options);
    return {
      openFilesEvent: async (paths: unknown) => void host.asked.push(["openFiles", paths]),
      openDemoEvent: async () => void host.asked.push(["openDemo"]),
      command: (name: string) => void host.asked.push(["command", name]),
      showView: (view: number) => void host.asked.push(["showView", view]),
      openRecentEvent: async (id: string) => void host.asked.push(["openRecent", id]),
      clearRecent: () => void host.asked.push(["clearRecent"]),
      recent: async () => [{ id: "r1", names: ["kept.evtx"], openedAt: 1 }],
      close: async () => void host.asked.push(["close"]),
      openPage: () => {
        host.pages++;
        return { close: () => {} };
      },
    };
  },
}));
vi.mock("../host/page-assets.ts", () => ({ loadPageAssets: vi.fn(async () => new Map()) }));

const out = dirname(dirname(fileURLToPath(import.meta.url)));
const argv = [...process.argv];
/** Vitest listens too. */
const others = process.listeners("uncaughtException");
const ownListeners = (): NodeJS.UncaughtExceptionListener[] =>
  process.listeners("uncaughtException").filter((listener) => !others.includes(listener));
let electron: ReturnType<typeof resetElectron>;
let folder = "";

beforeEach(() => {
  electron = resetElectron();
  folder = mkdtempSync(join(tmpdir(), "main-"));
  electron.user.dataFolder = folder;
  host.asked.length = 0;
  host.options.length = 0;
  host.pages = 0;
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  electron.app.emit("quit");
  process.argv = argv;
  for (const listener of ownListeners()) process.off("uncaughtException", listener);
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const settle = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) await Promise.resolve();
};
/** Loads the entry, as Electron does. `process.defaultApp` is not set, so it counts as installed. */
const load = async (...args: string[]): Promise<void> => {
  process.argv = ["logonscope", ...args];
  vi.resetModules();
  await import("./index.ts");
};
const start = async (...args: string[]): Promise<void> => {
  await load(...args);
  electron.app.ready();
  await settle();
};
const a = join(tmpdir(), "a.evtx");
const b = join(tmpdir(), "b.evtx");

test("the start goes in its order: profile, lock, scheme, sandbox, ready, hardening, page, window", async () => {
  await start();
  const order = [
    "app.setPath",
    "app.requestSingleInstanceLock",
    "protocol.registerSchemesAsPrivileged",
    "app.enableSandbox",
    "ready",
    "session.permissionRequest",
    "session.permissionCheck",
    "session.devicePermission",
    "session.onBeforeRequest",
    "session.protocol.app",
    "Menu.setApplicationMenu",
    "BrowserWindow",
    "window.loadURL",
  ];
  const names = callNames();
  expect(names.filter((name, i) => order.includes(name) && names.indexOf(name) === i)).toEqual(order);
  expect(callsOf("window.loadURL").map(({ args }) => args)).toEqual([["app://logonscope/index.html"]]);
  expect(callsOf("protocol.registerSchemesAsPrivileged")[0]?.args).toEqual([
    [
      {
        scheme: "app",
        privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
      },
    ],
  ]);
});

test("without Chromium's sandbox no window is opened, and it says why", async () => {
  await load("--no-sandbox", a);
  expect(callsOf("dialog.showErrorBox")[0]?.args).toEqual([
    "Logonscope could not start",
    expect.stringContaining("sandbox"),
  ]);
  expect(callsOf("app.exit")[0]?.args).toEqual([1]);
  expect(callNames()).not.toContain("app.requestSingleInstanceLock");
});

test("a command of the command line opens no window and takes no lock, and its end is the program's", async () => {
  await load("info", a);
  // There is no built command line beside the sources: loading it fails, and the program says so and ends.
  await eventually(() => expect(callsOf("app.exit").map(({ args }) => args)).toEqual([[1]]));
  electron.app.ready();
  await settle();
  expect(electron.windows).toHaveLength(0);
  expect(callNames()).not.toContain("app.requestSingleInstanceLock");
});

test("the window is the hardened one and finds its siblings", async () => {
  await start();
  const [window] = electron.windows;
  expect(electron.windows).toHaveLength(1);
  expect(window?.options.webPreferences).toMatchObject({
    preload: join(out, "preload/index.cjs"),
    devTools: false,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  });
  expect(window?.options.webPreferences.session).toBe(electron.sessions.get("default"));
  // Hardened before it loads anything.
  const event = new FakeEvent("https://example.com/");
  window?.webContents.emit("will-navigate", event);
  expect(event.defaultPrevented).toBe(true);
  expect(play(window?.webContents.windowOpen, { url: "https://example.com/" })).toEqual({ action: "deny" });
  expect(callsOf("shell.openExternal")).toEqual([]);
  const options = host.options[0] as HostServiceOptions;
  expect(fileURLToPath(options.workerUrl)).toBe(join(out, "worker/index.js"));
  expect(options).toMatchObject({ demoFolder: join(out, "demo"), configFolder: folder, private: false });
});

describe("files to open", () => {
  test("those of the start and of macOS's open-file, also from before ready, come in their order", async () => {
    await load(a, "--demo");
    const event = new FakeEvent();
    electron.app.emit("open-file", event, b);
    expect(event.defaultPrevented).toBe(true);
    expect(host.asked).toEqual([]);
    electron.app.ready();
    await settle();
    expect(host.asked).toEqual([["openFiles", [a]], ["openDemo"], ["openFiles", [b]]]);
    electron.app.emit("open-file", new FakeEvent(), a);
    await settle();
    expect(host.asked.at(-1)).toEqual(["openFiles", [a]]);
  });

  test("a second start hands its files over and brings the window to the front", async () => {
    await start();
    const window = electron.windows[0]!;
    window.minimized = true;
    const sent = { paths: [b], demo: true, private: false };
    electron.app.emit("second-instance", new FakeEvent(), ["logonscope", "--x", "c"], "/elsewhere", sent);
    await settle();
    expect(host.asked).toEqual([["openFiles", [b]], ["openDemo"]]);
    expect(callNames().slice(-3)).toEqual(["window.restore", "window.show", "window.focus"]);
    expect(electron.windows).toHaveLength(1);
  });

  test("a second start before the page is served waits with the rest", async () => {
    let serve: (assets: ReadonlyMap<string, never>) => void = () => {};
    vi.mocked(loadPageAssets).mockReturnValueOnce(new Promise((resolve) => (serve = resolve)));
    await start(a);
    const sent = { paths: [b], demo: false, private: false };
    electron.app.emit("second-instance", new FakeEvent(), ["logonscope"], "/elsewhere", sent);
    await settle();
    expect(electron.windows).toEqual([]);
    serve(new Map<string, never>());
    await settle();
    expect(host.asked).toEqual([
      ["openFiles", [a]],
      ["openFiles", [b]],
    ]);
    expect(electron.windows).toHaveLength(1);
  });

  test("what a second start sends is checked", async () => {
    await start();
    for (const sent of [null, "x", { paths: "/a" }, { paths: [7], demo: false, private: false }]) {
      electron.app.emit("second-instance", new FakeEvent(), ["logonscope", a], "/elsewhere", sent);
    }
    await settle();
    expect(host.asked).toEqual([]);
  });

  test("a start that is the second one hands over and does nothing else", async () => {
    electron.user.lock = false;
    await start(a);
    expect(callsOf("app.requestSingleInstanceLock")[0]?.args).toEqual([
      { paths: [a], demo: false, private: false },
    ]);
    expect(callNames().at(-1)).toBe("app.quit");
    expect(electron.windows).toEqual([]);
    expect(host.options).toEqual([]);
  });
});

test("a private start keeps everything in memory and to itself", async () => {
  await start("--private");
  const window = electron.windows[0]!;
  expect(window.options.webPreferences.session).toBe(electron.sessions.get("private"));
  expect(electron.app.paths.get("userData")).not.toContain(folder);
  expect(host.options[0]).toMatchObject({ private: true });
  expect(menuNow().some(({ label }) => label === "Open &Recent")).toBe(false);
  window.emit("close");
  expect(readdirSync(folder)).toEqual([]);
  // The session that is used is the hardened one, with the page on it.
  const handlers = electron.sessions.get("private")?.handlers;
  expect([...(handlers?.keys() ?? [])]).toEqual(
    expect.arrayContaining(["permissionRequest", "protocol.app"]),
  );
});

type Entry = MenuItemConstructorOptions;
const flat = (items: readonly Entry[]): Entry[] =>
  items.flatMap((item) => [item, ...flat(Array.isArray(item.submenu) ? item.submenu : [])]);
const menuNow = (): Entry[] => {
  const menu = callsOf("Menu.setApplicationMenu").at(-1)?.args[0] as { template: Entry[] };
  return flat(menu.template);
};
const choose = (label: string): void =>
  void play(menuNow().find((entry) => entry.label?.replace("&", "") === label)?.click);

test("what is chosen in the menu goes to the host", async () => {
  await start();
  const options = host.options[0] as HostServiceOptions;
  for (const label of ["Open…", "Save What Is on Screen…", "kept.evtx", "Clear List"]) choose(label);
  options.platformCalls?.pageState?.(PAGE);
  choose("Summary");
  expect(host.asked).toEqual([
    ["command", "open"],
    ["command", "export"],
    ["openRecent", "r1"],
    ["clearRecent"],
    ["showView", 0],
  ]);
  expect(menuNow().some(({ role }) => role === "toggleDevTools")).toBe(false);
});

const PAGE: PageState = {
  language: "de",
  hasCase: true,
  canSave: true,
  views: ["Summary"],
  work: null,
  done: null,
};

test("menu and dialogs speak the language of the system first, then that of the page", async () => {
  electron.user.locale = "de-AT";
  await start();
  const options = host.options[0] as HostServiceOptions;
  expect(menuNow()[0]?.label).toBe("&Datei");
  options.platformCalls?.pageState?.({ ...PAGE, language: "en" });
  expect(menuNow()[0]?.label).toBe("&File");
  options.platformCalls?.pageState?.(PAGE);
  await options.platformCalls?.pickPaths?.();
  await options.platformCalls?.askWhere?.("sessions.csv");
  const asked = ["dialog.showOpenDialog", "dialog.showSaveDialog"].map((name) => callsOf(name)[0]?.args[1]);
  expect(asked).toMatchObject([{ title: "Ereignisprotokolle öffnen" }, { title: "Exportieren" }]);
});

test("a case that was opened, or forgotten, changes the list of recent ones", async () => {
  await start();
  const { onRecent } = host.options[0] as HostServiceOptions;
  onRecent?.("opened", [{ id: "n", names: ["new.evtx"], openedAt: 2, paths: [a] }]);
  choose("new.evtx");
  expect(host.asked).toEqual([["openRecent", "n"]]);
  onRecent?.("forgotten", []);
  expect(menuNow().find(({ label }) => label === "Open &Recent")?.enabled).toBe(false);
});

test("an export is shown in its folder and dragged out of the window by its path", async () => {
  await start();
  const { platformCalls } = host.options[0] as HostServiceOptions;
  platformCalls?.showFile?.(a);
  await platformCalls?.dragFile?.(b);
  expect(callsOf("shell.showItemInFolder").map(({ args }) => args)).toEqual([[a]]);
  expect(callsOf("contents.startDrag")[0]?.args).toMatchObject([{ file: b }]);
});

test("the window comes back to where it was closed", async () => {
  await start();
  const [window] = electron.windows;
  expect(window?.options).toMatchObject({ width: 1280, height: 800 });
  window!.place.bounds = { x: 30, y: 40, width: 900, height: 600 };
  window!.emit("close");
  electron.app.emit("quit");
  electron = resetElectron();
  electron.user.dataFolder = folder;
  await start();
  expect(electron.windows[0]?.options).toMatchObject({ x: 30, y: 40, width: 900, height: 600 });
});

test("only the page of our own window gets a port", async () => {
  await start();
  const { id } = electron.windows[0]!.webContents;
  const nonce = "0f8fad5b-d9cb-469f-a165-70867728950e";
  electron.ipcMain.emit(PORT_CHANNEL, { sender: { id: id + 1 }, senderFrame: makeFrame() }, nonce);
  expect(host.pages).toBe(0);
  electron.ipcMain.emit(PORT_CHANNEL, { sender: { id }, senderFrame: makeFrame() }, nonce);
  expect(host.pages).toBe(1);
  electron.channels[0]?.port1.close();
  electron.windows[0]!.destroy();
  electron.ipcMain.emit(PORT_CHANNEL, { sender: { id }, senderFrame: makeFrame() }, nonce);
  expect(host.pages).toBe(1);
});

describe("ends", () => {
  test("with the last window, stopping what runs", async () => {
    await start();
    electron.app.emit("window-all-closed");
    expect(callNames().at(-1)).toBe("app.quit");
    electron.app.emit("will-quit");
    expect(host.asked).toEqual([["close"]]);
  });

  test("in a sentence when it cannot start", async () => {
    vi.mocked(loadPageAssets).mockRejectedValueOnce(new Error("The page is not built."));
    await start();
    expect(callsOf("dialog.showErrorBox")[0]?.args).toEqual([
      "Logonscope could not start",
      "The page is not built.",
    ]);
    expect(callsOf("app.exit")[0]?.args).toEqual([1]);
    expect(electron.windows).toEqual([]);
  });

  test("in a sentence when it meets what nobody foresaw", async () => {
    await start();
    expect(ownListeners()).toHaveLength(1);
    play(ownListeners()[0], new Error("boom"));
    expect(callsOf("dialog.showErrorBox")[0]?.args).toEqual(["Logonscope has to close", "boom"]);
    expect(callsOf("app.exit")[0]?.args).toEqual([1]);
  });

  test("a page that does not load closes its window with a reason", async () => {
    electron.user.loadFailure = new Error("ERR_FILE_NOT_FOUND (-6) loading 'app://logonscope/index.html'");
    await start();
    expect(callsOf("dialog.showErrorBox")[0]?.args[1]).toContain("ERR_FILE_NOT_FOUND");
    expect(callNames().at(-1)).toBe("window.destroy");
  });
});

describe("a page whose process dies", () => {
  const die = async (reason: string): Promise<void> => {
    electron.windows[0]!.webContents.emit("render-process-gone", new FakeEvent(), { reason, exitCode: 1 });
    await settle();
  };

  test("can be loaded again or closed", async () => {
    await start();
    await die("oom");
    expect(callsOf("dialog.showMessageBox")[0]?.args[1]).toMatchObject({
      message: "The window ran out of memory.",
    });
    expect(callNames().at(-1)).toBe("contents.reload");
    electron.user.presses = 1;
    await die("crashed");
    expect(callNames().at(-1)).toBe("window.destroy");
  });

  test("in an orderly way is not worth a word", async () => {
    await start();
    await die("clean-exit");
    expect(callsOf("dialog.showMessageBox")).toEqual([]);
  });
});
