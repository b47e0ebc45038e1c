import type { DateOrder } from "../../types/text-import.ts";
import { localTicks, parseWritten, type WrittenTime } from "./local-time.ts";

/** The order of day and month in a text, and whether anything decides it. */
export interface DateDecision {
  readonly order: DateOrder;
  readonly isSure: boolean;
}

const ORDERS: readonly DateOrder[] = ["dmy", "mdy", "ymd"];

/**
 * Decides the order of day and month by all dates of a text: the order in which most of them are dates at all (a part
 * above 12 is a day); then points between the parts, which are written day first; then the order in which the times of
 * the rows change direction least. Still equal: assumed, month first where clocks have twelve hours, else day first.
 */
export class DateSurvey {
  readonly #valid: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 };
  readonly #turns: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 };
  readonly #last: Record<DateOrder, number> = { dmy: Number.NaN, mdy: Number.NaN, ymd: Number.NaN };
  readonly #direction: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 };
  #points = 0;
  #dates = 0;
  #twelve = 0;

  /** Takes the next date of the text; null when it was none. */
  see(text: string): WrittenTime | null {
    const written = parseWritten(text);
    if (written === null) return null;
    this.#dates++;
    if (written.separator === ".") this.#points++;
    if (written.twelveHours) this.#twelve++;
    for (const order of ORDERS) {
      const time = localTicks(written, order);
      if (Number.isNaN(time)) continue;
      this.#valid[order]++;
      const step = Math.sign(time - this.#last[order]);
      this.#last[order] = time;
      if (Number.isNaN(step) || step === 0) continue;
      if (this.#direction[order] !== 0 && step !== this.#direction[order]) this.#turns[order]++;
      this.#direction[order] = step;
    }
    return written;
  }

  decide(): DateDecision {
    const { dmy, mdy, ymd } = this.#valid;
    if (this.#dates === 0) return { order: "dmy", isSure: true };
    if (ymd > Math.max(dmy, mdy)) return { order: "ymd", isSure: true };
    if (dmy !== mdy) return { order: dmy > mdy ? "dmy" : "mdy", isSure: true };
    if (this.#points * 2 > this.#dates) return { order: "dmy", isSure: true };
    const turns = this.#turns.dmy - this.#turns.mdy;
    if (turns !== 0) return { order: turns < 0 ? "dmy" : "mdy", isSure: true };
    return { order: this.#twelve * 2 > this.#dates ? "mdy" : "dmy", isSure: false };
  }
}
