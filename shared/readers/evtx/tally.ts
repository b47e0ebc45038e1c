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

  #channel: StringId | -1 = -1;
  #computer: StringId | -1 = -1;
}
