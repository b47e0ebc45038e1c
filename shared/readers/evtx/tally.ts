import type { StringId } from "../../types/units.ts";
import { DamageLog } from "../damage-log.ts";
import { RecoveredList } from "./recovered.ts";

/** What is counted while the chunks of one file are read. One object per file, or per part of a file. */
export class Tally {
  readonly damage = new DamageLog();
  readonly recovered = new RecoveredList();
  /** Live records that could be read. */
  records = 0;
  /** Chunks with live records. */
  chunks = 0;
  /** Earliest and latest `TimeCreated` of live records; infinite while there is none. */
  oldest = Number.POSITIVE_INFINITY;
  newest = Number.NEGATIVE_INFINITY;
  readonly channels = new Set<StringId>();
  readonly computers = new Set<StringId>();

  /** Counts one live record. */
  live(time: number, channel: StringId, computer: StringId): void {
    this.records++;
    if (time < this.oldest) this.oldest = time;
    if (time > this.newest) this.newest = time;
    // A set lookup costs more than two comparisons, and neighbours nearly always agree.
    if (channel !== this.#channel) {
      this.#channel = channel;
      if (channel !== 0) this.channels.add(channel);
    }
    if (computer !== this.#computer) {
      this.#computer = computer;
      if (computer !== 0) this.computers.add(computer);
    }
  }

  /**
   * Neighbours in a chunk between which the EventRecordID gains on the number in the record header, and those between
   * which it falls back. In a log that Windows wrote both jump where records are lost; an export counts on from 1 and
   * keeps the ids, so that these gain where a query left records out. They fall back only in damaged records.
   */
  leaps = 0;
  falls = 0;

  /** Begins a chunk: its first record has no neighbour before it, whoever read the chunk before. */
  startChunk(): void {
    this.#inFile = -1;
  }

  /** Notes the low halves of both numbers of one live record of a channel. */
  numbered(inFile: number, inLog: number, channel: StringId): void {
    const step = inLog - this.#inLog - (inFile - this.#inFile);
    if (step !== 0 && this.#inFile >= 0 && channel === this.#numbered) {
      if (step < 0) this.falls++;
      else if (inFile === this.#inFile + 1) this.leaps++;
    }
    this.#inFile = inFile;
    this.#inLog = inLog;
    this.#numbered = channel;
  }

  #channel: StringId | -1 = -1;
  #computer: StringId | -1 = -1;
  #inFile = -1;
  #inLog = -1;
  #numbered: StringId | -1 = -1;
}
