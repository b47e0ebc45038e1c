import { isCount, isObject } from "./shapes.ts";

/* Shapes of tables whose columns are typed arrays. */

export type ColumnSpec = Readonly<Record<string, new (length: number) => { readonly length: number }>>;

/** All columns of a specification, each of its type and exactly `length` long. */
export function isTable(spec: ColumnSpec, value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value) || !isCount(value.length)) return false;
  const length = value.length;
  return Object.entries(spec).every(
    ([name, type]) => hasType(value[name], type) && sizeOf(value[name]) === length,
  );
}

export function hasType(value: unknown, type: new (length: number) => object): boolean {
  return Object.prototype.toString.call(value) === `[object ${type.name}]`;
}

function sizeOf(value: unknown): number {
  return (value as { readonly length: number }).length;
}
