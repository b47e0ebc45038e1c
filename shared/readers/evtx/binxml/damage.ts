import type { DamageCode } from "../../../types/names.ts";

/** Thrown inside the BinXML walk when bytes make no sense, caught by whoever started it; never leaves the reader. */
export class BinXmlDamage extends Error {
  readonly code: DamageCode;

  constructor(code: DamageCode) {
    super(code);
    this.code = code;
  }
}
