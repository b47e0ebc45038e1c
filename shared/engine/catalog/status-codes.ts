import { type CodeText, type CodeWords, codesIn, type SameCodes } from "./code-words.ts";

/*
 * Why a logon was refused: NTSTATUS codes of 4625 (Status, SubStatus) and 4776 (Status).
 * Sources: Microsoft Learn, events 4625 and 4776; [MS-ERREF] 2.3.1 for the codes.
 */

const TRUST_ADVICE =
  "Repair the computer's trust with the domain: Test-ComputerSecureChannel -Repair, or leave and join the domain.";
const REACH_ADVICE = "Check the network, name resolution (DNS) and that a domain controller is running.";
const CARD_ADVICE = "Check the card, its certificate and the domain controller's certificate.";

/** Text and advice of each code. */
export const STATUS_WORDS = {
  0: ["No error", ""],
  3221225506: ["Access denied", "Check the account's rights on this computer."],
  3221225566: ["No logon server could be reached", REACH_ADVICE],
  3221225567: ["The logon session does not exist", "Sign out and in again."],
  3221225572: [
    "The user name does not exist",
    "Check the spelling and the domain. Many names from one address in a short time point to guessing.",
  ],
  3221225578: [
    "Wrong password",
    "Type it again, check the keyboard layout and Caps Lock. If it repeats by itself, look for a saved old password: a phone, a mapped drive, a task or a service.",
  ],
  3221225580: ["The password breaks the password policy", "Choose a password that meets the policy."],
  3221225581: [
    "Wrong user name or credentials",
    "Check the user name and the password. If both are right, check the clock and the allowed NTLM level.",
  ],
  3221225582: [
    "An account restriction forbids the sign-in",
    "Look at the account's restrictions: an empty password over the network, permitted hours, permitted workstations.",
  ],
  3221225583: [
    "Outside the permitted logon hours",
    "Sign in within the permitted hours, or change the account's logon hours.",
  ],
  3221225584: [
    "The user may not sign in to this workstation",
    "Add this computer to the account's list of workstations (Log On To).",
  ],
  3221225585: ["The password has expired", "Change the password, or have it reset."],
  3221225586: ["The account is disabled", "Have the account enabled if the person should still have access."],
  3221225626: [
    "The computer was short of resources",
    "Check memory and disk space of the computer, then try again.",
  ],
  3221225659: [
    "The request is not supported",
    "Check that client and server agree on the authentication method.",
  ],
  3221225692: [
    "The account database was in the wrong state",
    "Often seen while a server starts or stops: try again, then check the server.",
  ],
  3221225701: ["Internal error", "Try again. If it repeats, look in the System log of the same minute."],
  3221225779: [
    "The clock differs too much from the domain controller's",
    "Set the clock (w32tm /resync) and check the time source.",
  ],
  3221225819: [
    "This kind of sign-in is not granted on this computer",
    "Grant the right (sign in locally, through Remote Desktop, from the network) or add the user to the right group, for instance Remote Desktop Users.",
  ],
  3221225866: ["The computer has no trust secret", TRUST_ADVICE],
  3221225867: ["The computer account is missing or its trust is broken", TRUST_ADVICE],
  3221225868: ["The trust with the trusted domain failed", "Check the trust between the two domains."],
  3221225869: ["The trust between this computer and the domain failed", TRUST_ADVICE],
  3221225872: ["A trust failed", "Check the trust between the domains, and this computer's trust."],
  3221225874: ["The Netlogon service was not started", "Start the Netlogon service on this computer."],
  3221225875: ["The account has expired", "Extend the account if the person should still have access."],
  3221225880: [
    "An inter-domain trust account was used to sign in",
    "Such accounts cannot sign in: find out what used it.",
  ],
  3221225881: [
    "A computer account was used to sign in",
    "Such accounts cannot sign in here: find out what used it.",
  ],
  3221225882: [
    "A server trust account was used to sign in",
    "Such accounts cannot sign in here: find out what used it.",
  ],
  3221225987: ["The session was deleted", "Sign out, connect again."],
  3221226020: [
    "The password must be changed first",
    "Change the password at the first sign-in. Over Remote Desktop with network-level authentication this is not possible: use the console or have it reset.",
  ],
  3221226021: ["Not found (a known, harmless defect)", ""],
  3221226035: ["No domain controller was found", REACH_ADVICE],
  3221226036: [
    "The account is locked out",
    "Wait or have it unlocked, and find the device that still uses an old password.",
  ],
  3221226222: ["An error happened during the sign-in", "Try again. If it repeats, look at the detail code."],
  3221226272: ["Smart card: the public-key logon failed", CARD_ADVICE],
  3221226353: [
    "The computer holds no secret for the account",
    "Sign in once while a domain controller can be reached.",
  ],
  3221226368: ["Smart card: wrong PIN", "Type the PIN again: after a few failures the card is blocked."],
  3221226369: ["Smart card: the card is blocked", "Have the card unblocked."],
  3221226376: [
    "A downgrade of the security was detected",
    "The domain controller could not be reached safely: check network and clock, then try again.",
  ],
  3221226515: [
    "The authentication firewall forbids the account here",
    "Grant the account the right Allowed to authenticate on this computer (selective authentication of the trust).",
  ],
  3221226520: [
    "NTLM is blocked",
    "Use Kerberos: connect by name, not by address, or add an exception to the NTLM policy.",
  ],
} as const satisfies CodeWords;

/** The table in another language. */
export type StatusWords = SameCodes<typeof STATUS_WORDS>;

/** All codes of the table, ascending. */
export const STATUS_CODES: readonly number[] = Object.keys(STATUS_WORDS).map(Number);

export function statusIn(words: StatusWords): (code: number) => CodeText | null {
  const find = codesIn(words);
  return (code) => find(code >>> 0);
}

/** Plain words and advice for an NTSTATUS (unsigned), or null when the code is not in the table. */
export const describeStatus = statusIn(STATUS_WORDS);
