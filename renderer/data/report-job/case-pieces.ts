import type { CaseData } from "../../../shared/types/case.ts";

/** Lists up to this long go along with what holds them. */
const SHORT = 1000;
/** Items of a long list that go together: a few milliseconds of copying. */
const CHUNK = 20_000;

/**
 * A part of a case on its way to another thread. One with an empty path is the case itself, without its columns and long
 * lists; the others are those, by the names that lead to them.
 */
export interface CasePiece {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Cuts a case into pieces of bounded work. Columns are copied when they are posted: what is on screen goes on using its
 * own, and a whole case of a million sessions at once would hold the page still for half a second.
 */
export function* casePieces(data: CaseData): Generator<CasePiece> {
  const later: CasePiece[] = [];
  yield { path: [], value: shellOf(data, [], later) };
  for (const { path, value } of later) {
    if (!Array.isArray(value)) yield { path, value };
    else for (let at = 0; at < value.length; at += CHUNK) yield { path, value: value.slice(at, at + CHUNK) };
  }
}

/**
 * A piece as it is posted. Posting a part of a block of memory copies all of the block, so a column that does not fill its
 * own goes on its own: one of a case out of the cache, where all of them lie in one block, a short one that shares its
 * block with others, or one that shares it with what else came over HTTP.
 */
export function onItsOwn(piece: CasePiece): CasePiece {
  const { path, value } = piece;
  if (!ArrayBuffer.isView(value) || value.byteLength === value.buffer.byteLength) return piece;
  // Columns are typed arrays, all of which can be sliced.
  return { path, value: (value as Uint8Array).slice() };
}

/** Puts a case together again, piece by piece. */
export class CaseAssembly {
  #data: Record<string, unknown> = {};

  add({ path, value }: CasePiece): void {
    const name = path.at(-1);
    if (name === undefined) {
      this.#data = value as Record<string, unknown>;
      return;
    }
    let holder = this.#data;
    for (const step of path.slice(0, -1)) holder = holder[step] as Record<string, unknown>;
    const list = holder[name];
    if (Array.isArray(list) && Array.isArray(value)) for (const item of value) list.push(item);
    else holder[name] = value;
  }

  /** The case, once every piece of it was added. */
  get data(): CaseData {
    return this.#data as unknown as CaseData;
  }
}

function shellOf(value: object, path: readonly string[], later: CasePiece[]): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => {
      const at = [...path, name];
      if (typeof item !== "object" || item === null) return [name, item];
      if (ArrayBuffer.isView(item)) {
        later.push({ path: at, value: item });
        return [name, null];
      }
      if (!Array.isArray(item)) return [name, shellOf(item, at, later)];
      if (item.length <= SHORT) return [name, item];
      later.push({ path: at, value: item });
      return [name, []];
    }),
  );
}
