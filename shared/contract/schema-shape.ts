/*
 * Shapes of JSON answers as values: one description gives both the TypeScript type (`Infer`) and a check of real
 * output that names every place where they differ. A field too many is an error like a field too few: readers of an
 * answer rely on the whole of it.
 */

/** Describes values of type `T`. */
export interface Shape<T> {
  /** Differences as `path: what is wrong`, into a list. */
  check(value: unknown, path: string, problems: string[]): void;
  /** For the compiler only. */
  readonly type?: T;
}
export type Infer<S> = S extends Shape<infer T> ? T : never;

function simple<T>(what: string, holds: (value: unknown) => boolean): Shape<T> {
  return {
    check(value, path, problems) {
      if (!holds(value)) problems.push(`${path}: ${JSON.stringify(value)?.slice(0, 80)} is not ${what}`);
    },
  };
}

export const text: Shape<string> = simple(
  "a text that is not empty",
  (v) => typeof v === "string" && v !== "",
);
/** A text that may be empty. */
export const anyText: Shape<string> = simple("a text", (v) => typeof v === "string");
export const flag: Shape<boolean> = simple("true or false", (v) => typeof v === "boolean");
export const number: Shape<number> = simple("a number", (v) => typeof v === "number" && Number.isFinite(v));
export const count: Shape<number> = simple(
  "a whole number from 0",
  (v) => Number.isSafeInteger(v) && Number(v) >= 0,
);
/** UTC with seven digits and `Z`. */
export const moment: Shape<string> = pattern(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/, "a moment");

export function pattern(form: RegExp, what: string): Shape<string> {
  return simple(what, (v) => typeof v === "string" && form.test(v));
}

export function oneOf<const T extends string>(list: readonly T[]): Shape<T> {
  return simple(`one of ${list.join(", ")}`, (v) => (list as readonly unknown[]).includes(v));
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return {
    check(value, path, problems) {
      if (value !== null) shape.check(value, path, problems);
    },
  };
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    check(value, path, problems) {
      if (!Array.isArray(value)) problems.push(`${path}: not a list`);
      else for (const [i, each] of value.entries()) item.check(each, `${path}[${i}]`, problems);
    },
  };
}

export function pair<A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> {
  return {
    check(value, path, problems) {
      if (!Array.isArray(value) || value.length !== 2) {
        problems.push(`${path}: not a pair`);
        return;
      }
      first.check(value[0], `${path}[0]`, problems);
      second.check(value[1], `${path}[1]`, problems);
    },
  };
}

/** Any names with values of one shape. */
export function record<T>(shape: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    check(value, path, problems) {
      if (!isObject(value)) problems.push(`${path}: not an object`);
      else for (const [name, each] of Object.entries(value)) shape.check(each, `${path}.${name}`, problems);
    },
  };
}

/** Exactly these fields, in this order. */
export function object<Fields extends Readonly<Record<string, Shape<unknown>>>>(
  fields: Fields,
): Shape<{ readonly [Name in keyof Fields]: Infer<Fields[Name]> }> {
  const names = Object.keys(fields);
  return {
    check(value, path, problems) {
      if (!isObject(value)) {
        problems.push(`${path}: not an object`);
        return;
      }
      const found = Object.keys(value);
      if (found.join() !== names.join())
        problems.push(`${path}: has ${found.join()} in place of ${names.join()}`);
      for (const name of names) fields[name]!.check(value[name], `${path}.${name}`, problems);
    },
  };
}

/** All differences between a value and a shape, none when it fits. */
export function problemsOf(shape: Shape<unknown>, value: unknown): readonly string[] {
  const problems: string[] = [];
  shape.check(value, "$", problems);
  return problems;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
