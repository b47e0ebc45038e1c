import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { basename, dirname } from "node:path";
import { appError, HostError } from "../../shared/contract/errors.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import type { SourceFailure } from "../../shared/types/source.ts";
import type { FileToken } from "../../shared/types/units.ts";

/** A file as it was found on disk. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  /** The folder it was found in, as the user named it; null when it was named itself. */
  readonly folder: string | null;
  /** Why it could not even be looked at. */
  readonly failure?: SourceFailure | null;
  /** It holds only the events that a query asked for. */
  readonly filtered?: boolean;
}

export interface RegisteredFile extends FoundFile {
  readonly token: FileToken;
  readonly name: string;
  /** Made by the program and removed from disk when it is dropped. */
  readonly temporary: boolean;
}

/** Tokens are 128 random bits: a page can neither guess one nor learn a path from it. */
const TOKEN_BYTES = 16;
const MAX_FILES = 100_000;

/**
 * The only place where paths of a page's files live. A page gets tokens and names; a file that is known already keeps
 * its token.
 */
export class FileRegistry {
  readonly #files = new Map<FileToken, RegisteredFile>();
  readonly #byPath = new Map<string, RegisteredFile>();
  readonly #names = new Map<string, number>();

  /** Makes files known that belong together: of equal names, all but lone ones are told apart. */
  adopt(found: readonly FoundFile[]): readonly FileRef[] {
    const alike = new Map<string, number>();
    for (const { path } of found) alike.set(basename(path), (alike.get(basename(path)) ?? 0) + 1);
    return found.map((file) => {
      const known = this.#byPath.get(file.path);
      if (known !== undefined && known.bytes === file.bytes) return refOf(known);
      const own = basename(file.path);
      const parent = basename(dirname(file.path));
      const name = (alike.get(own) ?? 0) > 1 && parent !== "" ? `${own} (${parent})` : own;
      return refOf(this.#add({ ...file, temporary: false }, known?.name ?? this.#freeName(name)));
    });
  }

  /** Makes a file known that the program itself has put on disk under a meaningless name. */
  adoptTemporary(path: string, name: string, bytes: number, filtered = false): FileRef {
    return refOf(this.#add({ path, bytes, folder: null, temporary: true, filtered }, this.#freeName(name)));
  }

  get(token: FileToken): RegisteredFile | null {
    return this.#files.get(token) ?? null;
  }

  /** What a worker has to read for a token; one that is not known is a missing file. */
  input(token: FileToken): InputFile {
    const file = this.#files.get(token);
    if (file === undefined) return { path: "", name: "?", folder: null, failure: "missing" };
    // To a page a folder is its name, like a file.
    const { path, name, folder, failure = null, filtered = false } = file;
    const input = { path, name, folder: folder && basename(folder), failure };
    return filtered ? { ...input, filtered } : input;
  }

  /** Forgets a file; a temporary one is removed from disk. */
  drop(token: FileToken): void {
    const file = this.#files.get(token);
    if (file === undefined) return;
    this.#files.delete(token);
    this.#byPath.delete(file.path);
    this.#names.delete(file.name);
    if (!file.temporary) return;
    try {
      rmSync(file.path, { force: true });
    } catch {
      // Windows keeps a file that is being read; its folder is removed at the end of the program.
    }
  }

  /** Where all of them stand. */
  paths(): readonly string[] {
    return [...this.#byPath.keys()];
  }

  /** Forgets all files. */
  clear(): void {
    for (const token of [...this.#files.keys()]) this.drop(token);
  }

  #add(file: Omit<RegisteredFile, "token" | "name">, name: string): RegisteredFile {
    if (this.#files.size >= MAX_FILES)
      throw new HostError(appError("notAllowed", { reason: "tooManyFiles" }));
    const token = randomBytes(TOKEN_BYTES).toString("base64url") as FileToken;
    const entry: RegisteredFile = { ...file, token, name };
    this.#files.set(token, entry);
    this.#byPath.set(file.path, entry);
    return entry;
  }

  /** `Security.evtx`, then `Security.evtx (2)`: what stands in a list must tell its rows apart. */
  #freeName(name: string): string {
    const count = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, count);
    if (count === 1) return name;
    return this.#freeName(`${name} (${count})`);
  }
}

function refOf({ token, name, bytes }: RegisteredFile): FileRef {
  return { token, name, bytes };
}
