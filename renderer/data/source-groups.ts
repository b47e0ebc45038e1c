import { type BreakdownGroup, breakdownSessions } from "../../shared/engine/breakdown.ts";
import type { Rows } from "../../shared/engine/filter/filter.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { memoByObject } from "./memo.ts";
import { fromHere, isLoopback } from "./session-words.ts";

export interface SourceGroups {
  /** Sessions by the address they came from, the largest group first. */
  readonly groups: readonly BreakdownGroup[];
  /** The one of the groups that came from the computer itself. */
  readonly here: BreakdownGroup | null;
  /** Addresses that keep exactly the sessions of `here`; null where others share them. */
  readonly hereAddresses: readonly string[] | null;
}

const NO_ROWS: Rows = new Uint32Array(0);

/** Whether any text of a case is such an address: most large cases have none, and need no look at every row. */
const mayBeHere = memoByObject((data: CaseData): boolean => data.strings.some(isLoopback));

/**
 * Sessions by where they came from. The loopback addresses of console sessions say no more than "this computer" and
 * are one group; those of remote sessions mean a tunnel, and stay addresses.
 */
export function sourceGroups(data: CaseData, rows: Rows): SourceGroups {
  const { sessions, strings } = data;
  const here = mayBeHere(data) ? rows.filter((row) => fromHere(data, row)) : NO_ROWS;
  if (here.length === 0) {
    return {
      groups: breakdownSessions(sessions, strings, rows, "source"),
      here: null,
      hereAddresses: null,
    };
  }
  const away = rows.filter((row) => !fromHere(data, row));
  const own = breakdownSessions(sessions, strings, here, "source");
  const others = breakdownSessions(sessions, strings, away, "source");
  const one: BreakdownGroup = {
    ...own[0]!,
    count: here.length,
    ticks: own.reduce((sum, { ticks }) => sum + ticks, 0),
  };
  const share = (group: BreakdownGroup) => ({ ...group, share: group.count / rows.length });
  const shown = share(one);
  const shared = others.some(({ text }) => text !== null && isLoopback(text));
  return {
    groups: [shown, ...others.map(share)].sort((a, b) => b.count - a.count),
    here: shown,
    hereAddresses: shared ? null : own.flatMap(({ text }) => text ?? []),
  };
}
