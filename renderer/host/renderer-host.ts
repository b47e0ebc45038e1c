import type { FileRef, Host } from "../../shared/contract/host.ts";

/** How far the program behind the page can be reached. */
export type Connection =
  | "connected"
  /** Gone for the moment; the page keeps trying. */
  | "lost"
  /** Gone for good: the program was stopped or started anew, and no longer knows this page. */
  | "refused";

/** What the page asks of the program behind it, plus what only makes sense with the DOM at hand. */
export interface RendererHost extends Host {
  /**
   * Makes dropped or picked files known to the host: by path in the window, by uploading them to the browser host.
   * Rejects with `HostError`.
   */
  adopt(
    files: readonly File[],
    onProgress?: (sent: number, total: number) => void,
  ): Promise<readonly FileRef[]>;
  /** Tells of changes of the connection, beginning with its present state. Returns how to stop. */
  watchConnection(onChange: (connection: Connection) => void): () => void;
  /** To be told before the page loads itself again: where it can, the host then still knows its files. */
  willReload(): void;
}
