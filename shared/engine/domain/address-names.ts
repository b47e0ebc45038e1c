import type { CaseData } from "../../types/case.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import { TICKS_PER_MINUTE } from "../time/calendar.ts";

/** A leased address may be another computer's after some time. */
const NEAR = 15 * TICKS_PER_MINUTE;
const MACHINE = SESSION_KINDS.indexOf("machine");

interface Sightings {
  readonly times: Float64Array;
  /** Text ids of account names, such as `PC1$`. */
  readonly names: Uint32Array;
}

/** Which computer an address belonged to at a time, as far as computer accounts signed in from it. */
export class AddressNames {
  readonly #strings: readonly string[];
  readonly #byAddress = new Map<number, Sightings>();

  constructor({ sessions, strings }: Pick<CaseData, "sessions" | "strings">) {
    this.#strings = strings;
    const rows = new Map<number, number[]>();
    const { kind, sourceAddress, start, user, length } = sessions;
    for (let row = 0; row < length; row++) {
      if (kind[row] !== MACHINE || sourceAddress[row] === 0 || user[row] === 0) continue;
      const list = rows.get(sourceAddress[row]!);
      if (list === undefined) rows.set(sourceAddress[row]!, [row]);
      else list.push(row);
    }
    for (const [address, own] of rows) {
      own.sort((a, b) => start[a]! - start[b]!);
      this.#byAddress.set(address, {
        times: Float64Array.from(own, (row) => start[row]!),
        names: Uint32Array.from(own, (row) => user[row]!),
      });
    }
  }

  /** Name of the one computer that signed in from an address within 15 minutes of a time; null for none or several. */
  at(address: number, time: number): string | null {
    const seen = this.#byAddress.get(address);
    if (seen === undefined) return null;
    let low = 0;
    let high = seen.times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (seen.times[middle]! < time - NEAR) low = middle + 1;
      else high = middle;
    }
    let found: string | null = null;
    let last = 0;
    for (let at = low; at < seen.times.length && seen.times[at]! <= time + NEAR; at++) {
      // Mostly the same account again.
      if (seen.names[at] === last) continue;
      last = seen.names[at]!;
      const name = (this.#strings[last] ?? "").replace(/\$$/, "");
      if (found !== null && found.toLowerCase() !== name.toLowerCase()) return null;
      found = name;
    }
    return found;
  }
}

/** `pc1` of `PC1.corp.local`. */
export function shortName(computer: string): string {
  return computer.toLowerCase().split(".")[0] ?? "";
}
