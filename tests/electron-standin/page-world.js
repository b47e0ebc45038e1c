// Runs in the page's own world before its scripts: what `contextBridge` and a port of Electron look like from there.
(() => {
  // A buffer in a transfer list never reaches Electron's main process (electron/electron#34905): it arrives empty.
  const post = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (message, transfer = []) {
    const lost = transfer.some((item) => !(item instanceof MessagePort));
    post.call(this, lost ? null : message, lost ? [] : transfer);
  };
  const { port1, port2 } = new MessageChannel();
  const calls = [];
  port1.onmessage = ({ data: { to, value, failure } }) => {
    if (failure === undefined) calls[to].resolve(value);
    else calls[to].reject(new Error(failure));
  };
  const call = (name, key, args) =>
    new Promise((resolve, reject) => {
      post.call(port1, { to: calls.length, name, key, args });
      calls.push({ resolve, reject });
    });
  document.addEventListener("standin-expose", ({ detail }) => {
    for (const [name, keys] of JSON.parse(detail)) {
      const api = keys.map((key) => [key, (...args) => call(name, key, args)]);
      window[name] ??= Object.freeze(Object.fromEntries(api));
    }
  });
  document.dispatchEvent(new CustomEvent("standin-ready"));
  window.postMessage("standin-bridge", window.location.origin, [port2]);
})();
