import { appError } from "../../shared/contract/errors.ts";
import type { SaveForm } from "../../shared/contract/host.ts";
import { isOutOfMemory } from "../../shared/contract/out-of-memory.ts";
import type { SaveId } from "../../shared/types/units.ts";
import { type Pieces, savedBlocks } from "../data/encode-text.ts";
import { errorSentence } from "../data/messages.ts";
import { NotMade } from "../data/not-made.ts";
import { EXPORT } from "../data/texts/export.ts";
import type { App } from "./app.ts";
import { asAppError, tell } from "./open-commands.ts";
import { tellSaved } from "./saved-commands.ts";

/** A file that is being written. */
export interface Saving {
  readonly name: string;
  /** So many are written; 0 while the first of them are made. */
  readonly bytes: number;
  /** Its bytes are printed into a PDF. */
  readonly printing: boolean;
  /** It takes long enough to be told. */
  readonly shown: boolean;
  readonly stop: () => void;
}

/** What is to be saved: its pieces, made when it is their turn. */
export type SavedPieces = Pieces | Promise<Pieces>;

/** What is written at once needs no word. */
const SHOWN_AFTER_MS = 400;

/**
 * Saves a file, telling how far it is and letting it be stopped; `said` is what is said once it is saved. One file at a
 * time: another one waits for nobody and is refused. Pieces are asked for when those before them are on their way to the
 * disk, so that a file of any size takes the memory of a few; `signal` fires when the user stops it.
 */
export async function saveAs(
  app: App,
  name: string,
  pieces: (signal: AbortSignal) => SavedPieces,
  said: string | (() => string),
  form: SaveForm = "file",
): Promise<void> {
  await whileSaving(app, name, async (signal, begun) => {
    const save = await app.host.beginSave(name, form);
    if (save === null) return;
    begun();
    const drop = (): void => void app.host.dropSave(save).catch(() => {});
    try {
      await writeAll(app, save, await pieces(signal), signal);
      signal.throwIfAborted();
      if (form === "pdf") showing(app, { printing: true });
      signal.addEventListener("abort", drop);
      // Its own answer counts: who stops it now may be too late.
      await app.host.endSave(save);
    } catch (error) {
      drop();
      throw error;
    }
    tellSaved(app, typeof said === "string" ? said : said(), save);
  });
}

/**
 * Does what ends in a file, or in a window for printing, and tells how that ended unless it went well. It is shown some
 * time after `begun` was called: not while the user is still asked.
 */
export async function whileSaving(
  app: App,
  name: string,
  work: (signal: AbortSignal, begun: () => void) => Promise<void>,
): Promise<void> {
  if (app.saving.get() !== null) return tell(app, EXPORT.busy, true);
  const abort = new AbortController();
  app.saving.set({ name, bytes: 0, printing: false, shown: false, stop: () => abort.abort() });
  let slow: ReturnType<typeof setTimeout> | undefined;
  try {
    await work(abort.signal, () => {
      slow ??= setTimeout(() => showing(app, { shown: true }), SHOWN_AFTER_MS);
    });
  } catch (error) {
    if (abort.signal.aborted) tell(app, EXPORT.stopped(name));
    else if (error instanceof NotMade) tell(app, error.message, true);
    else tell(app, errorSentence(isOutOfMemory(error) ? appError("outOfMemory") : asAppError(error)), true);
  } finally {
    clearTimeout(slow);
    app.saving.set(null);
  }
}

async function writeAll(app: App, save: SaveId, pieces: Pieces, signal: AbortSignal): Promise<void> {
  let bytes = 0;
  let written: Promise<void> = Promise.resolve();
  for await (const block of savedBlocks(pieces, signal)) {
    // One block is written while the next one is made, and no more than that.
    await orStopped(written, signal);
    written = app.host.writeSave(save, block);
    // It is waited for a block later; until then its failure has nobody else to tell.
    written.catch(() => {});
    bytes += block.length;
    showing(app, { bytes });
  }
  await orStopped(written, signal);
}

/** Waits for a call of the host no longer than the user does. */
function orStopped(call: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop);
    call.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function showing(app: App, change: Partial<Saving>): void {
  const saving = app.saving.get();
  if (saving !== null) app.saving.set({ ...saving, ...change });
}
