import type { Connection } from "./renderer-host.ts";

/** Holds the state of the connection and tells who watches it. */
export class ConnectionState {
  readonly #watchers = new Set<(connection: Connection) => void>();
  #now: Connection = "connected";

  get now(): Connection {
    return this.#now;
  }

  set(connection: Connection): void {
    if (connection === this.#now) return;
    this.#now = connection;
    for (const watcher of this.#watchers) watcher(connection);
  }

  readonly watch = (onChange: (connection: Connection) => void): (() => void) => {
    this.#watchers.add(onChange);
    onChange(this.#now);
    return () => this.#watchers.delete(onChange);
  };
}
