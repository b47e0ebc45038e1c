import type { InputFile, ReadUnit } from "../../../shared/contract/worker-job.ts";
import { type EvtxPart, joinParts } from "../../../shared/readers/evtx/part-summary.ts";
import type { SourceFailure, SourceInfo } from "../../../shared/types/source.ts";
import type { SourceTrail } from "../../../shared/types/trail.ts";
import type { Place } from "./case-rows.ts";
import { readSource, summaryFields, unreadSource } from "./describe-source.ts";
import type { SourceList } from "./source-list.ts";
import type { PartRead, UnitRead } from "./unit-reader.ts";

/** A large file whose parts come one after another. */
interface OpenFile {
  readonly file: number;
  readonly parts: EvtxPart[];
  readonly size: number;
  used: number;
  logons: number;
  lost: number;
  /** Where reading broke off first; -1 where it did not. */
  brokenAt: number;
  failure: SourceFailure | null;
}

/** Puts together the sources of a case from what units tell, in the order of the units. */
export class SourceMerger {
  readonly #files: readonly InputFile[];
  readonly #list: SourceList;
  #open: OpenFile | null = null;
  broken = false;
  /** Trails in the order of their sources. */
  readonly trails: SourceTrail[] = [];

  constructor(files: readonly InputFile[], list: SourceList) {
    this.#files = files;
    this.#list = list;
  }

  /** Takes the next unit; null for one whose reader was lost. `lost`: rows of it that found no room. */
  add(unit: ReadUnit, read: UnitRead | null, lost: number): Place {
    switch (unit.kind) {
      case "files":
        this.#close(null);
        return this.#addFiles(unit, read?.kind === "files" ? read : null, lost);
      case "part": {
        const open = this.#openFile(unit.file, unit.size);
        this.#addPart(open, unit, read?.kind === "part" ? read.part : null, lost);
        // What is left out never has rows, so the next source is this one.
        const source = this.#list.length;
        return () => source;
      }
      case "hash":
        this.#close(read?.kind === "hash" ? read.sha256 : null);
        return () => 0;
    }
  }

  /** Ends the last input when its hash never came. */
  finish(): void {
    this.#close(null);
  }

  /** The large file being read, as far as it has come. */
  info(): SourceInfo {
    const open = this.#open;
    if (open === null || open.parts.length === 0) return unreadSource(this.#list.length, "", null);
    return {
      ...this.#known(open),
      ...summaryFields(joinParts(open.parts)),
      used: open.used,
    };
  }

  #addFiles(
    unit: Extract<ReadUnit, { kind: "files" }>,
    read: Extract<UnitRead, { kind: "files" }> | null,
    lost: number,
  ): Place {
    const places: number[] = [];
    for (let at = unit.first; at < unit.end; at++) {
      const file = this.#files[at]!;
      // Without any result the reader was lost: no file of the unit can be told from the one that did it.
      const found = read === null ? undefined : read.files[at - unit.first];
      if (read !== null && found === undefined) break;
      const info = found?.info ?? unreadSource(0, file.name, file.failure ?? "unreadable");
      // Rows that found no room are the last ones of the unit, and told of its last file.
      const missing = at === unit.end - 1 ? lost : 0;
      this.broken ||= found === undefined ? file.failure === null : found.broken || missing > 0;
      const damage: SourceInfo["damage"] =
        missing > 0 ? [...info.damage, { code: "limit", offset: 0, count: missing }] : info.damage;
      const source = this.#list.add(at, file, { ...info, damage });
      places.push(source);
      if (source >= 0 && found?.trail !== undefined) this.trails.push({ source, rows: found.trail });
    }
    return (index) => places[index] ?? 0;
  }

  #openFile(file: number, size: number): OpenFile {
    if (this.#open?.file !== file) {
      this.#close(null);
      this.#open = { file, parts: [], size, used: 0, logons: 0, lost: 0, brokenAt: -1, failure: null };
    }
    return this.#open!;
  }

  #addPart(
    open: OpenFile,
    unit: Extract<ReadUnit, { kind: "part" }>,
    part: PartRead | null,
    lost: number,
  ): void {
    if (part === null || part.failure !== null) {
      open.failure ??= part?.failure ?? "unreadable";
      if (open.brokenAt < 0) open.brokenAt = unit.from;
      return;
    }
    open.parts.push(part.summary);
    open.used += part.result?.used ?? 0;
    open.logons += part.result?.logons ?? 0;
    open.lost += (part.result?.lost ?? 0) + lost;
    const isCut = part.done < unit.to && !part.summary.cancelled;
    if ((part.result === null || isCut) && open.brokenAt < 0) open.brokenAt = part.done;
  }

  #known({ size, file }: OpenFile): SourceInfo {
    const { name } = this.#files[file]!;
    return { ...unreadSource(this.#list.length, name, null), format: "evtx", bytes: size };
  }

  #close(sha256: string | null): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    const file = this.#files[open.file]!;
    if (open.parts.length === 0) {
      this.broken = true;
      this.#list.add(open.file, file, unreadSource(0, file.name, open.failure ?? "unreadable"));
      return;
    }
    const isBroken = open.brokenAt >= 0;
    this.broken ||= isBroken || open.lost > 0;
    const info = readSource(this.#known(open), {
      damage: file.damage ?? [],
      summary: joinParts(open.parts),
      result: { used: open.used, logons: open.logons, lost: open.lost },
      size: open.size,
      done: isBroken ? open.brokenAt : open.size,
      sha256: isBroken ? null : sha256,
    });
    this.#list.add(open.file, file, info);
  }
}
