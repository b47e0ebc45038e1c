import type { RecordSink, RecordView } from "../../shared/types/record-view.ts";

const TWO_32 = 4_294_967_296;
const FIRST_CAPACITY = 4096;

/**
 * Notes EventRecordID and offset of every record of one source, to tell whether they stand in order and to put them
 * in order if not: 16 bytes a record. Ids beyond 2^53, which no log reaches, may fall together and then keep the
 * order of the file.
 */
export class RecordOrder implements RecordSink {
  readonly wanted: Uint8Array;
  #ids = new Float64Array(FIRST_CAPACITY);
  #offsets = new Float64Array(FIRST_CAPACITY);
  #length = 0;
  #ascending = true;

  /** `wanted`: 1 for each event id to be noted. */
  constructor(wanted: Uint8Array) {
    this.wanted = wanted;
  }

  get length(): number {
    return this.#length;
  }

  /** True when the file holds its records in the order of their ids. */
  get ascending(): boolean {
    return this.#ascending;
  }

  accept(record: RecordView): void {
    if (record.recovered) return;
    const id = recordIdOf(record);
    if (this.#length > 0 && id < this.#ids[this.#length - 1]!) this.#ascending = false;
    if (this.#length === this.#ids.length) {
      this.#ids = grown(this.#ids);
      this.#offsets = grown(this.#offsets);
    }
    this.#ids[this.#length] = id;
    this.#offsets[this.#length++] = record.offset;
  }

  skip(): void {}

  /** Ids in the order of the file. */
  get ids(): Float64Array {
    return this.#ids.subarray(0, this.#length);
  }

  /** Offsets in the order of the file. */
  get offsets(): Float64Array {
    return this.#offsets.subarray(0, this.#length);
  }

  /** Offsets of all noted records in the order of their ids; equal ids in the order of the file. */
  sortedOffsets(): Float64Array {
    const { offsets } = this;
    return Float64Array.from(sortedRows(this.ids), (row) => offsets[row]!);
  }
}

/** An EventRecordID as a double. */
export function recordIdOf({
  recordIdLow,
  recordIdHigh,
}: Pick<RecordView, "recordIdLow" | "recordIdHigh">): number {
  return recordIdHigh * TWO_32 + recordIdLow;
}

/** Positions of numbers in rising order; equal ones in their own order. */
export function sortedRows(numbers: ArrayLike<number>): Uint32Array {
  const rows = Uint32Array.from({ length: numbers.length }, (_, row) => row);
  return rows.sort((a, b) => numbers[a]! - numbers[b]! || a - b);
}

function grown(column: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2);
  larger.set(column);
  return larger;
}
