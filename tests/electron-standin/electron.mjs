// The main process's half of the stand-in: what `import ... from "electron"` gives in a Node process run by `launch.ts`.
// It keeps the state of Electron's main process and asks the other half, over Node's channel between processes, for all
// that a browser does. Behaviour is as https://www.electronjs.org/docs/latest/api/ has it under the name of each export;
// there is one window. What the program does not use does not exist: reaching for it throws.
import { EventEmitter, once } from "node:events";
import { existsSync, rmSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { join } from "node:path";

const answers = new Map();
let asked = 0;
const tell = (what) => process.send?.(what);
/** A call that only a desktop would show: the test hears of it. */
function calling(name) {
  return (...args) => tell({ type: "call", name, args });
}
/** Asks the browser's half; rejects with its words. */
const ask = (what) =>
  new Promise((resolve, reject) => {
    answers.set(++asked, { resolve, reject });
    tell({ ...what, ask: asked });
  });
/** An object that throws when something is read that is not there. */
const closed = (name, object) =>
  new Proxy(object, {
    get(target, key) {
      if (typeof key === "string" && !(key in target) && key !== "then")
        throw new Error(`The stand-in for Electron has no ${name}.${key}.`);
      return typeof target[key] === "function" ? target[key].bind(target) : target[key];
    },
  });
/** An event that a listener may prevent. */
const eventWith = (fields = {}) => ({
  ...fields,
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true;
  },
});
/** Emits such an event and says whether it was prevented. */
const prevented = (emitter, name, fields) => {
  const event = eventWith(fields);
  emitter.emit(name, event);
  return event.defaultPrevented;
};

let [window, lock, menu] = [null, null, []];
let userData = "";
/** Settled once a second start has handed over what it was asked for. */
let handed = null;
let quitting = false;
const ready = new Promise((resolve) => setImmediate(resolve));

class App extends EventEmitter {
  commandLine = closed("app.commandLine", {
    getSwitchValue: (name) =>
      process.argv.findLast((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? "",
  });
  setName = calling("app.setName");
  enableSandbox = calling("app.enableSandbox");
  getLocale = () => "en-US";
  getFileIcon = async () => ({ isEmpty: () => false });
  whenReady = () => ready;
  /** "If the path does not exist, an Error is thrown." */
  setPath(name, path) {
    if (!existsSync(path)) throw new Error(`Failed to set path '${name}': no such folder`);
    if (name === "userData") userData = path;
  }
  /** One primary a `userData` folder; what a second one sends reaches the first as `second-instance`. */
  requestSingleInstanceLock(data) {
    const socket = join(userData, "standin.lock");
    if (existsSync(socket)) {
      const text = JSON.stringify([process.argv, process.cwd(), data]);
      handed = once(createConnection(socket).resume().end(text), "close");
      return false;
    }
    lock = createServer((from) => {
      const pieces = [];
      from.on("data", (piece) => pieces.push(piece));
      from.on("end", () => this.emit("second-instance", eventWith(), ...JSON.parse(pieces.join(""))));
    });
    lock.listen(socket);
    return true;
  }
  /** Closes every window, then `will-quit`, then `quit`, then the end. */
  quit() {
    if (quitting) return;
    quitting = true;
    setImmediate(async () => {
      await handed;
      window?.destroy();
      this.emit("will-quit", eventWith());
      this.exit(0);
    });
  }
  exit(code) {
    this.emit("quit", eventWith(), code);
    if (lock !== null) rmSync(join(userData, "standin.lock"), { force: true });
    process.exit(code);
  }
}

class Session extends EventEmitter {
  handlers = new Map();
  #network = { schemes: [] };
  protocol = closed("session.protocol", {
    handle: (scheme, handler) => this.handlers.set(`${scheme}:`, handler),
  });
  webRequest = closed("session.webRequest", {
    onBeforeRequest: ({ urls }, listener) => {
      this.#network = { schemes: urls.map((url) => `${url.split(":")[0]}:`), listener };
    },
  });
  // Permissions are the business of unit tests: Chromium asks the page of a test for none.
  setPermissionRequestHandler() {}
  setPermissionCheckHandler() {}
  setDevicePermissionHandler() {}
  setSpellCheckerEnabled() {}
  /** What the session's rules say to an address: an answer of a scheme's handler, or whether it may be loaded. */
  async load({ url, method }) {
    const { protocol: scheme } = new URL(url);
    const response = await this.handlers.get(scheme)?.({ url, method });
    if (response !== undefined) {
      const body = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, headers: Object.fromEntries(response.headers), body };
    }
    if (!this.#network.schemes.includes(scheme)) return { cancel: false };
    return new Promise((resolve) => this.#network.listener({ url, method }, resolve));
  }
}
const pageSession = new Session();

class WebContents extends EventEmitter {
  id = 1;
  windowOpen = () => ({ action: "allow" });
  session = pageSession;
  setWindowOpenHandler = (handler) => void Object.assign(this, { windowOpen: handler });
  startDrag = ({ file }) => calling("webContents.startDrag")(file);
  reload = () => void ask({ type: "reload" });
}

class OneWindow extends EventEmitter {
  #destroyed = false;
  isMinimized = () => false;
  isMaximized = () => false;
  isFullScreen = () => false;
  isFocused = () => true;
  isDestroyed = () => this.#destroyed;
  constructor({ webPreferences, x = 0, y = 0, width, height }) {
    super();
    const names = "show focus restore maximize setFullScreen setBackgroundColor setProgressBar";
    for (const name of names.split(" ")) this[name] = calling(`window.${name}`);
    this.getNormalBounds = () => ({ x, y, width, height });
    const { session: _, preload, ...preferences } = webPreferences;
    this.webContents = closed("webContents", new WebContents());
    window = this;
    tell({ type: "window", preload, preferences });
    app.emit("web-contents-created", eventWith(), this.webContents);
  }
  async loadURL(url) {
    await ask({ type: "load", url });
    this.emit("ready-to-show");
  }
  destroy() {
    if (this.#destroyed) return;
    this.#destroyed = true;
    window = null;
    for (const port of ports.values()) port.close();
    this.emit("closed");
    if (!quitting) app.emit("window-all-closed");
  }
}

export function BrowserWindow(options) {
  return closed("window", new OneWindow(options));
}

/** Ports whose other end lives in the page, by its number there. */
const ports = new Map();

class MessagePortMain extends EventEmitter {
  peer = null;
  /** Number of this end in the page, once it has been given away. */
  far = 0;
  #waiting = [];
  #state = "new";
  /** "Transferable objects": ports only; of a message with anything else nothing arrives (electron/electron#34905). */
  postMessage(message, transfer = []) {
    if (transfer.some((item) => !(item instanceof MessagePortMain))) throw new TypeError("only ports");
    if (this.#state === "closed") return;
    if (this.peer.far > 0) tell({ type: "port", port: this.peer.far, message });
    else this.peer.arrive(structuredClone(message));
  }
  arrive(data) {
    if (this.#state === "started") this.emit("message", { data, ports: [] });
    else this.#waiting.push(data);
  }
  /** "Messages will be queued until this method is called." */
  start() {
    this.#state = "started";
    for (const message of this.#waiting.splice(0)) this.arrive(message);
  }
  close() {
    if (this.#state === "closed") return;
    this.#state = "closed";
    if (this.peer.far > 0) tell({ type: "portClosed", port: this.peer.far });
    setImmediate(() => this.emit("close"));
    this.peer.close();
  }
}

export class MessageChannelMain {
  port1 = new MessagePortMain();
  port2 = new MessagePortMain();
  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
    this.port1 = closed("port", this.port1);
    this.port2 = closed("port", this.port2);
  }
}

/** A message's sender: the frame that shows `url`, as `WebFrameMain` names it. */
const eventFrom = (url) => {
  const postMessage = (channel, message, given = []) => {
    for (const port of given) {
      port.far = ports.size + 1;
      ports.set(port.far, port.peer);
    }
    tell({ type: "toPage", channel, message, ports: given.map(({ far }) => far) });
  };
  const senderFrame = { url, origin: url.split("/").slice(0, 3).join("/"), parent: null, postMessage };
  return { sender: window.webContents, senderFrame };
};

class IpcMain extends EventEmitter {
  handlers = new Map();
  handle = (channel, handler) => void this.handlers.set(channel, handler);
}

/** What the browser's half says or asks. */
const heard = {
  request: (what) => window.webContents.session.load(what),
  send: ({ url, channel, args }) => void ipcMain.emit(channel, eventFrom(url), ...args),
  invoke: ({ url, channel, args }) => ipcMain.handlers.get(channel)(eventFrom(url), ...args),
  port: ({ port, message }) => ports.get(port).arrive(message),
  portClosed: ({ port }) => ports.get(port).close(),
  navigate: ({ url }) => prevented(window.webContents, "will-navigate", { url }),
  opens: ({ url }) => window.webContents.windowOpen({ url }).action,
  download: () => prevented(window.webContents.session, "will-download"),
  gone: ({ reason }) => void window.webContents.emit("render-process-gone", eventWith(), { reason }),
  openFile: ({ path }) => void app.emit("open-file", eventWith(), path),
  close() {
    window.emit("close", eventWith());
    window.destroy();
  },
  menu: ({ label }) =>
    itemsOf(menu)
      .find((item) => item.label === label)
      .click(),
  quit: () => app.quit(),
};
process.on("message", ({ type, ask: to, ...message }) => {
  if (type === "answer") {
    const { resolve, reject } = answers.get(message.to);
    if (message.failure === undefined) resolve(message.value);
    else reject(new Error(message.failure));
    return;
  }
  const reply = (answer) => to && tell({ type: "answer", to, ...answer });
  new Promise((resolve) => resolve(heard[type](message))).then(
    (value) => reply({ value }),
    (failure) => reply({ failure: String(failure) }),
  );
});
// Without the test there is nobody left to see the window.
process.on("disconnect", () => process.exit(1));

export const app = closed("app", new App());
export const ipcMain = closed("ipcMain", new IpcMain());
const theme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });
export const nativeTheme = closed("nativeTheme", theme);
export const protocol = closed("protocol", { registerSchemesAsPrivileged() {} });
export const session = closed("session", {
  defaultSession: pageSession,
  fromPartition: () => pageSession,
});
export const shell = closed("shell", {
  openExternal: async (url) => calling("shell.openExternal")(url),
  showItemInFolder: calling("shell.showItemInFolder"),
});
/** The last argument holds the options; a window may stand before it. */
function dialogOf(name) {
  return (...args) => ask({ type: "dialog", name, options: args.at(-1) });
}
export const dialog = closed("dialog", {
  showOpenDialog: dialogOf("open"),
  showSaveDialog: dialogOf("save"),
  showMessageBox: dialogOf("message"),
  showErrorBox: calling("dialog.showErrorBox"),
});
const itemsOf = (items) => items.flatMap((item) => [item, ...itemsOf(item.submenu ?? [])]);
export const Menu = closed("Menu", {
  buildFromTemplate: (template) => template,
  setApplicationMenu(items) {
    menu = items;
    calling("Menu.setApplicationMenu")(
      itemsOf(items).map(({ label, enabled = true }) => ({ label, enabled })),
    );
  },
});
const workArea = { x: 0, y: 0, width: 1920, height: 1040 };
export const screen = closed("screen", { getAllDisplays: () => [{ workArea }] });
export const nativeImage = closed("nativeImage", {});
export const Notification = closed("Notification", {});
