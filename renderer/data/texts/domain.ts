import { DC_ONLY_TEXT } from "../../../shared/export/messages.ts";
import { spoken } from "../language.ts";
import { counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  lanes: "Authentications",
  /** The line of the summary, and what it lists. */
  line: (controllers: number, facts: string) =>
    `${counted(controllers, "domain controller")}: ${facts}. ${DC_ONLY_TEXT}`,
  authentications: (n: number, users: number) =>
    `${counted(n, "authentication")} of ${counted(users, "user")}`,
  attempts: (n: number) =>
    `${counted(n, "refused attempt")} in all logs (what several logs tell of one attempt counts once)`,
  lockouts: (n: number) => counted(n, "lockout"),
  /** Wherever somebody might read a length of stay into it. */
  dcOnly: DC_ONLY_TEXT,
  seen: "Authenticated",
  refused: "Refused",
  locked: "Locked out",
  /** A mark: what happened, by whom or to whom, from where. */
  byController: (what: string, controller: string) => `${what} by ${controller}`,
  ofUser: (what: string, user: string) => `${what} ${user}`,
  from: (mark: string, place: string) => `${mark} from ${place}`,
  inferred: (mark: string, name: string) => `${mark} (${name}, inferred from its address)`,
  legend: {
    seen: "a domain controller authenticated the user: when, not how long",
    refused: "a domain controller refused the user",
    locked: "the account was locked out",
  },
  marks: {
    seen: (n: number) => counted(n, "authentication"),
    turnedAway: (n: number) =>
      counted(n, "refusal by a domain controller", "refusals by a domain controller"),
    lockedOut: (n: number) => counted(n, "lockout"),
  },
} as const;

/** Words about what domain controllers tell. */
export const DOMAIN_TEXTS = spoken("domain", ENGLISH);
export type DomainTexts = Spoken<typeof ENGLISH>;
