import { NO_LOGON_TYPE } from "../../types/event-table.ts";
import { FAILURE_COLUMNS } from "../../types/session-table.ts";
import { StringTable } from "../../types/string-table.ts";
import { makeTable } from "../columns.ts";
import { checkFailureFilter, filterFailures } from "../filter/filter.ts";
import type { Zone } from "../time/zone.ts";
import { isInside } from "./spans.ts";

/** What of a record that is neither session nor failure a filter can ask for. */
export interface ListItem {
  readonly time: number;
  readonly computer: string;
  readonly user?: string | null;
  readonly domain?: string | null;
  readonly sid?: string | null;
  readonly sourceAddress?: string | null;
  readonly workstation?: string | null;
  readonly status?: number;
}

/** Positions of the items that filter and window keep. */
export type ListFilter = (items: readonly ListItem[]) => readonly number[];

/**
 * The filter of failed logons over any list of dated records: a lockout, a boot, a use of other credentials. The items
 * become rows of a small table of failures, so that one filter means the same everywhere. A filter that is wrong for
 * failed logons (it may be one of sessions) chooses by the window alone; it has been checked where it was typed.
 */
export function listFilter(
  filter: string,
  window: { readonly from: number; readonly to: number },
  zone: Zone,
): ListFilter {
  const plain = filter.trim() === "" || checkFailureFilter(filter, zone) !== null;
  return (items) => {
    if (plain) return [...items.keys()].filter((at) => isInside(items[at]!.time, window));
    const strings = new StringTable();
    const table = makeTable(FAILURE_COLUMNS, items.length);
    for (const [row, item] of items.entries()) {
      table.time[row] = item.time;
      table.computer[row] = strings.intern(item.computer);
      table.computerKey[row] = strings.intern(item.computer.toLowerCase());
      table.user[row] = strings.intern(item.user ?? "");
      table.domain[row] = strings.intern(item.domain ?? "");
      table.sid[row] = strings.intern(item.sid ?? "");
      table.sourceAddress[row] = strings.intern(item.sourceAddress ?? "");
      table.workstation[row] = strings.intern(item.workstation ?? "");
      table.status[row] = item.status ?? 0;
      table.logonType[row] = NO_LOGON_TYPE;
    }
    const rows = filterFailures(table, filter, { strings: strings.toArray(), zone }, window);
    return rows.ok ? [...rows.value] : [];
  };
}
