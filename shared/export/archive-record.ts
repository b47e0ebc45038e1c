import { archiveFindings } from "../engine/archive/archive-findings.ts";
import { isoTicks } from "../engine/archive/archive-gaps.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import { CHANNEL_NAMES } from "../types/live-channels.ts";
import { COVERAGE_WORDS, type CoverageWords } from "./coverage-words.ts";
import { MESSAGES, type Messages } from "./messages.ts";

/** The block `archives` of a coverage answer: what scheduled runs collected, and where two of them do not join. */
export function archiveRecords(data: CaseData) {
  return archiveFindings(data.sources).map((found) => ({
    source: found.source,
    files: found.files,
    missing: found.missing,
    altered: found.altered,
    damagedLines: found.badLines,
    logs: found.trails.map(({ channel, asked, from, to, lookedAt, gaps, ...trail }) => ({
      computer: trail.computer,
      channel: CHANNEL_NAMES[channel],
      askedAs: asked,
      files: trail.files,
      records: trail.records,
      from: iso(from),
      to: iso(to),
      lookedAt: iso(lookedAt),
      brokeOff: trail.partial,
      gaps: gaps.map((gap) => ({ from: iso(gap.from), to: iso(gap.to), cause: gap.cause })),
    })),
    failed: found.absent.map(({ asked, channel, at, code, exit }) => ({
      asked,
      channel: channel === null ? null : CHANNEL_NAMES[channel],
      time: iso(at),
      code,
      exit,
    })),
  }));
}

function iso(text: string): string | null {
  return ticksToIso(isoTicks(text));
}

/** Lines of a kind that are said one by one; more of them are counted. */
const MOST = 50;

/** The same in sentences, in the words of a language. */
export function archiveFactsIn(
  words: CoverageWords,
  messages: Messages,
): (data: CaseData, zone: Zone) => readonly string[] {
  const limited = (sentences: readonly string[], more: (more: string) => string): readonly string[] =>
    sentences.length <= MOST
      ? sentences
      : [...sentences.slice(0, MOST), more(words.grouped(sentences.length - MOST))];

  return (data, zone) => {
    const format = timeFormat(zone);
    const time = (text: string) => format.full(isoTicks(text)) ?? words.someTime;
    const path = (source: number) => data.sources[source]?.path ?? "?";
    return archiveFindings(data.sources).flatMap((found) => {
      const gaps = found.trails.flatMap(({ computer, channel, gaps: own }) =>
        own.map(({ from, to, cause }) =>
          words.archiveGap(
            `${computer}, ${CHANNEL_NAMES[channel]}`,
            time(from),
            time(to),
            words.archiveCauses[cause],
          ),
        ),
      );
      const absent = found.absent.map(({ asked, channel, at, code, exit }) => {
        const log = channel === null ? "" : `, ${CHANNEL_NAMES[channel]}`;
        const why = messages.errorSentence({ code, params: exit === null ? {} : { exit } });
        return words.archiveAbsent(`${asked === "" ? words.thisMachine : asked}${log}`, time(at), why);
      });
      return [
        words.archive(
          path(found.source),
          words.grouped(found.files),
          words.grouped(found.trails.length),
          gaps.length === 0 ? null : words.grouped(gaps.length),
        ),
        ...limited(gaps, words.archiveMore.gaps),
        ...limited(found.missing.map(words.archiveMissing), words.archiveMore.missing),
        ...limited(
          found.altered.map((source) => words.archiveAltered(path(source))),
          words.archiveMore.altered,
        ),
        ...(found.badLines === 0 ? [] : [words.archiveBadLines(words.grouped(found.badLines))]),
        ...limited(absent, words.archiveMore.absent),
      ];
    });
  };
}

/** In English. */
export const archiveFacts = archiveFactsIn(COVERAGE_WORDS, MESSAGES);
