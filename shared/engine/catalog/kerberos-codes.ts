import { type CodeText, type CodeWords, codesIn, type SameCodes } from "./code-words.ts";

/*
 * Result codes of Kerberos requests (Status of 4768, 4769, 4771) and the kinds of pre-authentication.
 * Sources: RFC 4120 section 7.5.9; Microsoft Learn, events 4768 and 4771.
 */

const CLOCK_ADVICE = "Set the clocks of client and domain controller (w32tm /resync).";
const NAME_ADVICE = "Check the service principal name (setspn -Q) and DNS.";

/** Text and advice of each code. */
export const KERBEROS_WORDS = {
  0: ["Success", ""],
  1: ["The client's entry has expired", "Check whether the account has expired."],
  2: ["The server's entry has expired", "Check whether the service's account has expired."],
  6: [
    "The user name is not known",
    "Check the spelling. Many unknown names from one address point to guessing.",
  ],
  7: ["The service name is not known", NAME_ADVICE],
  8: ["The name is not unique", "Find the duplicate service principal name (setspn -X)."],
  9: ["The account has no key", "Reset the account's password."],
  11: ["The ticket would never be valid", CLOCK_ADVICE],
  12: [
    "Forbidden by policy",
    "Check logon hours, permitted workstations and whether a smart card is required.",
  ],
  13: ["The option cannot be granted", "Check the delegation settings of the account."],
  14: [
    "The encryption type is not supported",
    "Check the encryption types of account and domain controller.",
  ],
  16: [
    "The kind of pre-authentication is not supported",
    "Usually a smart card sign-in without a fitting domain controller certificate.",
  ],
  18: [
    "The credentials are revoked: disabled, expired, locked out, or outside logon hours",
    "Look at the state of the account.",
  ],
  23: ["The password has expired", "Change the password, or have it reset."],
  24: [
    "Wrong password",
    "Type it again. If it repeats by itself, look for a saved old password on the client's address.",
  ],
  25: ["Pre-authentication is required (the normal first step)", ""],
  27: ["The service asks for user-to-user authentication", ""],
  31: [
    "The integrity check failed",
    "The key does not fit: duplicate service principal name, or a service account whose password was changed.",
  ],
  32: ["The ticket has expired (frequent and harmless)", ""],
  33: ["The ticket is not yet valid", CLOCK_ADVICE],
  34: ["The request is a replay", "Seen with faulty networks; else find out who repeats requests."],
  35: ["The ticket is not meant for this service", NAME_ADVICE],
  36: ["Ticket and authenticator do not match", NAME_ADVICE],
  37: ["The clocks differ too much", CLOCK_ADVICE],
  40: ["The message type is wrong", ""],
  41: ["The message was changed on its way", "Check the network between client and domain controller."],
  60: ["Generic error", "Look in the System log of the same minute."],
  62: ["The client's certificate is not trusted", "Check the smart card's certificate chain."],
  68: ["The request went to the wrong realm", "Check the name of the domain and DNS."],
} as const satisfies CodeWords;

/** The table in another language. */
export type KerberosWords = SameCodes<typeof KERBEROS_WORDS>;

/** All codes of the table, ascending. */
export const KERBEROS_CODES: readonly number[] = Object.keys(KERBEROS_WORDS).map(Number);

export function kerberosIn(words: KerberosWords): (code: number) => CodeText | null {
  return codesIn(words);
}

/** Plain words and advice for a Kerberos result, or null when the code is not in the table. */
export const describeKerberos = kerberosIn(KERBEROS_WORDS);

export const PRE_AUTHENTICATION_WORDS = {
  0: "none",
  2: "encrypted timestamp (password)",
  11: "encryption type information",
  15: "certificate or smart card",
  16: "certificate or smart card",
  17: "certificate or smart card",
  19: "encryption type information",
  138: "armoured (FAST)",
};

/** The table in another language. */
export type PreAuthenticationWords = Readonly<Record<keyof typeof PRE_AUTHENTICATION_WORDS, string>>;

export function preAuthenticationIn(words: PreAuthenticationWords): (type: number) => string | null {
  const byType = new Map(Object.entries(words));
  return (type) => byType.get(String(type)) ?? null;
}

/** Words for PreAuthType of 4768 and 4771; null for a number that is not in the table. */
export const describePreAuthentication = preAuthenticationIn(PRE_AUTHENTICATION_WORDS);
