import { appError, HostError } from "../../shared/contract/errors.ts";
import type { Host } from "../../shared/contract/host.ts";
import type { SaveId } from "../../shared/types/units.ts";

type Saves = Pick<Host, "beginSave" | "writeSave" | "endSave" | "dropSave">;

/**
 * Exports as downloads of the browser; where they go is its business. Each piece becomes a blob at once, which the
 * browser keeps outside the page, on its disk when there are many, and the whole is made of them without a copy: so the
 * page never holds the file, and needs no host for it, which may be gone by then.
 */
export function createDownloads(): Saves {
  const open = new Map<SaveId, { readonly name: string; readonly pieces: Blob[] }>();
  let last = 0;
  const found = (id: SaveId) => {
    const save = open.get(id);
    if (save === undefined) throw new HostError(appError("saveFailed", { reason: "unknown" }));
    return save;
  };
  return {
    async beginSave(name, form) {
      if (form === "pdf") throw new HostError(appError("notAllowed", { reason: "savePdf" }));
      const id = `download-${++last}` as SaveId;
      open.set(id, { name, pieces: [] });
      return id;
    },
    async writeSave(id, bytes) {
      found(id).pieces.push(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    },
    async endSave(id) {
      const { name, pieces } = found(id);
      open.delete(id);
      download(name, new Blob(pieces, { type: "application/octet-stream" }));
    },
    async dropSave(id) {
      open.delete(id);
    },
  };
}

function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the bytes by then; at once would be too early in some.
  setTimeout(() => URL.revokeObjectURL(url), RELEASE_MS);
}

const RELEASE_MS = 60_000;
