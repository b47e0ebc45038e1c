import { type ColumnsOf, makeTable } from "../columns.ts";

const FIRST_ROWS = 1024;
/** Rows of a part at most: small against what a long list holds in all. */
const MOST_ROWS = 65_536;

type Spec = Parameters<typeof makeTable>[0];

/** Some rows of a growing table that follow each other. */
interface Part<Columns extends Spec> {
  readonly columns: ColumnsOf<Columns>;
  readonly length: number;
}

/**
 * Columns that grow by parts. Nothing is copied when they grow, and at no time do an old and a doubled list stand side
 * by side; in return rows are only read part after part.
 */
export class GrowingTable<Columns extends Spec> {
  readonly #spec: Columns;
  readonly #full: Part<Columns>[] = [];
  #rows = FIRST_ROWS;
  #used = 0;
  #before = 0;
  /** Columns of the part that `add` counts in. Take them anew after it. */
  last: ColumnsOf<Columns>;

  constructor(spec: Columns) {
    this.#spec = spec;
    this.last = makeTable(spec, FIRST_ROWS);
  }

  get length(): number {
    return this.#before + this.#used;
  }

  /** Position of a new row in `last`. */
  add(): number {
    if (this.#used === this.#rows) this.#grow();
    return this.#used++;
  }

  parts(): readonly Part<Columns>[] {
    return [...this.#full, { columns: this.last, length: this.#used }];
  }

  /** Forgets all rows, and gives their room back if it is more than that of a fresh table. */
  clear(): void {
    if (this.#rows > FIRST_ROWS) this.last = makeTable(this.#spec, FIRST_ROWS);
    this.#full.length = 0;
    this.#rows = FIRST_ROWS;
    this.#used = 0;
    this.#before = 0;
  }

  #grow(): void {
    this.#full.push({ columns: this.last, length: this.#used });
    this.#before += this.#used;
    this.#rows = Math.min(this.#rows * 2, MOST_ROWS);
    this.#used = 0;
    this.last = makeTable(this.#spec, this.#rows);
  }
}
