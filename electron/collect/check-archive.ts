import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { ARCHIVE_INDEX, type ArchiveFile } from "../../shared/types/archive.ts";
import { type ArchiveTrails, archiveTrails } from "../../shared/types/archive-trail.ts";
import { readIndex } from "./archive-store.ts";

export interface ArchiveCheck extends ArchiveTrails {
  readonly files: number;
  readonly bytes: number;
  /** Paths inside the archive. */
  readonly missing: readonly string[];
  readonly altered: readonly string[];
  readonly unreadable: readonly string[];
  /** Files that the index does not name. */
  readonly strays: readonly string[];
  readonly badLines: number;
}

const MOST_STRAYS = 10_000;

/** Holds every file of an archive against its index; null where there is no index. Rejects with the system's error. */
export async function checkArchive(
  folder: string,
  options: { readonly signal: AbortSignal; readonly onFile?: (done: number, of: number) => void },
): Promise<ArchiveCheck | null> {
  const index = await readIndex(folder);
  if (index === null || index === "other") return null;
  const files = index.entries.filter((entry): entry is ArchiveFile => entry.type === "file");
  const found: Record<"missing" | "altered" | "unreadable", string[]> = {
    missing: [],
    altered: [],
    unreadable: [],
  };
  let bytes = 0;
  for (const [at, { file, sha256, bytes: size }] of files.entries()) {
    if (options.signal.aborted) break;
    options.onFile?.(at, files.length);
    const state = await stateOf(join(folder, file), sha256, size);
    if (state === "same") bytes += size;
    else found[state].push(file);
  }
  const known = new Set(files.map(({ file }) => file));
  const strays = (await filesBelow(folder)).filter((path) => !known.has(path) && !OWN.test(path));
  return {
    ...archiveTrails(index),
    ...found,
    files: files.length,
    bytes,
    strays,
    badLines: index.badLines,
  };
}

const OWN = new RegExp(
  `^(?:${ARCHIVE_INDEX.replaceAll(".", "\\.")}|\\.?logonscope-archive\\.lock.*|\\.incoming/.*)$`,
);

async function stateOf(
  path: string,
  sha256: string,
  bytes: number,
): Promise<"same" | "missing" | "altered" | "unreadable"> {
  try {
    const { size } = await stat(path);
    if (size !== bytes) return "altered";
    const hash = createHash("sha256");
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
    return hash.digest("hex") === sha256 ? "same" : "altered";
  } catch (failure) {
    return failure instanceof Error && "code" in failure && failure.code === "ENOENT"
      ? "missing"
      : "unreadable";
  }
}

/** Paths of all files below a folder, relative to it, with `/`. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .slice(0, MOST_STRAYS)
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll("\\", "/"));
}
