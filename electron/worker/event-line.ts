import { EventClassifier } from "../../shared/engine/catalog/event-classifier.ts";
import { decimalId } from "../../shared/export/texts.ts";
import { treeToFullRecord } from "../../shared/readers/event-text.ts";
import type { EventNode } from "../../shared/readers/event-tree.ts";
import { ConvertedView } from "../../shared/readers/evt/converted-view.ts";
import { modernEvent } from "../../shared/readers/evt/legacy-tree.ts";
import { EVENT_KINDS, KIND } from "../../shared/types/event-table.ts";
import type { FullRecord } from "../../shared/types/full-record.ts";
import type { RecordView } from "../../shared/types/record-view.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import type { SkippedJson, SkippedSurvey } from "./skipped-survey.ts";

/** Makes the JSON line of a record; null for one that is not asked for. */
export type MakeLine = (source: number, tree: EventNode, recovered: boolean) => string | null;

/**
 * Makes what stands in front of the members in the line of a record; null for a record that is not asked for, `tree` for
 * one whose line takes more than a front.
 */
export type MakeHead = (record: RecordView) => Uint8Array | "tree" | null;

const encoder = new TextEncoder();

/** Fronts of lines as `fullLine` writes them. */
export function fullHead(source: number): MakeHead {
  const head = encoder.encode(`"source":${source},`);
  return () => head;
}

/** Fronts of lines as `normalisedLines` writes them; `strings` are those of the reader. */
export function normalisedHead(source: number, strings: StringTable, survey: SkippedSurvey | null): MakeHead {
  const classifier = new EventClassifier(strings);
  const converted = new ConvertedView(strings);
  const heads = EVENT_KINDS.map((kind) => encoder.encode(`"source":${source},"kind":"${kind}",`));
  return (record) => {
    if (converted.of(record) !== record) return "tree";
    const kind = classifier.kind(record.channel, record.provider, record.eventId);
    if (kind === KIND.none) return null;
    const { recordIdLow: low, recordIdHigh: high, computer, channel } = record;
    const skipped = survey?.mayHave(low)
      ? survey.of(decimalId(high, low), strings.get(computer), strings.get(channel))
      : null;
    if (skipped === null) return heads[kind]!;
    return encoder.encode(
      `"source":${source},"kind":"${EVENT_KINDS[kind]}","skipped":${JSON.stringify(skipped)},`,
    );
  };
}

/** `events --all`: every record with every field. */
export function fullLine(source: number, tree: EventNode, recovered: boolean): string {
  return JSON.stringify({ source, ...treeToFullRecord(tree), ...(recovered ? { recovered } : {}) });
}

/**
 * `events`: only records that mean something for sessions, with the name of what they mean in front. A record is known
 * by channel, provider and number together, so most of a System log is left out. A legacy record stands as the event of
 * today, with its own number in `originalEventId`. With a survey of the source lines tell, as `skipped`, which records
 * were left out before them.
 */
export function normalisedLines(surveyOf: () => SkippedSurvey | null): MakeLine {
  const strings = new StringTable();
  const classifier = new EventClassifier(strings);
  const kindOf = ({ channel, provider, eventId }: FullRecord): number =>
    classifier.kind(strings.intern(channel ?? ""), strings.intern(provider ?? ""), eventId);
  return (source, tree, recovered) => {
    const legacy = modernEvent(tree);
    const record = treeToFullRecord(legacy?.tree ?? tree);
    const kind = kindOf(record);
    if (kind === KIND.none) return null;
    const { recordId, computer, channel } = record;
    const skipped = recovered ? null : (surveyOf()?.of(recordId, computer ?? "", channel ?? "") ?? null);
    return JSON.stringify({
      source,
      kind: EVENT_KINDS[kind],
      ...(skipped === null ? {} : { skipped }),
      ...record,
      ...(legacy === null ? {} : { originalEventId: legacy.originalEventId }),
      ...(recovered ? { recovered } : {}),
    });
  };
}

/** Records of a log in which no rule needs any: a line that stands for the last of them and says nothing else. */
export function skippedLine(
  source: number,
  { computer, channel, skipped }: ReturnType<SkippedSurvey["rest"]>[number],
): string {
  const { recordId, eventId, timeCreated } = skipped.at(-1) as SkippedJson;
  const nothing = { version: 0, level: 0, task: 0, keywords: "", provider: null };
  return JSON.stringify({
    source,
    kind: EVENT_KINDS[KIND.other],
    skipped,
    recordId,
    eventId,
    ...nothing,
    channel: channel || null,
    computer: computer || null,
    timeCreated,
    userSid: null,
    data: {},
    userData: {},
  });
}
