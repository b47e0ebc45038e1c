import type { DamageCode } from "../../../types/names.ts";

/**
 * Thrown inside the BinXML walk when bytes make no sense, caught by whoever started it; never leaves the reader. Not an
 * `Error`: a hostile log makes thousands of these in every chunk, and each would pay for a stack trace.
 */
export class BinXmlDamage {
  readonly code: DamageCode;

  constructor(code: DamageCode) {
    this.code = code;
  }
}
