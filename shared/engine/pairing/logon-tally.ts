import type { LogonCounts } from "../../types/case.ts";
import { LOGON_CLASSES, type LogonClass } from "../../types/names.ts";
import { CLASS } from "./classify.ts";

/** Counts every 4624 once: read = used + the sum of all classes set aside. */
export class LogonTally {
  readonly #counts = new Float64Array(LOGON_CLASSES.length);
  #untimed = 0;
  orphanLogoffs = 0;
  stubs = 0;

  add(kind: number): void {
    this.#counts[kind]!++;
  }

  /** A desktop logon without a time: it is set aside under its class, for it cannot start a session. */
  addUntimed(kind: number): void {
    this.#counts[kind]!++;
    if (kind === CLASS.desktop) this.#untimed++;
  }

  counts(): LogonCounts {
    const byClass: Partial<Record<LogonClass, number>> = {};
    let read = 0;
    for (const [code, name] of LOGON_CLASSES.entries()) {
      const count = this.#counts[code]!;
      read += count;
      const aside = code === CLASS.desktop ? this.#untimed : count;
      if (aside > 0) byClass[name] = aside;
    }
    return { read, used: this.#counts[CLASS.desktop]! - this.#untimed, byClass };
  }
}
