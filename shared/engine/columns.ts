type Column = new (length: number) => object;
type Spec = Readonly<Record<string, Column>>;

/** Columns by name, each of the element type that its specification gives. */
export type ColumnsOf<Columns extends Spec> = {
  [Name in keyof Columns]: InstanceType<Columns[Name]>;
};

/** An empty table of each specification, see `makeTable`. */
const shapes = new Map<Spec, unknown>();

/**
 * Makes a table: its columns and its length. `make` gives the column of a name; without it all are fresh and `length`
 * long.
 *
 * Built in one go on purpose. An object that is filled by computed names (`columns[name] = ...`) becomes a hash table
 * in V8 after a dozen of them, and every `columns.time[row]` in every rule pays for a look-up; this one has a hidden
 * class, the same for every table of one specification. V8 drops a hidden class, and all code compiled for it, when
 * its last object dies: an empty table of each specification is kept, so that the next case finds warm code.
 */
export function makeTable<Columns extends Spec>(
  spec: Columns,
  length: number,
  make: (type: Columns[keyof Columns], name: keyof Columns) => object = (type) => new type(length),
): ColumnsOf<Columns> & { readonly length: number } {
  if (!shapes.has(spec)) {
    shapes.set(spec, null);
    shapes.set(spec, makeTable(spec, 0));
  }
  const made: (readonly [string, unknown])[] = Object.keys(spec).map((name) => [
    name,
    make(spec[name] as Columns[keyof Columns], name),
  ]);
  return Object.fromEntries([...made, ["length", length]]) as ColumnsOf<Columns> & { length: number };
}
