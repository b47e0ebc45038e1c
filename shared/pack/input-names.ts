import type { CaseData } from "../types/case.ts";

/**
 * The same case with names of inputs that tell nothing of the disk they lay on: what all of them have in front (the
 * folder, the drive) is gone. A single input keeps its own name, `logs/a.evtx` and `logs/b.evtx` become `a.evtx` and
 * `b.evtx`, `pc1/Security.evtx` and `pc2/Security.evtx` stay as they are.
 */
export function withPlainNames(data: CaseData): CaseData {
  const paths = data.sources.map(({ path }) => partsOf(path));
  const folders = (data.leftOut ?? []).map(({ folder }) => partsOf(folder));
  const files = (data.leftOut ?? []).flatMap(({ files: left }) => left.map(({ name }) => partsOf(name)));
  const shared = sharedFolders([...paths, ...files]);
  if (shared === 0 && paths.every((parts) => !isOutside(parts))) return data;
  const short = (parts: readonly string[]): string => cut(parts, shared).join("/");
  return {
    ...data,
    sources: data.sources.map((source, at) => ({ ...source, path: short(paths[at]!) })),
    ...(data.leftOut === undefined
      ? {}
      : {
          leftOut: data.leftOut.map((left, at) => ({
            ...left,
            // A folder that all have in common is called by its own name.
            folder: folders[at]!.length > shared ? short(folders[at]!) : (folders[at]!.at(-1) ?? "."),
            files: left.files.map((file) => ({ ...file, name: short(partsOf(file.name)) })),
          })),
        }),
  };
}

/** Backslashes part folders on Windows, and stand in no name there; elsewhere such a name only gets longer. */
function partsOf(path: string): readonly string[] {
  const isWindows =
    /^(?:[A-Za-z]:[\\/]|\\\\|\.{1,2}\\)/.test(path) || (!path.includes("/") && path.includes("\\"));
  const parts = path
    .split(isWindows ? /[\\/]/ : "/")
    .filter((part, at) => part !== "." && (part !== "" || at === 0));
  return parts.length === 0 ? [path] : parts;
}

/** Folders at the beginning that all paths share, the last part of each left out. */
function sharedFolders(paths: readonly (readonly string[])[]): number {
  const [first] = paths;
  if (first === undefined) return 0;
  let shared = first.length - 1;
  for (const parts of paths) {
    shared = Math.min(shared, parts.length - 1);
    for (let at = 0; at < shared; at++) {
      if (parts[at] === first[at]) continue;
      shared = at;
      break;
    }
  }
  return shared;
}

/** An absolute path, or one that leaves the folder it begins in. */
function isOutside(parts: readonly string[]): boolean {
  return parts[0] === "" || /^[A-Za-z]:$/.test(parts[0] ?? "") || parts.includes("..");
}

function cut(parts: readonly string[], shared: number): readonly string[] {
  const rest = parts.slice(shared);
  // Inputs from several places share nothing: what leads out of the folder, or to a drive, still goes.
  return isOutside(rest)
    ? rest.filter((part) => part !== "" && part !== ".." && !/^[A-Za-z]:$/.test(part))
    : rest;
}
