import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { MessageChannel, type MessagePort } from "node:worker_threads";

/**
 * Stands in for Electron in unit tests (`vi.mock("electron", () => import("…/electron-double.ts"))`): records
 * what the program asks for, in order, and lets a test play Chromium's part. Only what this program uses exists, so
 * reaching for more fails and is noticed. The state is one for all copies of this module, because tests load the
 * program afresh.
 */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

interface State {
  readonly calls: Call[];
  readonly windows: BrowserWindow[];
  readonly sessions: Map<string, FakeSession>;
  readonly channels: MessageChannelMain[];
  readonly app: FakeApp;
  readonly ipcMain: FakeIpcMain;
  readonly ipcRenderer: FakeIpcRenderer;
  readonly nativeTheme: EventEmitter & { shouldUseDarkColors: boolean };
  readonly exposed: Map<string, unknown>;
  /** What the user does: answers of dialogs and of the system. */
  readonly user: {
    lock: boolean;
    dataFolder: string;
    loadFailure: Error | null;
    printFailure: Error | null;
    opens: string[] | null;
    saves: string | null;
    presses: number;
    locale: string;
    /** The window is in front. */
    focused: boolean;
    notices: boolean;
    workAreas: { x: number; y: number; width: number; height: number }[];
    /** Entries that the user took off the taskbar's list. */
    removedItems: object[];
    /** The system has a picture for files of a kind. */
    fileIcon: "some" | "empty" | "none";
  };
  readonly notices: Notification[];
}

type Fn = (...args: unknown[]) => unknown;

/** Calls a handler the program has set, as Chromium would. */
export const play = (handler: unknown, ...args: unknown[]): unknown => (handler as Fn)(...args);

const record = (name: string, ...args: unknown[]): void => void state().calls.push({ name, args });

/** An event as Chromium hands it out. */
export class FakeEvent {
  defaultPrevented = false;
  readonly url: string;
  constructor(url = "") {
    this.url = url;
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

class FakeApp extends EventEmitter {
  ready: () => void = () => {};
  #whenReady = Promise.resolve();
  readonly paths = new Map<string, string>();
  readonly commandLine = { getSwitchValue: () => state().user.dataFolder };
  arm(): void {
    this.removeAllListeners();
    this.paths.clear();
    this.#whenReady = new Promise((resolve) => {
      this.ready = resolve;
    });
  }
  setName(name: string): void {
    record("app.setName", name);
  }
  setPath(name: string, path: string): void {
    record("app.setPath", name, path);
    if (!existsSync(path)) throw new Error(`Failed to set '${name}': no such folder`);
    this.paths.set(name, path);
  }
  requestSingleInstanceLock(data: unknown): boolean {
    record("app.requestSingleInstanceLock", data);
    return state().user.lock;
  }
  enableSandbox(): void {
    record("app.enableSandbox");
  }
  getLocale = (): string => state().user.locale;
  setAppUserModelId = (id: string): void => record("app.setAppUserModelId", id);
  addRecentDocument = (path: string): void => record("app.addRecentDocument", path);
  clearRecentDocuments = (): void => record("app.clearRecentDocuments");
  getJumpListSettings = (): unknown => ({ minItems: 10, removedItems: state().user.removedItems });
  setJumpList = (categories: unknown): void => record("app.setJumpList", categories);
  async getFileIcon(path: string): Promise<{ name: string; isEmpty(): boolean }> {
    const { fileIcon } = state().user;
    if (fileIcon === "none") throw new Error("no icon");
    return { name: `icon of ${path}`, isEmpty: () => fileIcon === "empty" };
  }
  async whenReady(): Promise<void> {
    await this.#whenReady;
    record("ready");
  }
  quit(): void {
    record("app.quit");
  }
  exit(code: number): void {
    record("app.exit", code);
  }
}

export class FakeSession {
  readonly name: string;
  readonly events = new EventEmitter();
  readonly handlers = new Map<string, Fn>();
  readonly #set = (name: string, handler: Fn): void => {
    record(`session.${name}`);
    this.handlers.set(name, handler);
  };
  constructor(name: string) {
    this.name = name;
  }
  readonly protocol = { handle: (scheme: string, handler: Fn) => this.#set(`protocol.${scheme}`, handler) };
  readonly webRequest = {
    onBeforeRequest: (filter: { urls: string[] }, handler: Fn) => {
      record("session.onBeforeRequest", filter);
      this.handlers.set("onBeforeRequest", handler);
    },
  };
  on(name: string, listener: Fn): void {
    this.events.on(name, listener);
  }
  setPermissionRequestHandler = (handler: Fn): void => this.#set("permissionRequest", handler);
  setPermissionCheckHandler = (handler: Fn): void => this.#set("permissionCheck", handler);
  setDevicePermissionHandler = (handler: Fn): void => this.#set("devicePermission", handler);
  setSpellCheckerEnabled(on: boolean): void {
    record("session.setSpellCheckerEnabled", on);
  }
}

export interface FakeFrame {
  origin: string;
  url: string;
  parent: FakeFrame | null;
  readonly received: { channel: string; message: unknown; ports: FakePort[] }[];
  postMessage(channel: string, message: unknown, ports?: FakePort[]): void;
}

export function makeFrame(url = "app://logonscope/index.html", parent: FakeFrame | null = null): FakeFrame {
  const received: FakeFrame["received"] = [];
  return {
    origin: url.split("/").slice(0, 3).join("/"),
    url,
    parent,
    received,
    postMessage: (channel, message, ports = []) => void received.push({ channel, message, ports }),
  };
}

let nextId = 1;

export class FakeContents extends EventEmitter {
  readonly id = nextId++;
  readonly mainFrame = makeFrame();
  windowOpen: Fn = () => ({ action: "allow" });
  setWindowOpenHandler(handler: Fn): void {
    this.windowOpen = handler;
  }
  reload(): void {
    record("contents.reload");
  }
  startDrag = (item: unknown): void => record("contents.startDrag", item);
  async printToPDF(options: unknown): Promise<Uint8Array> {
    record("contents.printToPDF", options);
    const { printFailure } = state().user;
    if (printFailure !== null) throw printFailure;
    return new TextEncoder().encode("%PDF-1.7");
  }
}

export class BrowserWindow extends EventEmitter {
  readonly options: Record<string, unknown> & { webPreferences: Record<string, unknown> };
  readonly webContents = new FakeContents();
  minimized = false;
  #destroyed = false;
  constructor(options: BrowserWindow["options"]) {
    super();
    this.options = options;
    record("BrowserWindow", options);
    state().windows.push(this);
    state().app.emit("web-contents-created", new FakeEvent(), this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    record("window.loadURL", url);
    const { loadFailure } = state().user;
    if (loadFailure !== null) throw loadFailure;
  }
  show = (): void => record("window.show");
  focus = (): void => record("window.focus");
  restore = (): void => record("window.restore");
  isMinimized = (): boolean => this.minimized;
  isDestroyed = (): boolean => this.#destroyed;
  setBackgroundColor = (color: string): void => record("window.setBackgroundColor", color);
  setProgressBar = (part: number): void => record("window.setProgressBar", part);
  /** Where the user has put it. */
  place = { bounds: { x: 0, y: 0, width: 1, height: 1 }, maximized: false, fullScreen: false };
  getNormalBounds = (): unknown => this.place.bounds;
  isMaximized = (): boolean => this.place.maximized;
  isFullScreen = (): boolean => this.place.fullScreen;
  isFocused = (): boolean => state().user.focused;
  maximize = (): void => record("window.maximize");
  setFullScreen = (on: boolean): void => record("window.setFullScreen", on);
  destroy(): void {
    record("window.destroy");
    this.#destroyed = true;
    this.emit("closed");
  }
}

export class Notification extends EventEmitter {
  static isSupported = (): boolean => state().user.notices;
  readonly options: { title: string; body: string };
  constructor(options: Notification["options"]) {
    super();
    this.options = options;
    state().notices.push(this);
  }
  show = (): void => record("notification.show", this.options);
  close = (): void => record("notification.close");
}

/** An end of a channel in the shape of `MessagePortMain`. A transfer list with anything but ports is an error. */
export class FakePort extends EventEmitter {
  readonly posted: unknown[] = [];
  readonly #inner: MessagePort;
  #started = false;
  constructor(inner: MessagePort) {
    super();
    this.#inner = inner;
    inner.once("close", () => this.emit("close"));
  }
  postMessage(message: unknown, transfer: unknown[] = []): void {
    if (transfer.some((item) => !(item instanceof FakePort)))
      throw new TypeError("only ports can be transferred");
    this.posted.push(message);
    this.#inner.postMessage(message);
  }
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#inner.on("message", (data: unknown) => this.emit("message", { data, ports: [] }));
  }
  close(): void {
    this.#inner.close();
  }
}

export class MessageChannelMain {
  readonly port1: FakePort;
  readonly port2: FakePort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new FakePort(port1);
    this.port2 = new FakePort(port2);
    state().channels.push(this);
  }
}

class FakeIpcMain extends EventEmitter {
  readonly handlers = new Map<string, Fn>();
  handle(channel: string, handler: Fn): void {
    this.handlers.set(channel, handler);
  }
  invoke(channel: string, ...args: unknown[]): unknown {
    return this.handlers.get(channel)?.(...args);
  }
}

class FakeIpcRenderer extends EventEmitter {
  answer: unknown = null;
  send = (channel: string, ...args: unknown[]): void => record("ipcRenderer.send", channel, ...args);
  invoke = async (channel: string, ...args: unknown[]): Promise<unknown> => {
    record("ipcRenderer.invoke", channel, ...args);
    return this.answer;
  };
}

function makeState(): State {
  return {
    calls: [],
    windows: [],
    sessions: new Map(),
    channels: [],
    app: new FakeApp(),
    ipcMain: new FakeIpcMain(),
    ipcRenderer: new FakeIpcRenderer(),
    nativeTheme: Object.assign(new EventEmitter(), { shouldUseDarkColors: false }),
    exposed: new Map(),
    user: {
      lock: true,
      dataFolder: "",
      loadFailure: null,
      printFailure: null,
      opens: null,
      saves: null,
      presses: 0,
      locale: "en-US",
      focused: true,
      notices: true,
      workAreas: [{ x: 0, y: 0, width: 1920, height: 1040 }],
      removedItems: [],
      fileIcon: "some",
    },
    notices: [],
  };
}

const KEY = Symbol.for("logonscope electron double");
const holder = globalThis as typeof globalThis & { [KEY]?: State };

/** What has been asked for so far, and what the user will do. */
export function state(): State {
  holder[KEY] ??= makeState();
  return holder[KEY];
}

/** Forgets everything. The exported objects stay the same ones. */
export function resetElectron(): State {
  const now = state();
  for (const list of [now.calls, now.windows, now.channels, now.notices]) list.length = 0;
  now.sessions.clear();
  now.exposed.clear();
  now.ipcMain.handlers.clear();
  for (const emitter of [now.ipcMain, now.ipcRenderer, now.nativeTheme]) emitter.removeAllListeners();
  now.nativeTheme.shouldUseDarkColors = false;
  Object.assign(now.user, makeState().user);
  now.app.arm();
  return now;
}

/** Names of the calls so far, in order. */
export const callNames = (): string[] => state().calls.map(({ name }) => name);
export const callsOf = (name: string): Call[] => state().calls.filter((call) => call.name === name);

function sessionNamed(name: string): FakeSession {
  const { sessions } = state();
  const known = sessions.get(name) ?? new FakeSession(name);
  sessions.set(name, known);
  return known;
}

export const app = state().app;
export const ipcMain = state().ipcMain;
export const ipcRenderer = state().ipcRenderer;
export const nativeTheme = state().nativeTheme;
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => record("protocol.registerSchemesAsPrivileged", schemes),
};
export const session = {
  get defaultSession(): FakeSession {
    return sessionNamed("default");
  },
  fromPartition: (name: string): FakeSession => sessionNamed(name),
};
export const shell = {
  openExternal: async (url: string): Promise<void> => record("shell.openExternal", url),
  showItemInFolder: (path: string): void => record("shell.showItemInFolder", path),
};
export const dialog = {
  async showOpenDialog(...args: unknown[]): Promise<unknown> {
    record("dialog.showOpenDialog", ...args);
    const { opens } = state().user;
    return { canceled: opens === null, filePaths: opens ?? [] };
  },
  async showSaveDialog(...args: unknown[]): Promise<unknown> {
    record("dialog.showSaveDialog", ...args);
    const { saves } = state().user;
    return { canceled: saves === null, filePath: saves ?? "" };
  },
  async showMessageBox(...args: unknown[]): Promise<unknown> {
    record("dialog.showMessageBox", ...args);
    return { response: state().user.presses };
  },
  showErrorBox: (title: string, text: string): void => record("dialog.showErrorBox", title, text),
};
export const Menu = {
  buildFromTemplate: (template: unknown): unknown => ({ template }),
  setApplicationMenu: (menu: unknown): void => record("Menu.setApplicationMenu", menu),
};
export const screen = {
  getAllDisplays: (): unknown => state().user.workAreas.map((workArea) => ({ workArea })),
};
export const nativeImage = {
  createFromDataURL: (url: string): unknown => ({ name: url, isEmpty: () => false }),
};
export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown): void => void state().exposed.set(name, value),
};
export const webUtils = {
  /** A test's file carries the path that Chromium would know. */
  getPathForFile(file: { path?: string }): string {
    if (typeof file !== "object") throw new TypeError("not a File");
    return file.path ?? "";
  },
};
