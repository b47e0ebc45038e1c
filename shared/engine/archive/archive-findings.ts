import { ARCHIVE_INDEX, type ArchiveFile } from "../../types/archive.ts";
import { type ArchiveTrails, archiveTrails } from "../../types/archive-trail.ts";
import type { SourceInfo } from "../../types/source.ts";

/** What the index of an archive folder says, held against the files that were opened with it. */
export interface ArchiveFindings extends ArchiveTrails {
  /** Position of the index among the sources. */
  readonly source: number;
  readonly files: number;
  /** Files of the index that are not among the inputs, by their paths in the archive. */
  readonly missing: readonly string[];
  /** Sources whose bytes are not those that were collected. */
  readonly altered: readonly number[];
  readonly badLines: number;
}

/** The archives of a case; empty without any. */
export function archiveFindings(sources: readonly SourceInfo[]): readonly ArchiveFindings[] {
  return sources.flatMap((index) => {
    if (index.archive === undefined) return [];
    const found = filesOf(index, sources);
    const missing: string[] = [];
    const altered: number[] = [];
    for (const [entry, source] of found) {
      if (source === null) missing.push(entry.file);
      else if (isAltered(entry, source)) altered.push(source.id);
    }
    return [
      {
        source: index.id,
        files: found.length,
        missing,
        altered,
        badLines: index.archive.badLines,
        ...archiveTrails(index.archive),
      },
    ];
  });
}

/** Sources that hold some kinds of records only, because a run asked for no others. */
export function filteredByArchive(sources: readonly SourceInfo[]): ReadonlySet<number> {
  const filtered = new Set<number>();
  for (const index of sources) {
    if (index.archive === undefined) continue;
    for (const [entry, source] of filesOf(index, sources))
      if (source !== null && !entry.whole) filtered.add(source.id);
  }
  return filtered;
}

type Found = readonly [entry: ArchiveFile, source: SourceInfo | null];

/**
 * Where a file of the index stands among the sources: below the folder of the index, or, where a page knows no folders, by
 * its name, in which moment and a random part tell it from all others.
 */
function filesOf(index: SourceInfo, sources: readonly SourceInfo[]): readonly Found[] {
  const folder = slashes(index.path).replace(/[^/]*$/, "");
  const byPath = new Map<string, SourceInfo>();
  const byName = new Map<string, SourceInfo>();
  const byHash = new Map<string, SourceInfo>();
  for (const source of sources) {
    const path = slashes(source.path);
    byPath.set(path, source);
    if (source.sha256 !== null) byHash.set(source.sha256, source);
    const name = /^[^ ]+/.exec(baseName(path))?.[0] ?? "";
    if (!byName.has(name)) byName.set(name, source);
  }
  const knowsFolders = folder !== "";
  return (index.archive?.entries ?? []).flatMap((entry): readonly Found[] => {
    if (entry.type !== "file") return [];
    const source = knowsFolders ? byPath.get(folder + entry.file) : byName.get(baseName(entry.file));
    // One that was moved, or whose name is masked, is there all the same.
    return [[entry, source ?? byHash.get(entry.sha256) ?? null]];
  });
}

function isAltered({ sha256, bytes }: ArchiveFile, source: SourceInfo): boolean {
  return source.bytes !== bytes || (source.sha256 !== null && source.sha256 !== sha256);
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether an input bears the name of an index, before it is read. */
export function isArchiveName(path: string): boolean {
  return baseName(slashes(path)) === ARCHIVE_INDEX;
}
