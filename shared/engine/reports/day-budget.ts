import { type DayPiece, splitByLocalDay } from "../time/days.ts";
import type { Zone } from "../time/zone.ts";

/**
 * Pieces of days that a report makes at most: some for every session, and room for long ones. A hostile log may hold
 * thousands of sessions of fifty years each.
 */
const MOST_PIECES = 2_000_000;
const PIECES_PER_SESSION = 30;

/** Cuts spans at local midnights until a report has made as many pieces as any honest log needs. */
export class DayBudget {
  readonly #zone: Zone;
  #left: number;

  constructor(zone: Zone, sessions: number) {
    this.#zone = zone;
    this.#left = MOST_PIECES + sessions * PIECES_PER_SESSION;
  }

  /** True once something was left out. */
  get isSpent(): boolean {
    return this.#left <= 0;
  }

  *pieces(from: number, to: number): Generator<DayPiece> {
    for (const piece of splitByLocalDay(this.#zone, from, to)) {
      if (this.#left-- <= 0) return;
      yield piece;
    }
  }
}
