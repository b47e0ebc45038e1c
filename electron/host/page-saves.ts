import { randomBytes } from "node:crypto";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { appError, HostError } from "../../shared/contract/errors.ts";
import type { Host } from "../../shared/contract/host.ts";
import type { SaveId } from "../../shared/types/units.ts";
import type { PlatformCalls } from "./platform-calls.ts";
import { type FileSave, openFileSave } from "./save-file.ts";

/** The exports that one page is writing. */
export interface PageSaves
  extends Pick<Host, "beginSave" | "writeSave" | "endSave" | "dropSave" | "showSaved" | "dragSaved"> {
  /** The page has gone: what is unfinished is removed. */
  close(): void;
}

/** A page writes one file at a time; more are a page gone wrong. */
const MAX_SAVES = 4;
/** Saved exports that can still be shown and dragged. */
const MAX_SAVED = 100;
/** An HTML report stands in memory while it is printed. */
const MAX_PRINTED = 256 * 1024 * 1024;

/** `inputs`: the files that the page knows, which an export never replaces. */
export function createPageSaves(
  { askWhere, printPdf, showFile, dragFile }: PlatformCalls,
  inputs: () => readonly string[],
): PageSaves {
  const saves = new Map<SaveId, FileSave>();
  /** Where exports stand, from their beginning on; those that are not in `saves` are finished. */
  const places = new Map<SaveId, string>();
  /** Those that wait for the user's answer count as well. */
  let asking = 0;
  let closed = false;

  const found = (id: SaveId): FileSave => {
    const save = saves.get(id);
    if (save === undefined) throw new HostError(appError("saveFailed", { reason: "unknown" }));
    return save;
  };
  /** Where a finished export stands. Only what this page has saved, and by its id: a page cannot name another file. */
  const saved = async (id: SaveId): Promise<string> => {
    const path = saves.has(id) ? undefined : places.get(id);
    if (path === undefined) throw notAllowed("notSaved");
    if ((await stat(path).catch(() => null))?.isFile() !== true)
      throw new HostError(appError("exportMissing", { file: basename(path) }));
    return path;
  };

  return {
    async beginSave(name, form) {
      if (askWhere === undefined) throw notAllowed("saveFile");
      if (form === "pdf" && printPdf === undefined) throw notAllowed("savePdf");
      if (saves.size + asking >= MAX_SAVES) throw notAllowed("tooManySaves");
      asking++;
      try {
        const path = await askWhere(name);
        if (path === null || closed) return null;
        if (await isOneOf(path, inputs()))
          throw new HostError(appError("saveFailed", { file: basename(path), reason: "isInput" }));
        const file = await openFileSave(path);
        const id = randomBytes(12).toString("base64url") as SaveId;
        saves.set(id, form === "pdf" && printPdf !== undefined ? printed(file, path, printPdf) : file);
        places.set(id, path);
        if (!closed) return id;
        saves.delete(id);
        await file.drop();
        return null;
      } finally {
        asking--;
      }
    },
    // Not `async`: a page that writes ahead must have its pieces queued in the order in which they came.
    writeSave: (id, bytes) => attempt(() => found(id).write(bytes)),
    async endSave(id) {
      const save = found(id);
      await save.end();
      saves.delete(id);
      for (const [oldest] of places) {
        if (places.size <= MAX_SAVED + saves.size) break;
        if (!saves.has(oldest)) places.delete(oldest);
      }
    },
    async dropSave(id) {
      const save = saves.get(id);
      if (save === undefined) return;
      saves.delete(id);
      places.delete(id);
      await save.drop();
    },
    async showSaved(id) {
      if (showFile === undefined) throw notAllowed("showSaved");
      showFile(await saved(id));
    },
    async dragSaved(id) {
      if (dragFile === undefined) throw notAllowed("dragSaved");
      await dragFile(await saved(id));
    },
    close() {
      closed = true;
      for (const save of saves.values()) void save.drop();
      saves.clear();
      places.clear();
    },
  };
}

/** Takes an HTML report and puts what is printed of it into a file. */
function printed(file: FileSave, path: string, print: NonNullable<PlatformCalls["printPdf"]>): FileSave {
  const abort = new AbortController();
  let pieces: Uint8Array[] = [];
  let size = 0;
  const failed = async (reason: string): Promise<never> => {
    pieces = [];
    await file.drop();
    throw new HostError(appError("saveFailed", { file: basename(path), reason }));
  };
  return {
    async write(bytes) {
      size += bytes.length;
      if (size > MAX_PRINTED) await failed("tooLong");
      pieces.push(bytes);
    },
    async end() {
      const html = Buffer.concat(pieces);
      pieces = [];
      const pdf = await print(html, abort.signal).catch(() => failed("print"));
      await file.write(pdf);
      await file.end();
    },
    async drop() {
      abort.abort();
      pieces = [];
      await file.drop();
    },
  };
}

/** Whether a path leads to one of these files, by whatever name. */
async function isOneOf(path: string, files: readonly string[]): Promise<boolean> {
  const target = await stat(path).catch(() => null);
  if (target === null) return false;
  for (const file of files) {
    const found = await stat(file).catch(() => null);
    if (found !== null && found.dev === target.dev && found.ino === target.ino) return true;
  }
  return false;
}

function attempt(work: () => Promise<void>): Promise<void> {
  try {
    return work();
  } catch (failure) {
    return Promise.reject(failure);
  }
}

function notAllowed(reason: string): HostError {
  return new HostError(appError("notAllowed", { reason }));
}
