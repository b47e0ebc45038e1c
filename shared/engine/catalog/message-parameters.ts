import type { CodeText } from "./status-codes.ts";

/*
 * `%%nnnn` values. Records carry the number, Windows puts in the words from message table msobjs.dll when it shows
 * them. Source: Microsoft Learn, the pages of the events that use them (4624, 4625, 4688, 4719).
 */

const WORDS: Readonly<Record<string, string>> = {
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

interface Reason extends CodeText {
  /** Says no more than "refused": a status code beside it is more exact. */
  readonly generic: boolean;
}

function reason(text: string, advice: string, generic = false): Reason {
  return { text, advice, generic };
}

/** FailureReason of 4625. */
const FAILURE_REASONS: Readonly<Record<string, Reason>> = {
  "%%2304": reason(
    "An error happened during the sign-in",
    "Try again. If it repeats, look at the detail code.",
    true,
  ),
  "%%2305": reason("The account has expired", "Extend the account if the person should still have access."),
  "%%2306": reason(
    "The Netlogon component is not active",
    "Start the Netlogon service and check the network.",
  ),
  "%%2307": reason(
    "The account is locked out",
    "Wait or have it unlocked, and find the device that still uses an old password.",
  ),
  "%%2308": reason(
    "This kind of sign-in is not granted on this computer",
    "Grant the right, or add the user to the right group, for instance Remote Desktop Users.",
  ),
  "%%2309": reason("The password has expired", "Change the password, or have it reset."),
  "%%2310": reason(
    "The account is disabled",
    "Have the account enabled if the person should still have access.",
  ),
  "%%2311": reason(
    "Outside the permitted logon hours",
    "Sign in within the permitted hours, or change the account's logon hours.",
  ),
  "%%2312": reason(
    "The user may not sign in to this workstation",
    "Add this computer to the account's list of workstations (Log On To).",
  ),
  "%%2313": reason("Unknown user name or wrong password", "Check the user name and the password.", true),
  "%%2314": reason(
    "The domain's SID does not fit",
    "Check the trust between the domains and that no computer was cloned with the domain's SID.",
  ),
  "%%2315": reason("A smart card is required", "Sign in with the smart card, or lift the requirement."),
};

/** FailureReason values of the table. */
export const FAILURE_REASON_CODES: readonly string[] = Object.keys(FAILURE_REASONS);

/** Words for a FailureReason (`%%2313`); null for any other text. */
export function describeFailureReason(text: string): Reason | null {
  return Object.hasOwn(FAILURE_REASONS, text) ? FAILURE_REASONS[text]! : null;
}

/** Words for one `%%nnnn` value, or null when the program does not know it. */
export function describeParameter(text: string): string | null {
  if (Object.hasOwn(WORDS, text)) return WORDS[text]!;
  return describeFailureReason(text)?.text ?? null;
}

/** A value with every known `%%nnnn` in it replaced by its words; the rest stays as it is. */
export function expandParameters(value: string): string {
  return value.includes("%%")
    ? value.replace(/%%\d{1,5}/g, (code) => describeParameter(code) ?? code)
    : value;
}
