import type { InputFile } from "../../../shared/contract/worker-job.ts";
import {
  type LeftOut,
  MAX_LEFT_OUT_NAMES,
  type SourceFailure,
  type SourceInfo,
} from "../../../shared/types/source.ts";
import { unreadSource } from "./describe-source.ts";

export interface ListedSources {
  readonly sources: readonly SourceInfo[];
  /** Position in the list of inputs of each source. */
  readonly inputs: readonly number[];
  readonly leftOut: readonly LeftOut[];
}

interface Folder {
  readonly first: number;
  readonly failure: SourceFailure;
  found: boolean;
  count: number;
  readonly files: { name: string; why: SourceFailure }[];
}

/** What a folder may hold without anybody asking about it. A packed file in an archive may be logs, and is named. */
const NO_LOG: ReadonlySet<SourceFailure> = new Set(["notALog", "otherTable", "emptyFile", "special", "link"]);

/**
 * The sources of a case, in the order of its inputs. A log keeps its place only if it is one, or if the user named it:
 * what else was found in a folder is left out and listed, but a folder without any log stands as one failed source.
 */
export class SourceList {
  readonly #sources: SourceInfo[] = [];
  readonly #inputs: number[] = [];
  readonly #folders = new Map<string, Folder>();
  /** Folders of which not all files were looked at: nobody knows what the others are. */
  readonly #cutShort = new Set<string>();

  /** Takes the next input; its position among the sources, or -1 when it is left out. */
  add(index: number, file: InputFile, info: SourceInfo): number {
    if (file.folder !== null) {
      const folder = this.#folderOf(file.folder, index, file);
      const { failure } = info;
      if (failure !== null && (NO_LOG.has(failure) || (failure === "packed" && file.archive === undefined))) {
        folder.count++;
        if (folder.files.length < MAX_LEFT_OUT_NAMES) folder.files.push({ name: info.path, why: failure });
        return -1;
      }
      folder.found = true;
    }
    if (info.failure === "tooManyFiles") this.#cutShort.add(info.path);
    const id = this.#sources.length;
    this.#sources.push({ ...info, id });
    this.#inputs.push(index);
    return id;
  }

  /** The next source's position, if it is not left out. */
  get length(): number {
    return this.#sources.length;
  }

  finish(cancelled: boolean): ListedSources {
    const leftOut: LeftOut[] = [];
    for (const [folder, { found, first, failure, count, files }] of this.#folders) {
      if (!found && !cancelled && !this.#cutShort.has(folder)) {
        this.#sources.push(unreadSource(this.#sources.length, folder, failure));
        this.#inputs.push(first);
      }
      if (count > 0) leftOut.push({ folder, count, files });
    }
    return { sources: this.#sources, inputs: this.#inputs, leftOut };
  }

  #folderOf(name: string, first: number, { archive }: InputFile): Folder {
    let folder = this.#folders.get(name);
    if (folder === undefined) {
      const failure = archive === name ? "emptyArchive" : "emptyFolder";
      folder = { first, failure, found: false, count: 0, files: [] };
      this.#folders.set(name, folder);
    }
    return folder;
  }
}
