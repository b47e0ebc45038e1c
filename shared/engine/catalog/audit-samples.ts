import type { EvidenceSign } from "../../types/coverage.ts";
import { AUDIT_FAILURE, AUDIT_SUCCESS } from "../../types/record-view.ts";

/*
 * Events of the Security log that no session needs and that yet tell what the audit policy is: one of them proves that
 * its subcategory was on for its outcome. The first success and the first failure of each in a log are kept for that;
 * the others are only counted among all records.
 */
type Signs = readonly [unknown: EvidenceSign, success: EvidenceSign, failure: EvidenceSign];

const EVENTS: readonly (readonly [signs: Signs, ids: readonly number[]])[] = [
  [["credentialCheck", "credentialPassed", "credentialRefused"], [4776]],
  [
    ["kerberosRequest", "kerberosGranted", "kerberosRefused"],
    [4768, 4771, 4772],
  ],
  [
    ["serviceTicket", "serviceTicketGranted", "serviceTicketRefused"],
    [4769, 4770],
  ],
  // Successes only. 4719 is written whatever the policy says.
  [
    ["policyCompanion", "policyCompanion", "policyCompanion"],
    [4902, 4904, 4905, 4907],
  ],
];

/** Signs by outcome: not known, success, failure. */
export const SIGNS_OF_SAMPLE: ReadonlyMap<number, Signs> = new Map(
  EVENTS.flatMap(([signs, ids]) => ids.map((id) => [id, signs] as const)),
);

/** For each event id its number among the samples from 1 on, 0 for all others: every record asks. */
export const SAMPLE_NUMBERS: Uint8Array = (() => {
  const numbers = new Uint8Array(65_536);
  for (const [at, id] of [...SIGNS_OF_SAMPLE.keys()].entries()) numbers[id] = at + 1;
  return numbers;
})();

/** Outcome of an audited record, as the column `status` of a kept skipped record holds it, and places in `Signs`. */
export const OUTCOME_UNKNOWN = 0;
export const OUTCOME_SUCCESS = 1;
export const OUTCOME_FAILURE = 2;

/** The outcome that the Keywords of a record tell. */
export function outcomeOf(keywordsHigh: number): number {
  if ((keywordsHigh & AUDIT_FAILURE) !== 0) return OUTCOME_FAILURE;
  return (keywordsHigh & AUDIT_SUCCESS) === 0 ? OUTCOME_UNKNOWN : OUTCOME_SUCCESS;
}
