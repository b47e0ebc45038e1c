import { DC_ONLY_TEXT } from "../../../shared/export/messages.ts";

/** Words about what domain controllers tell. */
export const DOMAIN_TEXTS = {
  lanes: "Authentications",
  of: "of",
  controllers: ["domain controller", "domain controllers"],
  attempts: ["refused attempt", "refused attempts"],
  once: "in all logs (what several logs tell of one attempt counts once)",
  /** Wherever somebody might read a length of stay into it. */
  dcOnly: DC_ONLY_TEXT,
  seen: "Authenticated",
  refused: "Refused",
  locked: "Locked out",
  by: "by",
  from: "from",
  inferred: "inferred from its address",
  legend: {
    seen: "a domain controller authenticated the user: when, not how long",
    refused: "a domain controller refused the user",
    locked: "the account was locked out",
  },
  marks: {
    seen: ["authentication", "authentications"],
    turnedAway: ["refusal by a domain controller", "refusals by a domain controller"],
    lockedOut: ["lockout", "lockouts"],
  },
} as const;
