import type { FileRef } from "../../shared/contract/host.ts";
import type { CaseData, LogHole } from "../../shared/types/case.ts";
import type { SourceInfo } from "../../shared/types/source.ts";

/** How an input fared; the worst that is true of it. */
export type SourceState = "failed" | "damaged" | "silent" | "read";

/** `silent`: read without any trouble, yet it says nothing about logons. */
export function stateOf(source: SourceInfo): SourceState {
  if (source.failure !== null) return "failed";
  if (source.damage.length > 0) return "damaged";
  return source.notes.includes("noLogonEvents") ? "silent" : "read";
}

/** Which inputs a list shows: all, or those that want a look. */
export function sourceRows(sources: readonly SourceInfo[], troubled: boolean): readonly number[] {
  const rows: number[] = [];
  for (const [row, source] of sources.entries()) if (!troubled || isTrouble(source)) rows.push(row);
  return rows;
}

export function isTrouble(source: SourceInfo): boolean {
  const state = stateOf(source);
  return state === "failed" || state === "damaged";
}

/** The file of the case that an input is, or came out of: what is in an archive comes and goes with it. */
export function fileOf(source: SourceInfo, files: readonly FileRef[]): FileRef | null {
  return (
    files.find(({ name }) => name === source.path) ??
    files.find(({ name }) => source.path.startsWith(`${name}/`)) ??
    null
  );
}

/** Holes in or beside the records of an input, in the logs that it is of. */
export function holesOf(source: SourceInfo, data: CaseData): readonly LogHole[] {
  if (source.computers.length === 0) return [];
  const computers = new Set(source.computers.map((name) => name.toLowerCase()));
  const channels = new Set(source.channels.map((name) => name.toLowerCase()));
  return data.holes.filter(
    ({ computer, channel, from, to }) =>
      computers.has(computer.toLowerCase()) &&
      channels.has(channel.toLowerCase()) &&
      from <= source.newest &&
      to >= source.oldest,
  );
}

/** Name without folders, and the folders: `pc1/Security.evtx` stands apart from `pc2/Security.evtx`. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"));
  return { folder: path.slice(0, Math.max(0, at)), name: path.slice(at + 1) };
}
