import { EventClassifier } from "../../shared/engine/catalog/event-classifier.ts";
import { treeToFullRecord } from "../../shared/readers/event-text.ts";
import type { EventNode } from "../../shared/readers/event-tree.ts";
import { ConvertedView } from "../../shared/readers/evt/converted-view.ts";
import { modernEvent } from "../../shared/readers/evt/legacy-tree.ts";
import { EVENT_KINDS, KIND } from "../../shared/types/event-table.ts";
import type { FullRecord } from "../../shared/types/full-record.ts";
import type { RecordView } from "../../shared/types/record-view.ts";
import { StringTable } from "../../shared/types/string-table.ts";

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
export function normalisedHead(source: number, strings: StringTable): MakeHead {
  const classifier = new EventClassifier(strings);
  const converted = new ConvertedView(strings);
  const heads = EVENT_KINDS.map((kind) => encoder.encode(`"source":${source},"kind":"${kind}",`));
  return (record) => {
    if (converted.of(record) !== record) return "tree";
    const kind = classifier.kind(record.channel, record.provider, record.eventId);
    return kind === KIND.none ? null : heads[kind]!;
  };
}

/** `events --all`: every record with every field. */
export function fullLine(source: number, tree: EventNode, recovered: boolean): string {
  return JSON.stringify({ source, ...treeToFullRecord(tree), ...(recovered ? { recovered } : {}) });
}

/**
 * `events`: only records that mean something for sessions, with the name of what they mean in front. A record is known
 * by channel, provider and number together, so most of a System log is left out. A legacy record stands as the event of
 * today, with its own number in `originalEventId`.
 */
export function normalisedLines(): MakeLine {
  const strings = new StringTable();
  const classifier = new EventClassifier(strings);
  const kindOf = ({ channel, provider, eventId }: FullRecord): number =>
    classifier.kind(strings.intern(channel ?? ""), strings.intern(provider ?? ""), eventId);
  return (source, tree, recovered) => {
    const legacy = modernEvent(tree);
    const record = treeToFullRecord(legacy?.tree ?? tree);
    const kind = kindOf(record);
    if (kind === KIND.none) return null;
    return JSON.stringify({
      source,
      kind: EVENT_KINDS[kind],
      ...record,
      ...(legacy === null ? {} : { originalEventId: legacy.originalEventId }),
      ...(recovered ? { recovered } : {}),
    });
  };
}
