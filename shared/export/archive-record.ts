import { type ArchiveFindings, archiveFindings } from "../engine/archive/archive-findings.ts";
import { isoTicks } from "../engine/archive/archive-gaps.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import { timeFormat } from "../engine/time/time-format.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import { CHANNEL_NAMES } from "../types/live-channels.ts";
import { errorSentence } from "./messages.ts";
import { groupedText } from "./texts.ts";

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

const CAUSES: Readonly<Record<ArchiveFindings["trails"][number]["gaps"][number]["cause"], string>> = {
  gap: "the last record known was no longer in the log",
  restarted: "the log counted from the start again",
};
/** Lines of a kind that are said one by one; more of them are counted. */
const MOST = 50;

/** The same in sentences. */
export function archiveFacts(data: CaseData, zone: Zone): readonly string[] {
  const format = timeFormat(zone);
  const time = (text: string) => format.full(isoTicks(text)) ?? "an unknown time";
  return archiveFindings(data.sources).flatMap((found) => {
    const path = (source: number) => data.sources[source]?.path ?? "?";
    const gaps = found.trails.flatMap(({ computer, channel, gaps: own }) =>
      own.map(
        ({ from, to, cause }) =>
          `${computer}, ${CHANNEL_NAMES[channel]}: two runs do not join from ${time(from)} to ${time(to)}, because ${CAUSES[cause]}. Records may be missing there.`,
      ),
    );
    return [
      `Archive ${path(found.source)}: ${groupedText(found.files)} files of ${groupedText(found.trails.length)} logs. ${gaps.length === 0 ? "Every run joins the one before." : `Gaps between runs: ${groupedText(gaps.length)}.`}`,
      ...limited(gaps, "gaps"),
      ...limited(
        found.missing.map((file) => `${file}: the index names it, but it is not among the inputs.`),
        "missing files",
      ),
      ...limited(
        found.altered.map(
          (source) => `${path(source)}: not as it was collected; its bytes were changed since.`,
        ),
        "changed files",
      ),
      ...(found.badLines === 0 ? [] : [`${groupedText(found.badLines)} lines of the index are damaged.`]),
      ...limited(
        found.absent.map(({ asked, channel, at, code, exit }) => {
          const log = channel === null ? "" : `, ${CHANNEL_NAMES[channel]}`;
          const why = errorSentence({ code, params: exit === null ? {} : { exit } });
          return `${asked === "" ? "This machine" : asked}${log}: not had in its last run, ${time(at)}. ${why}`;
        }),
        "computers",
      ),
    ];
  });
}

function limited(sentences: readonly string[], what: string): readonly string[] {
  if (sentences.length <= MOST) return sentences;
  return [...sentences.slice(0, MOST), `${groupedText(sentences.length - MOST)} more ${what}.`];
}
