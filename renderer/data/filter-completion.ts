import { type CompletionPlace, completionPlace, valueText } from "../../shared/engine/filter/complete.ts";
import type { Rows } from "../../shared/engine/filter/filter.ts";
import type { CaseData } from "../../shared/types/case.ts";
import {
  bestMatches,
  type FieldValues,
  failureValues,
  refusedValues,
  sessionValues,
} from "./filter-values.ts";
import { FIELD_EXAMPLES, FIELD_HINTS, fieldsOf, isField, type RowsOf } from "./filter-words.ts";
import { T } from "./texts.ts";

/** One line of the completion list. */
export interface Suggestion {
  readonly key: string;
  /** What is put into the place. */
  readonly insert: string;
  readonly label: string;
  readonly hint: string;
  /** Rows that have the value; null where there is nothing to count. */
  readonly count: number | null;
}

/** More lines than this are not read. */
export const MOST_SUGGESTIONS = 12;
/** Of a bare word, so many people and computers are offered besides the fields. */
const MOST_GUESSES = 4;

/** What the rows on screen are of, to count in. */
export interface CompletionSource {
  readonly data: CaseData;
  readonly of: RowsOf;
  readonly rows: Rows;
}

/** What may stand at the caret: fields, values of the case with their counts, examples. */
export function suggestionsAt(
  source: CompletionSource,
  text: string,
  caret: number,
): { readonly place: CompletionPlace; readonly list: readonly Suggestion[] } {
  const place = completionPlace(text, caret);
  const list =
    place.type === "field" ? fieldSuggestions(source, place.prefix) : valueSuggestions(source, place);
  return { place, list: list.slice(0, MOST_SUGGESTIONS) };
}

function valuesOf(source: CompletionSource, field: string): FieldValues {
  return source.of === "failures"
    ? failureValues(source.rows, source.data, field)
    : sessionValues(source.rows, source.data, field);
}

function fieldSuggestions(source: CompletionSource, prefix: string): readonly Suggestion[] {
  const wanted = prefix.toLowerCase();
  const fields = fieldsOf(source.of)
    .filter((field) => field.startsWith(wanted))
    .map((field) => ({
      key: `field ${field}`,
      insert: `${field}:`,
      label: `${field}:`,
      hint: FIELD_HINTS[field],
      count: null,
    }));
  if (wanted === "") return fields;
  const guesses = ["user", "computer"].flatMap((field) =>
    matches(source, field, wanted, MOST_GUESSES, `${field}:`),
  );
  return [...fields, ...guesses];
}

function valueSuggestions(source: CompletionSource, place: CompletionPlace): readonly Suggestion[] {
  const { field, prefix } = place;
  if (!isField(field) || !fieldsOf(source.of).includes(field)) return [];
  const wanted = prefix.toLowerCase();
  const examples = (FIELD_EXAMPLES[field] ?? [])
    .filter(([value]) => value.startsWith(wanted))
    .map(([value, meaning]) => ({
      key: `example ${value}`,
      insert: value,
      label: value,
      hint: meaning,
      count: null,
    }));
  return [...examples, ...matches(source, field, wanted, MOST_SUGGESTIONS, "")];
}

/** Values that fit what was typed: those of the rows, then those that only failed sign-ins have. */
function matches(
  source: CompletionSource,
  field: string,
  wanted: string,
  most: number,
  before: string,
): readonly Suggestion[] {
  // Values come from both tables; how many records have one is not known before they are read.
  const counted = (count: number) => (source.of === "events" ? null : count);
  const values = valuesOf(source, field);
  const found = bestMatches(values, wanted, most).map((at) =>
    suggestion(field, values.texts[at]!, before, values.labels?.[at] ?? "", counted(values.counts[at]!)),
  );
  if (source.of === "failures" || found.length === most) return found;
  const refused = refusedValues(source.rows, source.data, field);
  const more = bestMatches(refused, wanted, most - found.length).map((at) =>
    suggestion(field, refused.texts[at]!, before, T.filter.refused(refused.counts[at]!), counted(0)),
  );
  return [...found, ...more];
}

function suggestion(
  field: string,
  text: string,
  before: string,
  hint: string,
  count: number | null,
): Suggestion {
  return {
    key: `${field} ${text}`,
    insert: `${before}${valueText(field, text)}`,
    label: `${before}${text}`,
    hint,
    count,
  };
}
