import { closeSync, openSync, readSync, statSync } from "node:fs";

const EVTX = "ElfFile\0";

/** Bytes of a file that begins as an .evtx log does; -1 for anything else. Pipes and devices are never opened. */
export function evtxSize(path: string): number {
  try {
    // A pipe must not be opened here: its first bytes would be gone, or nobody may ever write to it.
    const stat = statSync(path);
    if (!stat.isFile()) return -1;
    const file = openSync(path, "r");
    try {
      const head = Buffer.alloc(EVTX.length);
      readSync(file, head, 0, head.length, 0);
      return head.toString("latin1") === EVTX ? stat.size : -1;
    } finally {
      closeSync(file);
    }
  } catch {
    return -1;
  }
}
