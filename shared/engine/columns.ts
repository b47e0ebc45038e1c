type Column = new (length: number) => object;

/** Columns by name, each of the element type that its specification gives. */
export type ColumnsOf<Spec extends Readonly<Record<string, Column>>> = {
  [Name in keyof Spec]: InstanceType<Spec[Name]>;
};

/**
 * Makes the columns of a table. `make` gives the column of a name; without it all are fresh and `length` long.
 *
 * Built in one go on purpose. An object that is filled by computed names (`columns[name] = ...`) becomes a hash table
 * in V8 after a dozen of them, and every `columns.time[row]` in every rule pays for a look-up; this one has a hidden
 * class, the same for every table of one specification.
 */
export function makeColumns<Spec extends Readonly<Record<string, Column>>>(
  spec: Spec,
  length: number,
  make: (type: Spec[keyof Spec], name: keyof Spec) => object = (type) => new type(length),
): ColumnsOf<Spec> {
  const made = Object.keys(spec).map((name) => [name, make(spec[name] as Spec[keyof Spec], name)]);
  return Object.fromEntries(made) as ColumnsOf<Spec>;
}
