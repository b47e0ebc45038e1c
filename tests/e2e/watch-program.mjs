// Loaded before the program by `--import`, in each of its threads: notes every way out of it (names looked up, connections,
// doors opened, programs started, files opened or changed) in the file that LOGONSCOPE_WATCH names, one JSON list a line,
// and refuses what needs a network. Whoever reads along sees what the program does, whatever it says.
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import workers, { threadId } from "node:worker_threads";

const { openSync, writeSync } = fs;
const notes = openSync(process.env.LOGONSCOPE_WATCH, "a");
const note = (...what) => writeSync(notes, `${JSON.stringify([threadId, ...what])}\n`);
note("watching", process.version);

/** Puts `around(original, thisOfCall, args)` in the place of a function. */
function wrap(owner, name, around) {
  const original = owner[name];
  if (typeof original !== "function") return;
  owner[name] = function (...args) {
    return around(original, this, args);
  };
}

const refused = () => Object.assign(new Error("the network is refused"), { code: "ENETUNREACH" });

wrap(net.Socket.prototype, "connect", (_connect, socket, args) => {
  const [target] = Array.isArray(args[0]) ? args[0] : args;
  const path = typeof target === "object" ? target?.path : undefined;
  note("connect", path ?? `${target?.host ?? args[1] ?? "localhost"}:${target?.port ?? target}`);
  // Not at once: whoever asked must be able to listen first.
  setImmediate(() => socket.destroy(refused()));
  return socket;
});
wrap(net.Server.prototype, "listen", (listen, server, args) => {
  const [options] = args;
  note(
    "listen",
    typeof options === "object"
      ? `${options?.host ?? options?.path}`
      : `${typeof args[1] === "string" ? args[1] : options}`,
  );
  return listen.apply(server, args);
});
wrap(dgram, "createSocket", () => {
  note("datagram");
  throw refused();
});
for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (!/^(lookup|resolve|reverse)/.test(name)) continue;
    wrap(owner, name, (look, self, args) => {
      // An address is no name: nobody is asked.
      if (net.isIP(String(args[0])) > 0) return look.apply(self, args);
      note("lookup", String(args[0]));
      throw refused();
    });
  }
wrap(globalThis, "fetch", (_fetch, _self, [address]) => {
  note("fetch", String(address));
  throw refused();
});
for (const name of ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"])
  wrap(childProcess, name, (start, self, args) => {
    note("start", String(args[0]));
    return start.apply(self, args);
  });

/** What is done to files: how each is opened, and every call that changes one. */
const OPENING = ["open", "openSync", "createReadStream", "createWriteStream"];
const CHANGING =
  /^(appendFile|chmod|chown|copyFile|cp|fchmod|futimes|lchmod|lchown|link|lutimes|mkdir|mkdtemp|rename|rm|rmdir|symlink|truncate|unlink|utimes|writeFile)(Sync)?$/;
const text = (path) => (path instanceof URL ? path.pathname : String(path));
for (const owner of [fs, fs.promises]) {
  for (const name of OPENING)
    wrap(owner, name, (open, self, args) => {
      const given = typeof args[1] === "object" ? args[1]?.flags : args[1];
      note("open", text(args[0]), given ?? (name === "createWriteStream" ? "w" : "r"));
      return open.apply(self, args);
    });
  for (const name of Object.getOwnPropertyNames(owner))
    if (CHANGING.test(name))
      wrap(owner, name, (change, self, args) => {
        note(
          "change",
          text(args[0]),
          name,
          ...(/^(rename|link|symlink|copyFile|cp)/.test(name) ? [text(args[1])] : []),
        );
        return change.apply(self, args);
      });
}

/** Threads may be given an environment and settings of their own: they are watched all the same. */
const { Worker } = workers;
workers.Worker = class extends Worker {
  constructor(file, options = {}) {
    super(file, {
      ...options,
      env: { ...(options.env ?? process.env), LOGONSCOPE_WATCH: process.env.LOGONSCOPE_WATCH },
      execArgv: [...(options.execArgv ?? process.execArgv), "--import", import.meta.url],
    });
  }
};
syncBuiltinESMExports();
