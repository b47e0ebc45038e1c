import { CHANNEL } from "../../types/event-table.ts";
import { NO_TIME, type StringId, type Ticks } from "../../types/units.ts";
import { OUTCOME_FAILURE } from "../catalog/audit-samples.ts";

/*
 * Records that no session needs still prove that the log was being written: the last record of a boot bounds a power
 * loss, the first one after a stop of the log service shows that the machine went on. A record is only needed for
 * that when it stands beside an edge, so of each run of skipped records between two edges one or two are kept:
 *
 *     4608  s s s s  4624  s s s s s  1100  s s s s  4608        s skipped
 *              |              |    |  |  |        |
 *              run 1 ------------- kept  kept     kept (last of the boot)
 *
 * Edges are boot markers, stops of the log service, places where record numbers do not run on, and the end of the
 * source; also the first success and failure that show what the audit policy is (catalog/audit-samples.ts). Kept are
 * the record with the highest number of the run, and the one read last where that is another (a file written newest
 * first). Rows that a rule needs do not end a run.
 */

/** A skipped record that was kept, and how many records of its run it stands for. */
export interface SkippedRecord {
  readonly time: Ticks;
  readonly low: number;
  readonly high: number;
  readonly offset: number;
  readonly eventId: number;
  /** `OUTCOME_UNKNOWN` and others. */
  readonly outcome: number;
}

/** Takes a kept record. `folded` counts the skipped records it stands for, itself included. */
export type TakeSkipped = (stream: SkippedStream, record: SkippedRecord, folded: number) => void;

/**
 * Number of plain jumps of one stream that end a run. A file with more of them is a filtered export, where a jump
 * proves nothing; without this limit its memory would grow with every record.
 */
const MAX_JUMPS = 10_000;
/**
 * Channels without boot markers of their own get an edge wherever nothing was written for so long: no machine starts
 * again faster, so the last record of every boot is kept. Limited for the same reason as jumps.
 */
const QUIET = 10 * 10_000_000;
const MAX_QUIET = 20_000;

type Held = { -readonly [Name in keyof SkippedRecord]: SkippedRecord[Name] };

function empty(): Held {
  return { time: NO_TIME, low: 0, high: 0, offset: 0, eventId: 0, outcome: 0 };
}

/** The skipped records of one computer and channel within one source. */
export class SkippedStream {
  readonly computer: StringId;
  readonly channel: StringId;
  readonly #take: TakeSkipped;
  readonly #marksBoots: boolean;
  readonly #isSecurity: boolean;
  /** Bits of the samples of the audit policy that were kept. */
  #sampled = 0;
  // Two slots, written over again and again: no object per record. `#highest` counts while the last is not it.
  readonly #highest = empty();
  readonly #last = empty();
  #lastIsHighest = true;
  #folded = 0;
  #takeNext = false;
  #seen = false;
  #low = 0;
  #high = 0;
  #time: Ticks = NO_TIME;
  #direction = 0;
  #jumps = 0;
  #quiet = 0;

  constructor(computer: StringId, channel: StringId, channelKind: number, take: TakeSkipped) {
    this.computer = computer;
    this.channel = channel;
    this.#take = take;
    this.#isSecurity = channelKind === CHANNEL.security;
    this.#marksBoots = channelKind === CHANNEL.security || channelKind === CHANNEL.system;
  }

  /** Must be told of every record of the stream, in reading order, before it is held or written as a row. */
  advance(time: Ticks, low: number, high: number): void {
    if (this.#seen && this.#isEdge(time, low, high)) this.flush();
    this.#seen = true;
    this.#low = low;
    this.#high = high;
    this.#time = time;
  }

  /** Holds a skipped record. */
  hold(time: Ticks, low: number, high: number, offset: number, eventId: number, outcome: number): void {
    const last = this.#last;
    const top = this.#lastIsHighest ? last : this.#highest;
    if (this.#folded === 0 || high > top.high || (high === top.high && low >= top.low)) {
      this.#lastIsHighest = true;
    } else if (this.#lastIsHighest) {
      this.#lastIsHighest = false;
      Object.assign(this.#highest, last);
    }
    last.time = time;
    last.low = low;
    last.high = high;
    last.offset = offset;
    last.eventId = eventId;
    last.outcome = outcome;
    this.#folded++;
    if (this.#takeNext) this.flush();
  }

  /**
   * Ends the run with the record held last, if it is the first of its kind and outcome: each proves that something is
   * audited.
   */
  sample(number: number): void {
    // Two bits each: there are ten samples.
    const bit = 1 << (number * 2 + (this.#last.outcome === OUTCOME_FAILURE ? 1 : 0));
    if (!this.#isSecurity || (this.#sampled & bit) !== 0) return;
    this.#sampled |= bit;
    this.flush();
  }

  /** Ends a run and hands over what is kept of it. */
  flush(): void {
    const folded = this.#folded;
    if (folded === 0) return;
    this.#folded = 0;
    this.#takeNext = false;
    if (!this.#lastIsHighest) this.#take(this, this.#highest, folded - 1);
    this.#take(this, this.#last, this.#lastIsHighest ? folded : 1);
  }

  /** The next skipped record is kept by itself: it is the first one after a stop of the log service. */
  takeNext(): void {
    this.#takeNext = true;
  }

  #isEdge(time: Ticks, low: number, high: number): boolean {
    if (!this.#marksBoots && Math.abs(time - this.#time) >= QUIET && this.#quiet < MAX_QUIET) {
      this.#quiet++;
      return true;
    }
    // Exact for neighbours, and of the right sign for all other 64-bit numbers.
    const step = (high - this.#high) * 4_294_967_296 + (low - this.#low);
    if (step === 0) return false;
    const direction = step > 0 ? 1 : -1;
    const turned = this.#direction !== 0 && direction !== this.#direction;
    this.#direction = direction;
    if (turned) return true;
    if (step === direction || this.#jumps >= MAX_JUMPS) return false;
    this.#jumps++;
    return true;
  }
}
