import { computerNames } from "../engine/reports/names-of.ts";
import { put } from "../engine/reports/sorted.ts";
import { type TimeFormat, timeFormat } from "../engine/time/time-format.ts";
import { judgeCase, type Verdict } from "../engine/verdicts.ts";
import type { CaseData, LogHole } from "../types/case.ts";
import { CONFIDENCES } from "../types/names.ts";
import type { ReportName } from "../types/report.ts";
import { MESSAGES, type Messages } from "./messages.ts";
import type { ReportExport, ReportOptionValues } from "./report-record.ts";
import { REPORT_TEXTS, type ReportTexts, reportTitle } from "./report-texts.ts";
import { REPORT_WORDS, type ReportWords } from "./report-words.ts";
import { zoneText } from "./table-views.ts";

/** Gaps, verdicts and sources told one by one; more are a number. */
const MOST_TOLD = 10;

/** What was asked, in one line: the report, its window, its filter. */
export function reportHeading({ report, from, to, at, filter }: ReportExport, format: TimeFormat): string {
  if (report.name === "who") return `${reportTitle("who")} at ${format.full(at)}`;
  const begin = format.full(from);
  const end = format.full(to);
  const window =
    begin === null && end === null
      ? ""
      : begin === null
        ? `, before ${end}`
        : end === null
          ? `, from ${begin}`
          : `, from ${begin} to ${end}`;
  const chosen = filter === "" ? "" : `, filter ${filter}`;
  return `${reportTitle(report.name)}${window}${chosen}`;
}

/** What was asked beside window and filter, and all that the logs cover where no window was asked. */
export function questionSentences({
  data,
  report,
  zone,
  from,
  to,
  options,
}: ReportExport): readonly string[] {
  const sentences = optionSentences(report.name, options);
  if (report.name === "who" || !(Number.isNaN(from) && Number.isNaN(to))) return sentences;
  const reach = data.computers.filter(({ oldest, newest }) => oldest <= newest);
  if (reach.length === 0) return sentences;
  const format = timeFormat(zone);
  const oldest = format.full(
    reach.reduce((first, each) => (each.oldest < first.oldest ? each : first)).oldest,
  );
  const newest = format.full(reach.reduce((last, each) => (each.newest > last.newest ? each : last)).newest);
  return [`No window was asked: all of the logs, which run from ${oldest} to ${newest}.`, ...sentences];
}

function optionSentences(name: ReportName, options: ReportOptionValues): readonly string[] {
  switch (name) {
    case "out-of-hours": {
      const hours = options.calendar === null ? "Monday to Friday, 7 to 19" : `those of ${options.calendar}`;
      return [`Working hours: ${hours}, on the clocks of ${options.calendarZone}.`];
    }
    case "counts":
      return [`Counted by ${options.by}.`];
    case "dormant":
      return [
        `Asked for accounts that were not used for ${options.days} days.`,
        ...(options.accounts === null ? [] : [`Accounts: those of ${options.accounts}.`]),
      ];
    case "d365":
      return options.at === null ? [] : [`What counts as today: ${options.at}.`];
    default:
      return [];
  }
}

/** What an answer says of its evidence in the words of a language. */
export function evidenceIn(words: ReportWords, messages: Messages, texts: ReportTexts) {
  /** How sure the ends are that an answer stands on, in one sentence; null where no session stands behind it. */
  function confidenceText({ report }: ReportExport): string | null {
    const ends = CONFIDENCES.filter((confidence) => report.confidence[confidence] > 0);
    if (ends.length === 0) return null;
    const counted = ends.map(
      (confidence) => `${words.grouped(report.confidence[confidence])} ${words.sure[confidence]}`,
    );
    return words.ends(counted.join(", "));
  }

  /**
   * What an answer cannot tell, as sentences: logs that do not reach, gaps, what was not recorded, and what no such report
   * can know. Texts of logs stand in it as they are.
   */
  function caveatSentences(input: ReportExport): readonly string[] {
    const { data, report, zone, from } = input;
    const format = timeFormat(zone);
    const notCovered = report.name === "who" ? words.notCoveredMoment : words.notCovered;
    return [
      ...told(report.notCovered, ({ name, oldest, newest }) =>
        notCovered(name, format.full(oldest) ?? "?", format.full(newest) ?? "?"),
      ),
      ...told(report.holes, gapSentences(computerNames(data), format)),
      ...told(verdictSentences(judgeCase(data, from), input), (sentence) => sentence),
      ...report.caveats.map(texts.caveatText),
    ];
  }

  /** Which logs an answer was made from. */
  function sourceSentences({ sources }: CaseData): readonly string[] {
    return told(sources, ({ path, sha256, failure }) =>
      failure === null ? words.source(path, sha256) : words.sourceUnread(path),
    );
  }

  /**
   * Verdicts of each computer. A policy that changes often would fill the page with one sentence a change and tell nothing
   * new after the first: where there are several, they are one sentence with their number and time.
   */
  function verdictSentences(verdicts: readonly Verdict[], { zone }: ReportExport): readonly string[] {
    const format = timeFormat(zone);
    const changes = new Map<string, Verdict[]>();
    for (const verdict of verdicts)
      if (verdict.key === "policyChanged") put(changes, verdict.computer, verdict);
    const said = new Set<string>();
    return verdicts.flatMap((verdict) => {
      const { key, computer } = verdict;
      // A log that answers all is no caveat; one that was cleared is told as a gap.
      if (key === "full" || key === "cleared") return [];
      const own = changes.get(computer) ?? [];
      if (key !== "policyChanged" || own.length === 1)
        return [`${computer}: ${messages.verdictText(verdict, zone)}`];
      if (said.has(computer)) return [];
      said.add(computer);
      const times = own.map(({ params: { time } }) => Number(time)).filter((time) => !Number.isNaN(time));
      const first = format.full(Math.min(...times));
      const last = format.full(Math.max(...times));
      const often = words.grouped(own.length);
      return [
        first === last
          ? words.policyChangedAt(computer, often, first ?? "?")
          : words.policyChangedBetween(computer, often, first ?? "?", last ?? "?"),
      ];
    });
  }

  function told<Item>(items: readonly Item[], sentence: (item: Item) => string): readonly string[] {
    const sentences = items.slice(0, MOST_TOLD).map((item) => sentence(item));
    return items.length > MOST_TOLD
      ? [...sentences, words.more(words.grouped(items.length - MOST_TOLD))]
      : sentences;
  }

  /** Makes sentences of gaps, which name a computer as its log does. */
  function gapSentences(nameOf: (computer: string) => string, format: TimeFormat): (hole: LogHole) => string {
    return ({ computer, channel, from, to, cause }) => {
      const [begin, end] = [format.full(from) ?? "?", format.full(to) ?? "?"];
      const [name, why] = [nameOf(computer), messages.holeText(cause)];
      if (begin !== end) return words.gap(channel, name, begin, end, why);
      return cause === "cleared"
        ? words.gapBefore(channel, name, end, why)
        : words.gapAt(channel, name, end, why);
    };
  }

  return { confidenceText, caveatSentences, sourceSentences };
}

/** In English. */
export const { confidenceText, caveatSentences, sourceSentences } = evidenceIn(
  REPORT_WORDS,
  MESSAGES,
  REPORT_TEXTS,
);

/** All that an answer says of itself, for a file whose form has no place for it. */
export function* aboutReport(input: ReportExport): Generator<string> {
  const { data, zone } = input;
  yield `${reportHeading(input, timeFormat(zone))}, times in ${zoneText(zone, data)}`;
  yield* questionSentences(input);
  yield* sourceSentences(data);
  yield `Made by Logonscope ${data.engine}${data.partial ? "; reading was not finished" : ""}`;
  const confidence = confidenceText(input);
  if (confidence !== null) yield confidence;
  yield* caveatSentences(input);
}
