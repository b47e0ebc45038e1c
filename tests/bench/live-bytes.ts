/*
 * Counts the bytes that are in use at the highest moment of a piece of work, garbage left out: every larger typed array
 * that is made first has the garbage collected and then adds up what stands. Import it before anything that makes
 * tables; it only takes hold where the process was started with `--expose-gc` and `memory` as last argument, because
 * arrays made under it are slow.
 */
const collect = (globalThis as { gc?: () => void }).gc;
const WATCHED = process.argv.at(-1) === "memory";
/** Elements below which an array is too small to matter. */
const LARGE = 1024;

let highest = Number.POSITIVE_INFINITY;

/** Bytes that stand now; dead ones are gone. */
export function bytesInUse(): number {
  collect?.();
  collect?.();
  return bytesNow();
}

function bytesNow(): number {
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

/** The most bytes that stood at once while `work` ran, and its result. */
export function highestBytes<Result>(work: () => Result): {
  readonly bytes: number;
  readonly result: Result;
} {
  highest = 0;
  const result = work();
  const bytes = highest;
  highest = Number.POSITIVE_INFINITY;
  return { bytes, result };
}

function look(): void {
  if (bytesNow() <= highest) return;
  highest = Math.max(highest, bytesInUse());
}

type ArrayType = new (...given: unknown[]) => ArrayLike<number>;

function watch(name: string): void {
  const scope = globalThis as unknown as Record<string, ArrayType>;
  const type = scope[name]!;
  const watched = new Proxy(type, {
    construct(target, given, caller) {
      const made = Reflect.construct(target, given, caller) as ArrayLike<number>;
      if (made.length >= LARGE && !(given[0] instanceof ArrayBuffer)) look();
      return made;
    },
  });
  scope[name] = watched;
  // `slice` and `filter` make theirs by the constructor that the array names.
  Object.defineProperty(type.prototype, "constructor", {
    value: watched,
    writable: true,
    configurable: true,
  });
}

if (WATCHED) {
  for (const name of ["Uint8Array", "Uint16Array", "Uint32Array", "Int32Array", "Float64Array"]) watch(name);
}
