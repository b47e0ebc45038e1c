import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { RecentCase } from "../../shared/contract/host.ts";
import { isListOf, isObject, isText, isTime } from "../../shared/contract/shapes.ts";
import { readJson, writeJson } from "./config-folder.ts";

/** The cases opened last, for the start screen. Paths stay on this side; the page sees names. */
export interface RecentFiles {
  list(): readonly RecentCase[];
  /** The same with the paths, for the shell alone. */
  cases(): readonly RecentPaths[];
  /** Paths of a case that still exist; empty when the case is not known. */
  paths(id: string): readonly string[];
  /** Puts a case at the front. */
  add(paths: readonly string[], openedAt: number): void;
  forget(id: string | "all"): void;
}

/** A recent case and where its files are. */
export interface RecentPaths extends RecentCase {
  readonly paths: readonly string[];
}

interface Entry {
  readonly paths: readonly string[];
  readonly openedAt: number;
}

const FILE_NAME = "recent.json";
const MAX_ENTRIES = 12;
/** A case of more files is remembered by its folder at best; a list of thousands helps nobody. */
const MAX_PATHS = 500;

/** The list in a file of the settings folder; with `folder` null nothing is ever kept (a private start). */
export function createRecentFiles(folder: string | null): RecentFiles {
  // Another start of the program may have written meanwhile, so the file is read each time.
  const read = (): readonly Entry[] => {
    if (folder === null) return [];
    const value = readJson(join(folder, FILE_NAME));
    if (!isObject(value) || !isListOf(isEntry, value.recent, 1000)) return [];
    return value.recent
      .map((entry) => ({ ...entry, paths: entry.paths.filter((path) => existsSync(path)) }))
      .filter((entry) => entry.paths.length > 0)
      .slice(0, MAX_ENTRIES);
  };
  const write = (recent: readonly Entry[]): void => {
    if (folder !== null) writeJson(folder, FILE_NAME, { recent });
  };
  const caseOf = (entry: Entry): RecentCase => ({
    id: idOf(entry),
    names: entry.paths.map((path) => basename(path)),
    openedAt: entry.openedAt,
  });
  return {
    list: () => read().map(caseOf),
    cases: () => read().map((entry) => ({ ...caseOf(entry), paths: entry.paths })),
    paths: (id) => read().find((entry) => idOf(entry) === id)?.paths ?? [],
    add(paths, openedAt) {
      if (paths.length === 0 || paths.length > MAX_PATHS) return;
      const entry: Entry = { paths, openedAt };
      write([entry, ...read().filter((other) => idOf(other) !== idOf(entry))].slice(0, MAX_ENTRIES));
    },
    forget: (id) => write(id === "all" ? [] : read().filter((entry) => idOf(entry) !== id)),
  };
}

/** The same files in any order are the same case. A digest, so that the page does not learn the paths. */
function idOf({ paths }: Entry): string {
  return createHash("sha256")
    .update([...paths].sort().join("\0"))
    .digest("base64url")
    .slice(0, 22);
}

function isEntry(value: unknown): value is Entry {
  return (
    isObject(value) &&
    isTime(value.openedAt) &&
    isListOf((path): path is string => isText(path) && path !== "", value.paths, MAX_PATHS)
  );
}
