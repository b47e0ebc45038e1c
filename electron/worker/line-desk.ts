/*
 * Memory that all threads share that write the lines of one job, 32-bit cells:
 *
 *   the number of the log in hand: 0 none, -1 no more will come
 *   for each helper: how many of its blocks were given back, to be waited for
 *   for each block of each helper: 1 while it is in use
 */
const LOG = 0;
const GIVEN = 1;
const NO_LOG = 0;
const OVER = -1;

export class LineDesk {
  readonly buffer: SharedArrayBuffer;
  readonly #cells: Int32Array;
  readonly #helpers: number;
  readonly #blocks: number;

  private constructor(buffer: SharedArrayBuffer, helpers: number) {
    this.buffer = buffer;
    this.#cells = new Int32Array(buffer);
    this.#helpers = helpers;
    this.#blocks = (this.#cells.length - GIVEN - helpers) / helpers;
  }

  static of(buffer: SharedArrayBuffer, helpers: number): LineDesk {
    return new LineDesk(buffer, helpers);
  }

  /** `blocks`: how many each helper may have in use. */
  static make(helpers: number, blocks: number): LineDesk {
    return new LineDesk(new SharedArrayBuffer((GIVEN + helpers + helpers * blocks) * 4), helpers);
  }

  get log(): number {
    return Atomics.load(this.#cells, LOG);
  }

  get isOver(): boolean {
    return this.log === OVER;
  }

  /** Lets helpers begin with a log. Numbers of logs rise from 1. */
  begin(log: number): void {
    this.#setLog(log);
  }

  /** Nobody is to write lines of the log in hand any more. */
  drop(): void {
    this.#setLog(NO_LOG);
  }

  end(): void {
    this.#setLog(OVER);
  }

  /** Waits until there is another log in hand, or for a while. */
  waitForLog(log: number, ms: number): void {
    Atomics.wait(this.#cells, LOG, log, ms);
  }

  /** A block of a helper that nobody uses, which is used from then on; -1 when there is none. */
  takeBlock(helper: number): number {
    const first = this.#firstOf(helper);
    // Low ones first: the fewer are used in turn, the more of them stay in cache.
    for (let block = 0; block < this.#blocks; block++)
      if (Atomics.compareExchange(this.#cells, first + block, 0, 1) === 0) return block;
    return -1;
  }

  giveBlock(helper: number, block: number): void {
    Atomics.store(this.#cells, this.#firstOf(helper) + block, 0);
    this.#tell(helper);
  }

  givenTo(helper: number): number {
    return Atomics.load(this.#cells, GIVEN + helper);
  }

  /** Waits until a helper was given back other than so many blocks, or for a while. */
  waitForBlock(helper: number, given: number, ms: number): void {
    Atomics.wait(this.#cells, GIVEN + helper, given, ms);
  }

  #firstOf(helper: number): number {
    return GIVEN + this.#helpers + helper * this.#blocks;
  }

  #tell(helper: number): void {
    Atomics.add(this.#cells, GIVEN + helper, 1);
    Atomics.notify(this.#cells, GIVEN + helper);
  }

  #setLog(log: number): void {
    Atomics.store(this.#cells, LOG, log);
    Atomics.notify(this.#cells, LOG);
    // Who waits for a block may have nothing left to write into it.
    for (let helper = 0; helper < this.#helpers; helper++) this.#tell(helper);
  }
}
