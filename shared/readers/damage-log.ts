import { DAMAGE_CODES, type DamageCode } from "../types/names.ts";
import type { Damage } from "../types/source.ts";

/** Counts damage of one input by code, with the lowest offset of each. Memory does not grow with the damage. */
export class DamageLog {
  readonly #found = new Map<DamageCode, { offset: number; count: number }>();

  /** Counts damage at a byte offset of the input. */
  add(code: DamageCode, offset: number, count = 1): void {
    const known = this.#found.get(code);
    if (known === undefined) {
      this.#found.set(code, { offset, count });
      return;
    }
    known.count += count;
    if (offset < known.offset) known.offset = offset;
  }

  /** All damage in the order of the closed list. */
  toArray(): readonly Damage[] {
    const list: Damage[] = [];
    for (const code of DAMAGE_CODES) {
      const entry = this.#found.get(code);
      if (entry !== undefined) list.push({ code, ...entry });
    }
    return list;
  }
}
