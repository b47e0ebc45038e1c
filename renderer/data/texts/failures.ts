import type { FailureGrouping } from "../../../shared/engine/failure-groups.ts";
import { spoken } from "../language.ts";
import { count, counted, listed } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  label: "Failed sign-ins",
  group: {
    label: "Group by",
    none: "Not grouped",
    account: "Account",
    source: "Source",
    reason: "Reason",
  } satisfies Record<FailureGrouping | "label" | "none", string>,
  openAll: "Open all",
  closeAll: "Close all",
  noSource: "no source recorded",
  times: (failures: number) => counted(failures, "refusal"),
  accounts: (accounts: number) => counted(accounts, "account"),
  sources: (sources: number) => counted(sources, "source"),
  reasons: (reasons: number) => counted(reasons, "reason"),
  followed: (failures: number) => `${count(failures)} followed by a sign-in`,
  followedTitle: "The same account signed in on the same computer within ten minutes after.",
  tryThis: "What to try:",
  signedIn: "signed in soon after",
  run: { burst: "burst", spray: "spray", both: "burst, spray" },
  findings: {
    title: "Bursts, sprays and lockouts",
    toggle: (found: number) => `Bursts, sprays and lockouts (${count(found)})`,
    reading: "Bursts and sprays are looked for once everything is read.",
    making: "Looking for bursts and sprays…",
    failed: "Bursts and sprays could not be looked for.",
    stopped: "Looking for bursts and sprays was stopped.",
    again: "Try again",
    none: "No burst and no spray: never five refusals of one account or one source within ten minutes, nor ten accounts from one source within thirty.",
    meaning:
      "A burst is five refusals or more of one account or from one source within ten minutes; a spray is ten accounts or more from one source within thirty. The same attempt in several logs counts once.",
    more: (left: number) => `Show ${count(left)} more`,
    fewer: "Show fewer",
    show: "Show these refusals",
    burst: "Burst",
    spray: "Spray",
    attempts: (attempts: number) => counted(attempts, "attempt"),
    on: (account: string) => `on ${account}`,
    onMany: (accounts: number) => `on ${counted(accounts, "account")}`,
    from: (source: string) => `from ${source}`,
    fromUnknown: "from several sources, or none that was recorded",
    fromTo: (from: string, to: string) => `${from} to ${to}`,
    signedIn: (account: string, time: string) => `${account} then signed in, ${time}`,
  },
  lockouts: {
    locked: "Locked out",
    by: (caller: string) => `caused from ${caller}`,
    noCaller: "the record names no computer that caused it",
    before: (failures: number, sources: readonly string[]) =>
      `${counted(failures, "refusal")} in the 30 minutes before${
        sources.length === 0 ? "" : `, from ${listed(sources)}`
      }`,
    noneBefore: "no refusal in these logs in the 30 minutes before",
    unlocked: (time: string, by: string) => `unlocked ${time}${by === "" ? "" : ` by ${by}`}`,
    show: "Show the refusals of this account",
  },
  member: {
    refused: (accounts: string, times: number) =>
      `Refused ${times === 1 ? "once" : `${count(times)} times`} because the account was locked out: ${accounts}. What locked it is not in these logs: a domain records it (event 4740) on its domain controllers, with the computer it came from.`,
    quiet: (domains: string) =>
      `No lockout is in these logs. Those of accounts of ${domains} are recorded (event 4740) on its domain controllers, not here.`,
    add: "Add the Security log of a domain controller…",
    andMore: (accounts: number) => `${count(accounts)} more`,
  },
} as const;

/** What the view of failed sign-ins says. */
export const FAILURES = spoken("failures", ENGLISH);
export type FailureTexts = Spoken<typeof ENGLISH>;
