import { EVENT_ROW_COLUMNS } from "../types/event-list.ts";
import {
  type EventAsk,
  type EventListEvent,
  MAX_ALIASES,
  MAX_LISTED,
  MAX_QUERY,
  RECORD_FORMATS,
  type RecordsAsk,
} from "./event-list.ts";
import { isAppError } from "./guard-basics.ts";
import { isProgress } from "./guard-progress.ts";
import { isTable } from "./guard-table.ts";
import { isBoolean, isCount, isListOf, isObject, isOneOf, isText, isTextList, isTime } from "./shapes.ts";

/* Shapes of the messages about lists of records. */

const MAX_ZONE = 100;

export function isEventAsk(value: unknown): value is EventAsk {
  return (
    isObject(value) &&
    isText(value.filter, MAX_QUERY) &&
    isText(value.zone, MAX_ZONE) &&
    isTime(value.from) &&
    isTime(value.to) &&
    isBoolean(value.recovered)
  );
}

export function isRecordsAsk(value: unknown): value is RecordsAsk {
  return (
    isObject(value) &&
    isOneOf(RECORD_FORMATS, value.format) &&
    isText(value.shownFilter, MAX_QUERY) &&
    (value.aliases === null || isListOf(isAlias, value.aliases, MAX_ALIASES)) &&
    isEventAsk(value)
  );
}

function isAlias(value: unknown): value is NonNullable<RecordsAsk["aliases"]>[number] {
  return isObject(value) && isText(value.kind, 40) && isText(value.name) && isText(value.alias, 80);
}

export function isEventListEvent(value: unknown): value is EventListEvent {
  if (!isObject(value)) return false;
  switch (value.type) {
    case "rows":
      return (
        isTable(EVENT_ROW_COLUMNS, value.block) &&
        isTextList((value.block as { readonly texts?: unknown }).texts, MAX_LISTED)
      );
    case "progress":
      return isProgress(value.progress);
    case "done":
      return isCount(value.matched) && isCount(value.unread);
    case "cancelled":
      return true;
    case "failed":
      return isAppError(value.error);
    default:
      return false;
  }
}
