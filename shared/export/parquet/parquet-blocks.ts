import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { ParquetWriter } from "hyparquet-writer/src/parquet-writer.js";
import { cellOfType, type ParquetType, schemaOf } from "./column-types.ts";

/**
 * Rows of one row group. What has not been written yet is held as values: with half a hundred columns these are some
 * ten megabytes, whatever the number of rows.
 */
const GROUP_ROWS = 32_768;

export interface ParquetColumn {
  /** As in CSV: a name with a dot is a field of a field. */
  readonly name: string;
  readonly type: ParquetType;
}

/** What a table is, before its rows. */
export interface ParquetShape<Item> {
  readonly columns: readonly ParquetColumn[];
  /** The row as the JSON answer has it. */
  readonly record: (item: Item) => Readonly<Record<string, unknown>>;
  /** Columns that the record does not have. */
  readonly extra: Readonly<Record<string, (item: Item) => unknown>>;
  /** What stands in the file beside the rows. */
  readonly about: Readonly<Record<string, string>>;
}

/** A table on its way into a Parquet file. */
export interface ParquetTable<Item> extends ParquetShape<Item> {
  readonly items: Iterable<Item>;
}

/** A Parquet file that grows row by row. What `add` gives is to be written at once, in this order. */
export interface ParquetRows<Item> {
  add(item: Item): Uint8Array<ArrayBuffer> | null;
  /** The rest of the file. */
  end(): Uint8Array<ArrayBuffer>;
}

/**
 * A table as a Parquet file, block by block: one row group is built, given away and forgotten before the next. Equal
 * tables give equal bytes: no time and no machine stands in them.
 */
export function* parquetBlocks<Item>(table: ParquetTable<Item>): Generator<Uint8Array<ArrayBuffer>> {
  const rows = parquetRows(table);
  for (const item of table.items) {
    const block = rows.add(item);
    if (block !== null) yield block;
  }
  yield rows.end();
}

/** The same for rows that arrive as they like. */
export function parquetRows<Item>(shape: ParquetShape<Item>): ParquetRows<Item> {
  const file = new ParquetFile(shape.columns, shape.about);
  const readers = readersOf(shape);
  return {
    add(item) {
      const values = shape.record(item);
      for (let at = 0; at < readers.length; at++) file.put(at, readers[at]!(item, values));
      return file.endRow();
    },
    end: () => file.end(),
  };
}

type Reader<Item> = (item: Item, values: Readonly<Record<string, unknown>>) => unknown;

function readersOf<Item>({ columns, extra }: ParquetShape<Item>): readonly Reader<Item>[] {
  return columns.map(({ name }) => {
    const own = Object.hasOwn(extra, name) ? extra[name] : undefined;
    if (own !== undefined) return own;
    const [field = name, leaf] = name.split(".");
    if (leaf === undefined) return (_, values) => values[field];
    return (_, values) => {
      const value = values[field];
      return typeof value === "object" && value !== null
        ? (value as Readonly<Record<string, unknown>>)[leaf]
        : null;
    };
  });
}

/** The cells of one row group at a time, and what has been written. */
class ParquetFile {
  readonly #columns: readonly ParquetColumn[];
  readonly #bytes = new ByteWriter(1 << 20);
  readonly #writer: ParquetWriter;
  readonly #values: ReturnType<typeof cellOfType>[][];
  #rows = 0;

  constructor(columns: readonly ParquetColumn[], about: Readonly<Record<string, string>>) {
    this.#columns = columns;
    this.#values = columns.map(() => []);
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: [
        { name: "schema", num_children: columns.length },
        ...columns.flatMap(({ name, type }) => schemaOf(name, type)),
      ],
      createdBy: "logonscope",
      kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    });
  }

  /** Sets a cell of the row at hand. */
  put(column: number, value: unknown): void {
    this.#values[column]![this.#rows] = cellOfType(this.#columns[column]!.type, value);
  }

  /** Ends the row at hand; gives what is ready to be written. */
  endRow(): Uint8Array<ArrayBuffer> | null {
    this.#rows++;
    if (this.#rows < GROUP_ROWS) return null;
    this.#endGroup();
    return this.#take();
  }

  /** Ends the file with the rest of it. */
  end(): Uint8Array<ArrayBuffer> {
    if (this.#rows > 0) this.#endGroup();
    void this.#writer.finish();
    return this.#take();
  }

  #endGroup(): void {
    const { length } = this.#columns;
    const columnData = [];
    for (let at = 0; at < length; at++)
      columnData.push({ name: this.#columns[at]!.name, data: this.#values[at]! });
    // Without a `flush` of the writer this is done when it returns.
    void this.#writer.write({ columnData, rowGroupSize: this.#rows });
    for (let at = 0; at < length; at++) this.#values[at] = [];
    this.#rows = 0;
  }

  #take(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.getBytes().slice() as Uint8Array<ArrayBuffer>;
    // Offsets in the file go on; the memory is used again.
    this.#bytes.index = 0;
    return bytes;
  }
}
