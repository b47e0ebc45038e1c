import { type Line, MOST_LINES } from "./report.ts";

/**
 * The lines of the newest days, as many as an answer holds. Further ones are counted and not even made: a case of years
 * and many users has millions of them.
 */
export class NewestDays<Cells extends { readonly day: number }> {
  /** Lines there are, held or not. */
  count = 0;
  #lines: Line<Cells>[] = [];
  /** From this day on back nothing is wanted any more. */
  #tooOld = Number.NEGATIVE_INFINITY;

  add(day: number, make: () => Line<Cells>): void {
    this.count++;
    if (day <= this.#tooOld) return;
    this.#lines.push(make());
    if (this.#lines.length >= 2 * MOST_LINES) this.#prune();
  }

  /** Newest day first; lines of one day in the order they came in. */
  get lines(): readonly Line<Cells>[] {
    this.#prune();
    return this.#lines;
  }

  get isCut(): boolean {
    return this.count > MOST_LINES;
  }

  #prune(): void {
    this.#lines.sort((a, b) => b.cells.day - a.cells.day);
    if (this.#lines.length < MOST_LINES) return;
    this.#lines.length = MOST_LINES;
    this.#tooOld = this.#lines[MOST_LINES - 1]!.cells.day;
  }
}
