import type { Ticks } from "../../shared/types/units.ts";
import { MINUTE, office, plus, SECOND } from "./clock.ts";
import type { Random } from "./random.ts";

interface Entry {
  readonly time: Ticks;
  readonly action: () => void;
}

/** What happens when, in every computer of the story; actions run in the order of their times. */
export class Timeline {
  readonly #random: Random;
  /** Sorted, the next one last. */
  readonly #waiting: Entry[] = [];
  #now: Ticks = Number.NEGATIVE_INFINITY as Ticks;

  constructor(random: Random) {
    this.#random = random;
  }

  get now(): Ticks {
    return this.#now;
  }

  /** Something somebody does in a minute of office time (`03-04 07:56`), at some second of it. */
  during(minute: string, action: () => void): void {
    this.at(plus(office(minute), this.#random.between(4 * SECOND, MINUTE - 4 * SECOND)), action);
  }

  /** Something at an exact moment, which must not be past. Of two at the same moment the earlier told comes first. */
  at(time: Ticks, action: () => void): void {
    if (time < this.#now) throw new RangeError("the story does not run backwards");
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#waiting[middle]!.time > time) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, { time, action });
  }

  /** Lets everything before `end` happen. */
  run(end: Ticks): void {
    for (
      let next = this.#waiting.at(-1);
      next !== undefined && next.time < end;
      next = this.#waiting.at(-1)
    ) {
      this.#waiting.pop();
      this.#now = next.time;
      next.action();
    }
    this.#now = end;
  }
}
