import { groupedText } from "../texts.ts";
import type { ChangeFinding } from "./compare-record.ts";

/* What a comparison says in English, in one place. */

export const COMPARE_WORDS = {
  findings: {
    endNowRecorded: "end now recorded",
    endNoLongerRecorded: "end no longer recorded",
    startNowRecorded: "start now recorded",
    startNoLongerRecorded: "start no longer recorded",
    otherUser: "another user",
    otherEnd: "another end",
    otherStart: "another start",
  } satisfies Record<ChangeFinding, string>,
  notTaken: "not taken",
  otherBytes: (now: string, before: string, hash: string, oldHash: string) =>
    `${now} has the name of ${before} and other bytes: SHA-256 ${hash}, before ${oldHash}.`,
  firstOnly: (log: string, computer: string) => `The log ${log} of ${computer} is in the first case only.`,
  inputsGone: (names: string, more: number) =>
    `Only the first was made from ${names}${more === 0 ? "" : ` and ${groupedText(more)} more`}: what these tell is missing in the second.`,
  masked: "One of the two is under aliases: nobody in it has the name he has in the other.",
  settings: (names: string) =>
    `The two were paired with other settings (${names}): sessions may differ for that alone.`,
  engine: (first: string, second: string) =>
    `The first was made by version ${first}, the second by ${second}: sessions may differ for that alone.`,
  partialFirst: "Reading the first was not finished: what was not read is missing in it, and looks added.",
  partialSecond: "Reading the second was not finished: what was not read is missing in it, and looks gone.",
  cleared: (by: string | null) => `the log was cleared${by === null ? "" : ` by ${by}`}`,
  notTold: "it rolled over, was cut or was exported in part; nothing in it says which",
  lost: (log: string, computer: string, from: string, to: string, why: string) =>
    `The log ${log} of ${computer} holds fewer old events than before: those from ${from} to ${to} are gone: ${why}.`,
  counts: (
    sessions: {
      readonly added: number;
      readonly gone: number;
      readonly changed: number;
      readonly same: number;
    },
    failures: { readonly added: number; readonly gone: number; readonly same: number },
  ) =>
    `Sessions: ${some(sessions.added)} added, ${some(sessions.gone)} gone, ${some(sessions.changed)} changed, ${some(sessions.same)} the same. Failed logons: ${some(failures.added)} added, ${some(failures.gone)} gone, ${some(failures.same)} the same.`,
  only: (changes: string) => `only what is ${changes}`,
} as const;

function some(count: number): string {
  return count === 0 ? "none" : groupedText(count);
}

type Plain<Value> = Value extends string
  ? string
  : Value extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { readonly [Name in keyof Value]: Plain<Value[Name]> };
export type CompareWords = Plain<typeof COMPARE_WORDS>;
