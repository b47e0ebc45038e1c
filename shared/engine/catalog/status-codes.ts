/*
 * Why a logon was refused: NTSTATUS codes of 4625 (Status, SubStatus) and 4776 (Status).
 * Sources: Microsoft Learn, events 4625 and 4776; [MS-ERREF] 2.3.1 for the codes.
 */

/** What a code means, and what to try. Both are sentences that a helpdesk can read out. */
export interface CodeText {
  readonly text: string;
  /** Empty when there is nothing to do. */
  readonly advice: string;
}

type Row = readonly [code: number, text: string, advice: string];

const TRUST_ADVICE =
  "Repair the computer's trust with the domain: Test-ComputerSecureChannel -Repair, or leave and join the domain.";
const REACH_ADVICE = "Check the network, name resolution (DNS) and that a domain controller is running.";
const CARD_ADVICE = "Check the card, its certificate and the domain controller's certificate.";

const ROWS: readonly Row[] = [
  [0x0, "No error", ""],
  [0xc0000022, "Access denied", "Check the account's rights on this computer."],
  [0xc000005e, "No logon server could be reached", REACH_ADVICE],
  [0xc000005f, "The logon session does not exist", "Sign out and in again."],
  [
    0xc0000064,
    "The user name does not exist",
    "Check the spelling and the domain. Many names from one address in a short time point to guessing.",
  ],
  [
    0xc000006a,
    "Wrong password",
    "Type it again, check the keyboard layout and Caps Lock. If it repeats by itself, look for a saved old password: a phone, a mapped drive, a task or a service.",
  ],
  [0xc000006c, "The password breaks the password policy", "Choose a password that meets the policy."],
  [
    0xc000006d,
    "Wrong user name or credentials",
    "Check the user name and the password. If both are right, check the clock and the allowed NTLM level.",
  ],
  [
    0xc000006e,
    "An account restriction forbids the sign-in",
    "Look at the account's restrictions: an empty password over the network, permitted hours, permitted workstations.",
  ],
  [
    0xc000006f,
    "Outside the permitted logon hours",
    "Sign in within the permitted hours, or change the account's logon hours.",
  ],
  [
    0xc0000070,
    "The user may not sign in to this workstation",
    "Add this computer to the account's list of workstations (Log On To).",
  ],
  [0xc0000071, "The password has expired", "Change the password, or have it reset."],
  [0xc0000072, "The account is disabled", "Have the account enabled if the person should still have access."],
  [
    0xc000009a,
    "The computer was short of resources",
    "Check memory and disk space of the computer, then try again.",
  ],
  [
    0xc00000bb,
    "The request is not supported",
    "Check that client and server agree on the authentication method.",
  ],
  [
    0xc00000dc,
    "The account database was in the wrong state",
    "Often seen while a server starts or stops: try again, then check the server.",
  ],
  [0xc00000e5, "Internal error", "Try again. If it repeats, look in the System log of the same minute."],
  [
    0xc0000133,
    "The clock differs too much from the domain controller's",
    "Set the clock (w32tm /resync) and check the time source.",
  ],
  [
    0xc000015b,
    "This kind of sign-in is not granted on this computer",
    "Grant the right (sign in locally, through Remote Desktop, from the network) or add the user to the right group, for instance Remote Desktop Users.",
  ],
  [0xc000018a, "The computer has no trust secret", TRUST_ADVICE],
  [0xc000018b, "The computer account is missing or its trust is broken", TRUST_ADVICE],
  [0xc000018c, "The trust with the trusted domain failed", "Check the trust between the two domains."],
  [0xc000018d, "The trust between this computer and the domain failed", TRUST_ADVICE],
  [0xc0000190, "A trust failed", "Check the trust between the domains, and this computer's trust."],
  [0xc0000192, "The Netlogon service was not started", "Start the Netlogon service on this computer."],
  [0xc0000193, "The account has expired", "Extend the account if the person should still have access."],
  [
    0xc0000198,
    "An inter-domain trust account was used to sign in",
    "Such accounts cannot sign in: find out what used it.",
  ],
  [
    0xc0000199,
    "A computer account was used to sign in",
    "Such accounts cannot sign in here: find out what used it.",
  ],
  [
    0xc000019a,
    "A server trust account was used to sign in",
    "Such accounts cannot sign in here: find out what used it.",
  ],
  [0xc0000203, "The session was deleted", "Sign out, connect again."],
  [
    0xc0000224,
    "The password must be changed first",
    "Change the password at the first sign-in. Over Remote Desktop with network-level authentication this is not possible: use the console or have it reset.",
  ],
  [0xc0000225, "Not found (a known, harmless defect)", ""],
  [0xc0000233, "No domain controller was found", REACH_ADVICE],
  [
    0xc0000234,
    "The account is locked out",
    "Wait or have it unlocked, and find the device that still uses an old password.",
  ],
  [0xc00002ee, "An error happened during the sign-in", "Try again. If it repeats, look at the detail code."],
  [0xc0000320, "Smart card: the public-key logon failed", CARD_ADVICE],
  [
    0xc0000371,
    "The computer holds no secret for the account",
    "Sign in once while a domain controller can be reached.",
  ],
  [0xc0000380, "Smart card: wrong PIN", "Type the PIN again: after a few failures the card is blocked."],
  [0xc0000381, "Smart card: the card is blocked", "Have the card unblocked."],
  [
    0xc0000388,
    "A downgrade of the security was detected",
    "The domain controller could not be reached safely: check network and clock, then try again.",
  ],
  [
    0xc0000413,
    "The authentication firewall forbids the account here",
    "Grant the account the right Allowed to authenticate on this computer (selective authentication of the trust).",
  ],
  [
    0xc0000418,
    "NTLM is blocked",
    "Use Kerberos: connect by name, not by address, or add an exception to the NTLM policy.",
  ],
];

const BY_CODE: ReadonlyMap<number, CodeText> = new Map(
  ROWS.map(([code, text, advice]) => [code, { text, advice }]),
);

/** All codes of the table, ascending. */
export const STATUS_CODES: readonly number[] = ROWS.map(([code]) => code);

/** Plain words and advice for an NTSTATUS (unsigned), or null when the code is not in the table. */
export function describeStatus(code: number): CodeText | null {
  return BY_CODE.get(code >>> 0) ?? null;
}
