import { encode } from "../data/encode-text.ts";
import { errorText } from "../data/messages.ts";
import { EXPORT } from "../data/texts/export.ts";
import type { App } from "./app.ts";
import { asAppError, tell } from "./open-commands.ts";

/** A file that is being written. */
export interface Saving {
  readonly name: string;
  /** So many are ready. */
  readonly bytes: number;
  readonly stop: () => void;
}

/** What is to be saved: its pieces, made when it is their turn. */
export type SavedPieces =
  | Iterable<string | Uint8Array>
  | AsyncIterable<string | Uint8Array>
  | Promise<Iterable<string | Uint8Array>>;

/**
 * Saves a file, telling how far it is and letting it be stopped; `said` is what is said once it is saved. One file at a
 * time: another one waits for nobody and is refused.
 */
export async function saveAs(
  app: App,
  name: string,
  pieces: () => SavedPieces,
  said: string | (() => string),
): Promise<void> {
  if (app.saving.get() !== null) return tell(app, EXPORT.busy, true);
  const abort = new AbortController();
  const stop = () => abort.abort();
  app.saving.set({ name, bytes: 0, stop });
  try {
    const bytes = await encode(await pieces(), {
      signal: abort.signal,
      onBytes: (done) => app.saving.set({ name, bytes: done, stop }),
    });
    const saved = await app.host.saveFile(name, bytes);
    if (saved) tell(app, typeof said === "string" ? said : said());
  } catch (error) {
    if (abort.signal.aborted) tell(app, EXPORT.stopped(name));
    else tell(app, errorText(asAppError(error).code), true);
  } finally {
    app.saving.set(null);
  }
}
