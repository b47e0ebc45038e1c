/** What one 4719 did to its subcategory. Null: nothing is said of that outcome. */
export interface ChangedOutcomes {
  readonly success: boolean | null;
  readonly failure: boolean | null;
}

const SUCCESS: ReadonlyMap<string, boolean> = new Map([
  ["%%8448", false],
  ["%%8449", true],
]);
const FAILURE: ReadonlyMap<string, boolean> = new Map([
  ["%%8450", false],
  ["%%8451", true],
]);

/** Reads AuditPolicyChanges of 4719, a list such as `%%8449, %%8451`. */
export function changeOf(text: string): ChangedOutcomes {
  let success: boolean | null = null;
  let failure: boolean | null = null;
  for (const word of text.split(/[\s,]+/, 16)) {
    success = SUCCESS.get(word) ?? success;
    failure = FAILURE.get(word) ?? failure;
  }
  return { success, failure };
}
