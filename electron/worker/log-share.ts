import { receiveMessageOnPort } from "node:worker_threads";
import { isOutOfMemory } from "../../shared/contract/out-of-memory.ts";
import type { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import type { EvtxPart } from "../../shared/readers/evtx/part-summary.ts";
import type { CancelToken } from "../../shared/types/ports.ts";
import type { Crew } from "./job-context.ts";
import type { LineDesk } from "./line-desk.ts";
import type { LineNews, SharedLog } from "./line-helper.ts";
import type { LineOutput, Release } from "./line-output.ts";
import { type LineMakers, unitAt, writeUnit } from "./line-units.ts";
import { LineWriter } from "./line-writer.ts";
import type { Board } from "./reading/board.ts";
import { OWN } from "./reading/merged-strings.ts";

/** Lines of the job's own thread that wait for those of others, in bytes, before it waits itself. */
const OWN_AHEAD = 8 * 1024 * 1024;
/** How long one wait for helpers lasts before the cancel flag and lost helpers are looked at. */
const WAIT_MS = 25;
const NEWLINE = 10;

interface Tools {
  readonly board: Board;
  readonly desk: LineDesk;
  readonly crew: Crew;
  readonly cancel: CancelToken;
  readonly output: LineOutput;
  readonly reader: EvtxReader;
}

interface Block {
  readonly block: Uint8Array;
  readonly lines: number;
  readonly isOwn: boolean;
  readonly release: Release;
}

/** A unit some of whose lines are there. */
interface Unit {
  /** Blocks that wait for their turn. */
  readonly blocks: Block[];
  /** Lines that have gone to the host. */
  passed: number;
  /** `open`: more is to come. `left`: who had it has left it. */
  state: "open" | "left" | "ended";
  part: EvtxPart | null;
  /** Why reading broke off. */
  failure: unknown;
}

/**
 * One log whose lines several threads write, each a unit at a time. Lines go to the host in the order of the log, as soon as
 * all before them have: what it gets does not depend on who wrote what.
 */
export class LogShare {
  readonly #log: number;
  readonly #size: number;
  readonly #count: number;
  readonly #tools: Tools;
  readonly #writer: LineWriter;
  readonly #units = new Map<number, Unit>();
  /** The unit whose turn it is. */
  #next = 0;
  /** The one that this thread writes, and how many of its lines are not wanted again. */
  #own: Unit | null = null;
  #skip = 0;
  #ahead = 0;
  #isBroken = false;
  /** Lines that have gone to the host. */
  lines = 0;

  constructor({ log, size }: SharedLog, count: number, tools: Tools) {
    this.#log = log;
    this.#size = size;
    this.#count = count;
    this.#tools = tools;
    this.#writer = new LineWriter((block, lines) => this.#takeOwn(block, lines), tools.output.memory);
  }

  /** Writes all lines. The reader of the log tells afterwards what it would have told had it read by itself. */
  write(makers: LineMakers): void {
    const { board, crew, cancel, reader } = this.#tools;
    for (;;) {
      const seen = board.results;
      const lost = crew.lost();
      this.#pass();
      if (this.#next === this.#count) return;
      if (cancel.cancelled) {
        // Ends at once, and tells that it was cancelled.
        const unit = unitAt(this.#next, this.#size);
        reader.addPart(writeUnit(reader, unit, makers, this.#writer).part, unit.from);
        return;
      }
      if (this.#isLeft(lost)) {
        this.#writeOwn(this.#next, makers);
        continue;
      }
      const unit = this.#ahead < OWN_AHEAD && !this.#isBroken ? board.claim(OWN) : -1;
      if (unit >= 0) this.#writeOwn(unit, makers);
      else board.wait(seen, WAIT_MS);
    }
  }

  /** Lets go of what was not passed on. */
  drop(): void {
    const { desk } = this.#tools;
    if (desk.log !== this.#log) return;
    desk.drop();
    this.#receive();
    for (const { blocks } of this.#units.values()) for (const { block, release } of blocks) release(block);
    this.#units.clear();
  }

  /** Whether the unit whose turn it is was begun by one who will not end it. */
  #isLeft(lost: number): boolean {
    const unit = this.#units.get(this.#next);
    if (unit?.state === "left") return true;
    const helper = this.#tools.board.ownerOf(this.#next) - OWN - 1;
    return helper >= 0 && (lost & (1 << helper)) !== 0 && unit?.state !== "ended";
  }

  #unitOf(number: number): Unit {
    let unit = this.#units.get(number);
    if (unit === undefined) {
      unit = { blocks: [], passed: 0, state: "open", part: null, failure: null };
      this.#units.set(number, unit);
    }
    return unit;
  }

  #writeOwn(number: number, makers: LineMakers): void {
    const unit = this.#unitOf(number);
    this.#own = unit;
    // The lines of a unit are the same whoever writes them.
    this.#skip = unit.passed;
    const { part, failure } = writeUnit(this.#tools.reader, unitAt(number, this.#size), makers, this.#writer);
    this.#own = null;
    if (isOutOfMemory(failure)) throw failure;
    // Told when it has its turn; what comes behind it nobody will see.
    this.#isBroken ||= failure !== null;
    unit.part = part;
    unit.failure = failure;
    unit.state = "ended";
  }

  #takeOwn(block: Uint8Array, count: number): void {
    const { release } = this.#tools.output;
    const skipped = Math.min(this.#skip, count);
    this.#skip -= skipped;
    let from = 0;
    for (let line = 0; line < skipped; line++) from = block.indexOf(NEWLINE, from) + 1;
    if (skipped === count) release(block);
    else {
      const own = { block: block.subarray(from), lines: count - skipped, isOwn: true, release };
      this.#own?.blocks.push(own);
      this.#ahead += own.block.length;
    }
    this.#pass();
  }

  /** Passes on what has its turn. */
  #pass(): void {
    const { output, reader, cancel } = this.#tools;
    this.#receive();
    output.reclaim();
    for (;;) {
      const unit = this.#units.get(this.#next);
      if (unit === undefined) return;
      for (const { block, lines, isOwn, release } of unit.blocks.splice(0)) {
        if (isOwn) this.#ahead -= block.length;
        unit.passed += lines;
        this.lines += lines;
        output.post(block, release);
      }
      // Of what nobody has seen nothing is told either.
      if (cancel.cancelled) return;
      if (unit.state !== "ended" || unit.part === null) return;
      this.#units.delete(this.#next);
      reader.addPart(unit.part, unitAt(this.#next, this.#size).to);
      if (unit.failure !== null) throw unit.failure;
      this.#next++;
    }
  }

  #receive(): void {
    for (const [helper, port] of this.#tools.crew.ports.entries()) {
      for (;;) {
        const received = receiveMessageOnPort(port) as { message: LineNews } | undefined;
        if (received === undefined) break;
        this.#take(helper, received.message);
      }
    }
  }

  #take(helper: number, news: LineNews): void {
    const { desk } = this.#tools;
    if ("block" in news) {
      const release = (): void => {
        if (news.slot >= 0) desk.giveBlock(helper, news.slot);
      };
      if (news.log !== this.#log) release();
      else this.#unitOf(news.unit).blocks.push({ ...news, isOwn: false, release });
      return;
    }
    if (news.log !== this.#log) return;
    const unit = this.#unitOf(news.unit);
    unit.part = news.end;
    unit.state = news.end === null ? "left" : "ended";
  }
}
