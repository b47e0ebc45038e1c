import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { isPackName, PACK_LIMITS } from "../../../shared/pack/pack-names.ts";
import type { PackProblem } from "../../../shared/types/pack.ts";
import { MAX_LABEL } from "../archives/archive-limits.ts";
import { entryLabel } from "../archives/entry-label.ts";
import { salvageEntries } from "../archives/salvage-entries.ts";
import { openZip } from "../archives/zip-entries.ts";

/** A file that was found in a pack under a name that a pack may have. */
export interface PackEntry {
  readonly name: string;
  open(): Promise<Readable>;
}

/** Files of a pack, one after another: each is read, if at all, before the next is asked for. */
export interface FoundPack {
  readonly entries: AsyncIterable<PackEntry>;
  /** What is wrong with names and container, complete once the entries have been seen. */
  readonly problems: PackProblem[];
  close(): void;
}

/** The files of a packed pack. Names that are twice there, or that no pack has, are problems and not entries. */
export async function openPackZip(path: string): Promise<FoundPack> {
  const problems: PackProblem[] = [];
  const zip = await openZip(path, PACK_LIMITS.files);
  if (zip === null || zip.cut !== null) problems.push({ file: "", problem: "container" });
  const entries = zip?.entries ?? salvageEntries(path, PACK_LIMITS.files);
  return {
    problems,
    entries: named(entries, problems),
    close: () => zip?.close(),
  };
}

/** The files of a pack that lies unpacked in a folder. Links are not followed. */
export async function openPackFolder(folder: string): Promise<FoundPack> {
  const problems: PackProblem[] = [];
  const found: PackEntry[] = [];
  const visit = async (below: string, level: number): Promise<void> => {
    const inside = await readdir(join(folder, below), { withFileTypes: true });
    for (const entry of inside.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = below === "" ? entry.name : `${below}/${entry.name}`;
      if (found.length + problems.length > PACK_LIMITS.files) return;
      if (entry.isDirectory() && level === 0 && isPackName(name)) await visit(name, 1);
      else if (entry.isFile()) found.push({ name, open: async () => createReadStream(join(folder, name)) });
      else problems.push({ file: labelOf(name), problem: "badName" });
    }
  };
  await visit("", 0);
  if (found.length + problems.length > PACK_LIMITS.files) problems.push({ file: "", problem: "tooLarge" });
  return { problems, entries: named(found, problems), close() {} };
}

async function* named(
  entries: AsyncIterable<PackEntry> | Iterable<PackEntry>,
  problems: PackProblem[],
): AsyncGenerator<PackEntry> {
  const known = new Set<string>();
  for await (const entry of entries) {
    const key = entry.name.toLowerCase();
    if (!isPackName(entry.name)) problems.push({ file: labelOf(entry.name), problem: "badName" });
    else if (known.has(key)) problems.push({ file: entry.name, problem: "twice" });
    else yield entry;
    known.add(key);
  }
}

/** A name that may be shown, whoever gave it. */
function labelOf(name: string): string {
  return entryLabel(name).slice(0, MAX_LABEL);
}
