import type { LogChange } from "../../engine/compare/compare-logs.ts";
import { type TimeFormat, timeFormat } from "../../engine/time/time-format.ts";
import type { ChangeFinding, Comparison } from "./compare-record.ts";
import { COMPARE_WORDS, type CompareWords } from "./compare-words.ts";

export function findingText(finding: ChangeFinding): string {
  return COMPARE_WORDS.findings[finding];
}

/** What has to be said of the whole comparison, worst first. Files are in the words of the command line. */
export function compareSentences(
  { input, inputs, logs, made }: Pick<Comparison, "input" | "inputs" | "logs" | "made">,
  words: CompareWords = COMPARE_WORDS,
): readonly string[] {
  const format = timeFormat(input.zone);
  return [
    ...logs.flatMap((log) => (log.lost === null ? [] : [lostText(log, format, words)])),
    ...inputs.flatMap(({ state, a, b }) =>
      state === "changed" && a !== null && b !== null
        ? [words.otherBytes(b.path, a.path, b.sha256 ?? words.notTaken, a.sha256 ?? words.notTaken)]
        : [],
    ),
    ...logs.flatMap(({ computer, channel, a, b }) =>
      a !== null && b === null ? [words.firstOnly(channel, computer)] : [],
    ),
    ...goneText(inputs, words),
    ...(input.a.partial ? [words.partialFirst] : []),
    ...(input.b.partial ? [words.partialSecond] : []),
    ...(made.masked ? [words.masked] : []),
    ...(made.settings.length === 0 ? [] : [words.settings(made.settings.join(", "))]),
    ...(made.engine ? [words.engine(input.a.engine, input.b.engine)] : []),
  ];
}

/** Inputs that are named when they are gone. */
const MOST_NAMED = 5;

function goneText(inputs: Comparison["inputs"], words: CompareWords): readonly string[] {
  const gone = inputs.flatMap(({ state, a }) => (state === "gone" && a !== null ? [a.path] : []));
  if (gone.length === 0) return [];
  return [words.inputsGone(gone.slice(0, MOST_NAMED).join(", "), Math.max(0, gone.length - MOST_NAMED))];
}

function lostText(
  { computer, channel, lost, b }: LogChange,
  format: TimeFormat,
  words: CompareWords,
): string {
  if (lost === null || b === null) return "";
  const why = lost.cause === "cleared" ? words.cleared(lost.by) : words.notTold;
  return words.lost(channel, computer, format.full(lost.from) ?? "?", format.full(lost.to) ?? "?", why);
}

/** `Sessions: 3 added, 1 gone, 2 changed, 40 the same. Failed logons: 5 added, none gone, 7 the same.` */
export function countsSentence(
  { counts }: Pick<Comparison, "counts">,
  words: CompareWords = COMPARE_WORDS,
): string {
  return words.counts(counts.sessions, counts.failures);
}
