import type { HostInfo } from "../../shared/contract/host.ts";
import type { CaseCache } from "./cache/case-cache.ts";
import type { NoteBook } from "./notes/note-book.ts";

/** What the page keeps from one start to the next, as far as it may and can. */
export interface Keep {
  readonly cache: CaseCache | null;
  readonly notes: NoteBook | null;
}

export const KEEPS_NOTHING: Keep = { cache: null, notes: null };

/** Whether the page stands under an address that it may share with other programs of this machine. */
export const isPlainAddress = (hostname: string): boolean => /^(\d+\.){3}\d+$|^localhost$|^\[/.test(hostname);

/**
 * Opens what may be kept. Nothing is in private mode, and nothing under a plain address: any program of this machine
 * that serves a page from the same port later would be handed what the browser keeps for it.
 */
export async function openKeep(info: HostInfo, hostname: string): Promise<Keep> {
  if (!info.capabilities.keep || isPlainAddress(hostname)) return KEEPS_NOTHING;
  const { openStores } = await import("./kept-stores.ts");
  return openStores();
}
