// Runs the preload script, unmodified, in a world of its own. `window` shows it the origin that Electron would show,
// `require("electron")` gives what a sandboxed preload script gets of Electron
// (https://www.electronjs.org/docs/latest/tutorial/sandbox); `standin` is the way to the test's process.
(runPreload, ORIGIN) => {
  if (window.top !== window) return;
  const closed = (name, object) =>
    new Proxy(object, {
      get(target, key) {
        if (!(key in target)) throw new Error(`The stand-in for Electron has no ${name}.${String(key)}.`);
        return target[key];
      },
    });

  // Bytes cross as base64, everything else as JSON.
  const binary = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768)
      text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return { base64: btoa(text) };
  };
  const pack = (what) =>
    JSON.stringify(what, (_key, value) => (value instanceof Uint8Array ? binary(value) : value));
  const unpack = (text) =>
    JSON.parse(text, (_key, value) =>
      typeof value?.base64 === "string"
        ? Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0))
        : value,
    );
  const tell = (what) => globalThis.standin(pack({ ...what, url: window.location.href }));
  const waiting = new Map();
  let asked = 0;
  const ask = (what) =>
    new Promise((resolve, reject) => {
      waiting.set(++asked, { resolve, reject });
      tell({ ...what, ask: asked });
    });

  const listeners = new Map();
  const ports = new Map();
  const openPort = (number) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(number, port1);
    port1.onmessage = ({ data }) => tell({ type: "port", port: number, message: data });
    port1.onclose = () => tell({ type: "portClosed", port: number });
    return port2;
  };
  const heard = {
    answer({ to, value, failure }) {
      const { resolve, reject } = waiting.get(to);
      waiting.delete(to);
      if (failure === undefined) resolve(value);
      else reject(new Error(failure));
    },
    toPage({ channel, message, ports: numbers }) {
      const event = { ports: numbers.map(openPort) };
      for (const listener of listeners.get(channel) ?? []) listener(event, message);
    },
    port: ({ port, message }) => ports.get(port)?.postMessage(message),
    portClosed: ({ port }) => ports.get(port)?.close(),
  };
  globalThis.standinHears = (text) => {
    const message = unpack(text);
    heard[message.type](message);
  };

  const exposed = new Map();
  const show = () => {
    const names = [...exposed].map(([name, api]) => [name, Object.keys(api)]);
    document.dispatchEvent(new CustomEvent("standin-expose", { detail: JSON.stringify(names) }));
  };
  document.addEventListener("standin-ready", show);

  // Only the browser knows where files come from: it is asked before the preload script may want to know.
  const paths = new WeakMap();
  const learnPaths = async (files) => {
    globalThis.standinFiles = files;
    const found = files.length === 0 ? [] : await ask({ type: "paths", count: files.length });
    for (const [at, file] of files.entries()) paths.set(file, found[at]);
  };
  window.addEventListener("message", (event) => {
    if (event.data !== "standin-bridge") return;
    event.stopImmediatePropagation();
    const [bridge] = event.ports;
    bridge.onmessage = async ({ data: { to, name, key, args } }) => {
      try {
        await learnPaths(args.flat().filter((item) => item instanceof File));
        bridge.postMessage({ to, value: await exposed.get(name)[key](...args) });
      } catch (failure) {
        bridge.postMessage({ to, failure: String(failure) });
      }
    };
  });

  const electron = closed("electron", {
    contextBridge: closed("contextBridge", {
      exposeInMainWorld: (name, api) => show(exposed.set(name, api)),
    }),
    ipcRenderer: closed("ipcRenderer", {
      on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      send: (channel, ...args) => tell({ type: "send", channel, args }),
      invoke: (channel, ...args) => ask({ type: "invoke", channel, args }),
    }),
    webUtils: closed("webUtils", { getPathForFile: (file) => paths.get(file) ?? "" }),
  });
  const own = window.location.origin;
  const onMessage =
    (listener) =>
    ({ source, origin, data, ports: given }) =>
      listener({
        source: source === window ? shown : source,
        origin: origin === own ? ORIGIN : origin,
        data,
        ports: given,
      });
  const shown = closed("window", {
    location: closed("location", { origin: ORIGIN }),
    addEventListener: (name, listener) => window.addEventListener(name, onMessage(listener)),
    postMessage: (message, target, given) =>
      window.postMessage(message, target === ORIGIN ? own : target, given),
  });
  shown.top = shown;
  runPreload((name) => (name === "electron" ? electron : electron[name]), shown);
};
