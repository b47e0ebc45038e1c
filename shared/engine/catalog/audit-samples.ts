import type { EvidenceSign } from "../../types/coverage.ts";

/*
 * Events of the Security log that no session needs and that yet tell what the audit policy is: one of them proves that
 * its subcategory was on. The first of each in a log is kept for that; the others are only counted among all records.
 */
const EVENTS: readonly (readonly [sign: EvidenceSign, ids: readonly number[]])[] = [
  ["credentialCheck", [4776]],
  ["kerberosRequest", [4768, 4771, 4772]],
  ["serviceTicket", [4769, 4770]],
  // 4719 is written whatever the policy says.
  ["policyCompanion", [4902, 4904, 4905, 4907]],
];

export const SIGN_OF_SAMPLE: ReadonlyMap<number, EvidenceSign> = new Map(
  EVENTS.flatMap(([sign, ids]) => ids.map((id) => [id, sign] as const)),
);

/** For each event id its number among the samples from 1 on, 0 for all others: every record asks. */
export const SAMPLE_NUMBERS: Uint8Array = (() => {
  const numbers = new Uint8Array(65_536);
  for (const [at, id] of [...SIGN_OF_SAMPLE.keys()].entries()) numbers[id] = at + 1;
  return numbers;
})();
