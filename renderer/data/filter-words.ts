import { FAILURE_FILTER_FIELDS } from "../../shared/engine/filter/failure-fields.ts";
import { EVENT_FILTER_FIELDS } from "../../shared/engine/filter/record-filter.ts";
import { SESSION_FILTER_FIELDS } from "../../shared/engine/filter/session-fields.ts";
import { FILTER_WORDS } from "./texts/filter-words.ts";

type Field =
  | (typeof SESSION_FILTER_FIELDS)[number]
  | (typeof FAILURE_FILTER_FIELDS)[number]
  | (typeof EVENT_FILTER_FIELDS)[number];

/** What the rows on screen are. */
export type RowsOf = "sessions" | "failures" | "events";

/** What each field asks for, in a few words. */
export const FIELD_HINTS: Readonly<Record<Field, string>> = FILTER_WORDS.hints;

const EXAMPLES = FILTER_WORDS.examples;

/** Values to begin with where there is no list to choose from. */
export const FIELD_EXAMPLES: Readonly<
  Partial<Record<Field, readonly (readonly [value: string, meaning: string])[]>>
> = {
  duration: [
    [">8h", EXAMPLES.moreThan8h],
    ["<15m", EXAMPLES.lessThan15m],
    ["1h..4h", EXAMPLES.between1And4h],
    ["none", EXAMPLES.notKnown],
  ],
  active: [
    [">8h", EXAMPLES.moreThan8h],
    ["<15m", EXAMPLES.lessThan15m],
    ["none", EXAMPLES.notKnown],
  ],
  hour: [
    ["22-6", EXAMPLES.night],
    ["9-17", EXAMPLES.day],
  ],
  weekday: [
    ["sat,sun", EXAMPLES.weekend],
    ["mon-fri", EXAMPLES.workingDays],
  ],
  eventid: [
    ["4624", EXAMPLES.signedIn],
    ["4625", EXAMPLES.signInFailed],
    ["4634,4647", EXAMPLES.signedOut],
    ["4768..4777", EXAMPLES.seenByController],
  ],
  channel: [
    ["Security", ""],
    ["System", ""],
  ],
  elevated: [
    ["yes", EXAMPLES.elevated],
    ["no", EXAMPLES.notElevated],
    ["none", EXAMPLES.notRecorded],
  ],
};

/** Names of the fields of a table, in the order help texts list them. */
export function fieldsOf(rows: RowsOf): readonly Field[] {
  switch (rows) {
    case "sessions":
      return SESSION_FILTER_FIELDS;
    case "failures":
      return FAILURE_FILTER_FIELDS;
    case "events":
      return EVENT_FILTER_FIELDS;
  }
}

export function isField(name: string): name is Field {
  return name in FIELD_HINTS && Object.hasOwn(FIELD_HINTS, name);
}
