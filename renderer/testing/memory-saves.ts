import { appError, HostError } from "../../shared/contract/errors.ts";
import type { Host } from "../../shared/contract/host.ts";
import { joinBytes } from "../../shared/types/join-bytes.ts";
import type { SaveId } from "../../shared/types/units.ts";

/** Takes exports into a list, each once it is whole. */
export function memorySaves(
  saved: { readonly name: string; readonly bytes: Uint8Array }[],
): Pick<Host, "beginSave" | "writeSave" | "endSave" | "dropSave"> {
  const open = new Map<SaveId, { readonly name: string; readonly pieces: Uint8Array[] }>();
  let last = 0;
  const found = (id: SaveId) => {
    const save = open.get(id);
    if (save === undefined) throw new HostError(appError("saveFailed", { reason: "unknown" }));
    return save;
  };
  return {
    async beginSave(name) {
      const id = `save-${++last}` as SaveId;
      open.set(id, { name, pieces: [] });
      return id;
    },
    async writeSave(id, bytes) {
      found(id).pieces.push(bytes);
    },
    async endSave(id) {
      const { name, pieces } = found(id);
      open.delete(id);
      saved.push({ name, bytes: joinBytes(pieces) });
    },
    async dropSave(id) {
      open.delete(id);
    },
  };
}
