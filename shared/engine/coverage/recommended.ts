import { subcategoryGuid } from "../../types/policy.ts";

/*
 * Settings recommended by Microsoft ("Audit Policy Recommendations" and the pages of the subcategories), as far as
 * logons need them. The general set leaves Logoff out, which is the usual reason for sessions without an end.
 */

/** Whether an outcome should be audited; `maybe` where the page leaves it to the number of events. */
export type Advice = "yes" | "no" | "maybe";

export interface Advised {
  readonly success: Advice;
  readonly failure: Advice;
}

export const ROLES = ["domainController", "memberServer", "workstation"] as const;
export type Role = (typeof ROLES)[number];

export const LEVELS = ["general", "stronger"] as const;
export type Level = (typeof LEVELS)[number];

export interface Recommendation {
  readonly guid: string;
  /** Last two digits of the first part of the GUID, as in the table below. */
  readonly pair: number;
  readonly by: Readonly<Record<Role, Readonly<Record<Level, Advised>>>>;
}

const WORDS: Readonly<Record<string, Advice>> = { Y: "yes", N: "no", "?": "maybe" };

/** `YN YN`: success and failure, general and stronger. */
function levels(text: string): Readonly<Record<Level, Advised>> {
  const advised = (at: number): Advised => ({ success: WORDS[text[at]!]!, failure: WORDS[text[at + 1]!]! });
  return { general: advised(0), stronger: advised(3) };
}

/** Domain controller, member server, workstation. */
const ROWS: readonly (readonly [pair: number, controller: string, server: string, station: string])[] = [
  [0x15, "YY YY", "YY YY", "YY YY"], // Logon
  [0x16, "NN YN", "NN YN", "NN YN"], // Logoff
  [0x1b, "YN YN", "YN YN", "YN YN"], // Special Logon
  [0x1c, "YY YY", "YY YY", "YY YY"], // Other Logon/Logoff Events
  [0x17, "NY NY", "NY NY", "NY NY"], // Account Lockout
  [0x3f, "?Y YY", "YY YY", "YY YY"], // Credential Validation
  [0x42, "YY YY", "NN NN", "NN NN"], // Kerberos Authentication Service
  [0x40, "?Y YY", "NN NN", "NN NN"], // Kerberos Service Ticket Operations
  [0x2f, "YN YN", "YN YN", "YN YN"], // Audit Policy Change
  [0x10, "YN YN", "YN YN", "YN YN"], // Security State Change
  [0x35, "YY YY", "YY YY", "YY YY"], // User Account Management
];

export const RECOMMENDATIONS: readonly Recommendation[] = ROWS.map(([pair, controller, server, station]) => ({
  guid: subcategoryGuid(0x0cce9200 + pair),
  pair,
  by: {
    domainController: levels(controller),
    memberServer: levels(server),
    workstation: levels(station),
  },
}));

/** Whether the same is recommended for two roles. */
export function isSameAdvice(by: Recommendation["by"], a: Role, b: Role): boolean {
  return LEVELS.every(
    (level) => by[a][level].success === by[b][level].success && by[a][level].failure === by[b][level].failure,
  );
}

/** Turns on what is missing of one subcategory and nothing off; null when nothing is missing. */
export function setCommand(guid: string, success: boolean, failure: boolean): string | null {
  if (!success && !failure) return null;
  const parts = [success ? " /success:enable" : "", failure ? " /failure:enable" : ""];
  // Quotes, because PowerShell takes bare braces for a block.
  return `auditpol /set /subcategory:"${guid}"${parts.join("")}`;
}
