import type { CodeText } from "./code-words.ts";

/*
 * `%%nnnn` values. Records carry the number, Windows puts in the words from message table msobjs.dll when it shows
 * them. Source: Microsoft Learn, the pages of the events that use them (4624, 4625, 4688, 4719).
 */

/** Words of single values. */
export const PARAMETER_WORDS = {
  // ImpersonationLevel of 4624
  "%%1831": "Anonymous",
  "%%1832": "Identification",
  "%%1833": "Impersonation",
  "%%1840": "Delegation",
  // ElevatedToken, VirtualAccount, RestrictedAdminMode
  "%%1842": "Yes",
  "%%1843": "No",
  // Token elevation of 4688
  "%%1936": "Full token, not split",
  "%%1937": "Elevated token",
  "%%1938": "Limited token",
  // AuditPolicyChanges of 4719
  "%%8448": "Success removed",
  "%%8449": "Success added",
  "%%8450": "Failure removed",
  "%%8451": "Failure added",
};

/** FailureReason of 4625: text and advice. */
export const FAILURE_REASON_WORDS = {
  "%%2304": ["An error happened during the sign-in", "Try again. If it repeats, look at the detail code."],
  "%%2305": ["The account has expired", "Extend the account if the person should still have access."],
  "%%2306": ["The Netlogon component is not active", "Start the Netlogon service and check the network."],
  "%%2307": [
    "The account is locked out",
    "Wait or have it unlocked, and find the device that still uses an old password.",
  ],
  "%%2308": [
    "This kind of sign-in is not granted on this computer",
    "Grant the right, or add the user to the right group, for instance Remote Desktop Users.",
  ],
  "%%2309": ["The password has expired", "Change the password, or have it reset."],
  "%%2310": ["The account is disabled", "Have the account enabled if the person should still have access."],
  "%%2311": [
    "Outside the permitted logon hours",
    "Sign in within the permitted hours, or change the account's logon hours.",
  ],
  "%%2312": [
    "The user may not sign in to this workstation",
    "Add this computer to the account's list of workstations (Log On To).",
  ],
  "%%2313": ["Unknown user name or wrong password", "Check the user name and the password."],
  "%%2314": [
    "The domain's SID does not fit",
    "Check the trust between the domains and that no computer was cloned with the domain's SID.",
  ],
  "%%2315": ["A smart card is required", "Sign in with the smart card, or lift the requirement."],
} as const satisfies Readonly<Record<string, readonly [text: string, advice: string]>>;

/** Reasons that say no more than "refused": a status code beside one of them is more exact. */
const GENERIC: ReadonlySet<string> = new Set(["%%2304", "%%2313"]);

/** FailureReason values of the table. */
export const FAILURE_REASON_CODES: readonly string[] = Object.keys(FAILURE_REASON_WORDS);

/** Both tables in another language. */
export interface ParameterWords {
  readonly values: Readonly<Record<keyof typeof PARAMETER_WORDS, string>>;
  readonly reasons: Readonly<
    Record<keyof typeof FAILURE_REASON_WORDS, readonly [text: string, advice: string]>
  >;
}

interface Reason extends CodeText {
  readonly generic: boolean;
}

export function parametersIn(words: ParameterWords) {
  const values = new Map(Object.entries(words.values));
  const reasons = new Map(
    Object.entries(words.reasons).map(([code, [text, advice]]) => [
      code,
      { text, advice, generic: GENERIC.has(code) },
    ]),
  );

  /** Words for a FailureReason (`%%2313`); null for any other text. */
  function describeFailureReason(text: string): Reason | null {
    return reasons.get(text) ?? null;
  }

  /** Words for one `%%nnnn` value, or null when the program does not know it. */
  function describeParameter(text: string): string | null {
    return values.get(text) ?? describeFailureReason(text)?.text ?? null;
  }

  /** A value with every known `%%nnnn` in it replaced by its words; the rest stays as it is. */
  function expandParameters(value: string): string {
    return value.includes("%%")
      ? value.replace(/%%\d{1,5}/g, (code) => describeParameter(code) ?? code)
      : value;
  }

  return { describeFailureReason, describeParameter, expandParameters };
}

export const { describeFailureReason, describeParameter, expandParameters } = parametersIn({
  values: PARAMETER_WORDS,
  reasons: FAILURE_REASON_WORDS,
});
