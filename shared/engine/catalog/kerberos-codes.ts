import type { CodeText } from "./status-codes.ts";

/*
 * Result codes of Kerberos requests (Status of 4768, 4769, 4771) and the kinds of pre-authentication.
 * Sources: RFC 4120 section 7.5.9; Microsoft Learn, events 4768 and 4771.
 */

type Row = readonly [code: number, text: string, advice: string];

const CLOCK_ADVICE = "Set the clocks of client and domain controller (w32tm /resync).";
const NAME_ADVICE = "Check the service principal name (setspn -Q) and DNS.";

const ROWS: readonly Row[] = [
  [0x0, "Success", ""],
  [0x1, "The client's entry has expired", "Check whether the account has expired."],
  [0x2, "The server's entry has expired", "Check whether the service's account has expired."],
  [
    0x6,
    "The user name is not known",
    "Check the spelling. Many unknown names from one address point to guessing.",
  ],
  [0x7, "The service name is not known", NAME_ADVICE],
  [0x8, "The name is not unique", "Find the duplicate service principal name (setspn -X)."],
  [0x9, "The account has no key", "Reset the account's password."],
  [0xb, "The ticket would never be valid", CLOCK_ADVICE],
  [
    0xc,
    "Forbidden by policy",
    "Check logon hours, permitted workstations and whether a smart card is required.",
  ],
  [0xd, "The option cannot be granted", "Check the delegation settings of the account."],
  [
    0xe,
    "The encryption type is not supported",
    "Check the encryption types of account and domain controller.",
  ],
  [
    0x10,
    "The kind of pre-authentication is not supported",
    "Usually a smart card sign-in without a fitting domain controller certificate.",
  ],
  [
    0x12,
    "The credentials are revoked: disabled, expired, locked out, or outside logon hours",
    "Look at the state of the account.",
  ],
  [0x17, "The password has expired", "Change the password, or have it reset."],
  [
    0x18,
    "Wrong password",
    "Type it again. If it repeats by itself, look for a saved old password on the client's address.",
  ],
  [0x19, "Pre-authentication is required (the normal first step)", ""],
  [0x1b, "The service asks for user-to-user authentication", ""],
  [
    0x1f,
    "The integrity check failed",
    "The key does not fit: duplicate service principal name, or a service account whose password was changed.",
  ],
  [0x20, "The ticket has expired (frequent and harmless)", ""],
  [0x21, "The ticket is not yet valid", CLOCK_ADVICE],
  [0x22, "The request is a replay", "Seen with faulty networks; else find out who repeats requests."],
  [0x23, "The ticket is not meant for this service", NAME_ADVICE],
  [0x24, "Ticket and authenticator do not match", NAME_ADVICE],
  [0x25, "The clocks differ too much", CLOCK_ADVICE],
  [0x28, "The message type is wrong", ""],
  [0x29, "The message was changed on its way", "Check the network between client and domain controller."],
  [0x3c, "Generic error", "Look in the System log of the same minute."],
  [0x3e, "The client's certificate is not trusted", "Check the smart card's certificate chain."],
  [0x44, "The request went to the wrong realm", "Check the name of the domain and DNS."],
];

const BY_CODE: ReadonlyMap<number, CodeText> = new Map(
  ROWS.map(([code, text, advice]) => [code, { text, advice }]),
);

/** All codes of the table, ascending. */
export const KERBEROS_CODES: readonly number[] = ROWS.map(([code]) => code);

/** Plain words and advice for a Kerberos result, or null when the code is not in the table. */
export function describeKerberos(code: number): CodeText | null {
  return BY_CODE.get(code) ?? null;
}

const PRE_AUTHENTICATION: Readonly<Record<number, string>> = {
  0: "none",
  2: "encrypted timestamp (password)",
  11: "encryption type information",
  15: "certificate or smart card",
  16: "certificate or smart card",
  17: "certificate or smart card",
  19: "encryption type information",
  138: "armoured (FAST)",
};

/** Words for PreAuthType of 4768 and 4771; null for a number that is not in the table. */
export function describePreAuthentication(type: number): string | null {
  return Object.hasOwn(PRE_AUTHENTICATION, type) ? PRE_AUTHENTICATION[type]! : null;
}
