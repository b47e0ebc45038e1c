import { MAX_CHUNK_STEPS, MAX_RECORD_STEPS } from "../limits.ts";
import { BinXmlDamage } from "./damage.ts";

const CHARS_PER_STEP = 16;

/**
 * Work the general walk may do. Templates can be used from inside templates, and a large value any number of times,
 * so a few bytes could ask for exponential output; with a cap per record and one per chunk the cost of a file stays
 * linear in its length.
 */
export class Budget {
  #chunk = MAX_CHUNK_STEPS;
  #record = MAX_RECORD_STEPS;

  startChunk(): void {
    this.#chunk = MAX_CHUNK_STEPS;
  }

  startRecord(): void {
    this.#chunk -= MAX_RECORD_STEPS - this.#record;
    this.#record = MAX_RECORD_STEPS;
  }

  /** Pays for one element, attribute or value with so many characters or bytes; throws once nothing is left. */
  spend(chars: number): void {
    this.#record -= 1 + Math.floor(chars / CHARS_PER_STEP);
    if (this.#record < 0 || this.#chunk - (MAX_RECORD_STEPS - this.#record) < 0)
      throw new BinXmlDamage("limit");
  }
}
