import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { Verdict } from "../engine/verdicts.ts";
import type { DamageCode, EndReason, HoleCause, LogonClass } from "../types/names.ts";
import type { Damage, SourceFailure, SourceInfo, SourceNote } from "../types/source.ts";
import { MESSAGE_WORDS, type MessageWords } from "./message-words.ts";

/** Codes of which there is one at most; they read better without a number. */
const SINGLE: ReadonlySet<DamageCode> = new Set(["fileHeader", "truncated"]);

/** Notes a user should hear of without asking. */
const WORTH_SAYING: ReadonlySet<SourceNote> = new Set([
  "noLogonEvents",
  "wideGaps",
  "weakText",
  "weakObjects",
  "roleUnknown",
  "calendarUnknown",
  "zoneAssumed",
  "dateOrderAssumed",
  "encodingAssumed",
  "textUnread",
  "windowEndAssumed",
  "formulaValues",
  "rowsUnread",
]);

export interface SourceMessage {
  /** `error`: nothing was read; `warning`: part of it is damaged; `note`: harmless. */
  readonly level: "error" | "warning" | "note";
  readonly text: string;
}

/**
 * All that is said of inputs, damage and certainty, in the words of a language. `subcategory` names a subcategory of the
 * audit policy in it.
 */
export function messagesIn(words: MessageWords, subcategory: (name: string) => string) {
  /** Why an input gave nothing, as a sentence; null when it was read. */
  function failureText(source: Pick<SourceInfo, "path" | "failure">): string | null {
    return source.failure === null ? null : words.failures[source.failure](source.path);
  }

  /** `3 chunks do not match their check sums (first at byte 69632)`. */
  function damageText({ code, offset, count }: Damage): string {
    const [one, many] = words.damage[code];
    const what = count === 1 ? (SINGLE.has(code) ? one : `1 ${one}`) : `${count} ${many}`;
    return `${what} (${count === 1 ? words.atByte(offset) : words.firstAtByte(offset)})`;
  }

  /** A harmless finding as a sentence. */
  function noteSentence(note: SourceNote): string {
    const text = words.notes[note];
    return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
  }

  /** Why something in a folder was left out, in a few words. */
  function leftOutText(why: SourceFailure): string {
    const known: Readonly<Record<string, string>> = words.leftOut;
    return known[why] ?? words.leftOut.other;
  }

  /** Everything there is to say about an input, worst first. `every` adds the notes that need no action. */
  function sourceMessages(source: SourceInfo, every = false): readonly SourceMessage[] {
    const messages: SourceMessage[] = [];
    const failure = failureText(source);
    if (failure !== null) messages.push({ level: "error", text: failure });
    if (source.damage.length > 0) {
      const damage = source.damage.map(damageText).join("; ");
      messages.push({ level: "warning", text: words.damaged(source.path, damage) });
    }
    for (const note of source.notes) {
      if (!every && !WORTH_SAYING.has(note)) continue;
      messages.push({ level: "note", text: `${source.path}: ${words.notes[note]}.` });
    }
    return messages;
  }

  /** A failure of the program as a sentence. */
  function errorText(code: string): string {
    const known: Readonly<Record<string, string>> = words.errors;
    return Object.hasOwn(known, code) ? known[code]! : words.errors.internal;
  }

  /**
   * The same with what is known of this one: the number that Windows gave, for whoever looks it up, how many were too
   * many, and which file was not saved, and why.
   */
  function errorSentence(error: {
    readonly code: string;
    readonly params: Readonly<Record<string, string | number>>;
  }): string {
    const { exit, count, most, file, reason } = error.params;
    if (
      error.code === "saveFailed" &&
      typeof file === "string" &&
      Object.hasOwn(words.notSaved, reason ?? "")
    )
      return words.notSaved[reason!]!(file);
    const number =
      typeof exit === "number" && exit > 0 && exit < 65_536 ? ` ${words.windowsError(exit)}` : "";
    const found =
      typeof count === "number" && typeof most === "number" ? ` ${words.tooMany(count, most)}` : "";
    return `${errorText(error.code)}${number}${found}`;
  }

  /** What a log can answer, with its times on the zone's clocks. */
  function verdictText({ key, params }: Verdict, zone: Zone): string {
    const format = timeFormat(zone);
    const said = (name: string): string => {
      const value = params[name];
      if (typeof value === "number") return format.full(value) ?? words.someTime;
      if (value === undefined || value === "") return words.someone;
      switch (name) {
        case "subcategory":
          return subcategory(value);
        case "outcome":
          return outcomeText(words, value);
        case "state":
          return value === "on" ? words.states.on : words.states.off;
        default:
          return value;
      }
    };
    const { from, to, why } = params;
    // One that holds for a part of the log only, because the audit policy changed, says for which.
    const isPart = typeof from === "number" && typeof to === "number" && key !== "partialWindow";
    const text =
      key === "dcOnly"
        ? words.dcOnly
        : key === "filtered"
          ? words.doubts[why === "renumbered" || why === "unnumbered" ? why : "filtered"]
          : words.verdicts[key](said, !isPart);
    return isPart ? words.within(said("from"), said("to"), text) : text;
  }

  return {
    failureText,
    damageText,
    noteSentence,
    leftOutText,
    sourceMessages,
    errorText,
    errorSentence,
    verdictText,
    /** How a session ended, in a few words. */
    endReasonText: (reason: EndReason): string => words.endReasons[reason],
    /** Why a span has no evidence. */
    holeText: (cause: HoleCause): string => words.holes[cause],
    /** What is set aside, by class. */
    logonClassText: (name: LogonClass): string => words.classes[name],
    dcOnlyText: words.dcOnly,
    someTimeText: words.someTime,
  };
}
export type Messages = ReturnType<typeof messagesIn>;

/** `success`, `failure` or both, as a change of the audit policy names them. */
function outcomeText({ outcomes }: MessageWords, outcome: string): string {
  if (outcome === "success") return outcomes.success;
  return outcome === "failure" ? outcomes.failure : outcomes.both;
}

/** In English. */
export const MESSAGES = messagesIn(MESSAGE_WORDS, (name) => name);
export const {
  failureText,
  damageText,
  noteSentence,
  leftOutText,
  sourceMessages,
  errorText,
  errorSentence,
  verdictText,
  endReasonText,
  holeText,
  logonClassText,
  dcOnlyText: DC_ONLY_TEXT,
} = MESSAGES;
