import type { StringTable } from "../../types/string-table.ts";
import { SCRIPT_FLAGS, SCRIPT_ROLES, type ScriptRows, type SourceTrail } from "../../types/trail.ts";
import type { TrailNames } from "./trail-names.ts";
import type { TrailRecord } from "./trail-session-list.ts";

/** One line of a script trail as the case understands it. */
export interface ScriptLine {
  readonly isLogoff: boolean;
  readonly time: number;
  /** The second of two possible times; mostly `time`. */
  readonly later: number;
  readonly computer: number;
  readonly computerKey: number;
  readonly user: number;
  readonly domain: number;
  readonly sid: number;
  readonly userKey: number;
  /** Lower case; empty where the script saw none. */
  readonly sessionKey: string;
  readonly sessionName: number;
  readonly server: number;
  readonly dateAssumed: boolean;
  readonly record: TrailRecord;
}

export interface ScriptLines {
  /** In the order of their times. */
  readonly lines: readonly ScriptLine[];
  /** Lines of each source that an earlier one, or an earlier line, already held. */
  readonly duplicates: ReadonlyMap<number, number>;
}

const LOGOFF = SCRIPT_ROLES.indexOf("logoff");
const UNKNOWN = SCRIPT_ROLES.indexOf("unknown");

/** The lines of all files, each once, in the order of their times. Lines of no known role or time tell nothing here. */
export function scriptLines(
  trails: readonly SourceTrail<ScriptRows>[],
  names: TrailNames,
  strings: StringTable,
): ScriptLines {
  const lines: ScriptLine[] = [];
  const duplicates = new Map<number, number>();
  const seen = new Set<number>();
  for (const { source, rows } of trails) {
    const { texts } = rows;
    const text = (id: number): string => texts[id] ?? "";
    for (let row = 0; row < rows.length; row++) {
      const role = rows.role[row]!;
      const time = rows.time[row]!;
      if (role === UNKNOWN || Number.isNaN(time)) continue;
      const [computer, user, domain] = [rows.computer[row]!, rows.user[row]!, rows.domain[row]!];
      const sessionName = text(rows.sessionName[row]!);
      const server = text(rows.server[row]!);
      const id = lineId(
        `${role}|${time}|${text(computer)}|${text(domain)}|${text(user)}|${sessionName}|${server}`,
      );
      const known = id.high * 2 ** 32 + id.low;
      if (seen.has(known)) {
        duplicates.set(source, (duplicates.get(source) ?? 0) + 1);
        continue;
      }
      seen.add(known);
      const place = names.computerOf(text(computer));
      const account = names.userOf(text(domain), text(user), place.computerKey);
      lines.push({
        isLogoff: role === LOGOFF,
        time,
        later: rows.later[row]!,
        computer: place.computer,
        computerKey: place.computerKey,
        user: account.user,
        domain: account.domain,
        sid: account.sid,
        userKey: account.userKey,
        sessionKey: sessionName.toLowerCase(),
        sessionName: strings.intern(sessionName),
        server: strings.intern(server),
        dateAssumed: (rows.flags[row]! & SCRIPT_FLAGS.dateOrderAssumed) !== 0,
        record: {
          source,
          recordIdLow: id.low,
          recordIdHigh: id.high,
          time,
          offset: rows.offset[row]!,
        },
      });
    }
  }
  // Stable, so that lines of one moment stay in the order of their file.
  return { lines: lines.sort((a, b) => a.time - b.time), duplicates };
}

/**
 * A number for a line, made of what it says (FNV-1a in two lanes, 53 bits): lines have no number of their own, and their
 * place changes when files are put together. Equal lines are one line read twice.
 */
export function lineId(text: string): { readonly low: number; readonly high: number } {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (const unit of text.toLowerCase()) {
    const code = unit.codePointAt(0)!;
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + 31), 0x01000193);
  }
  return { low: low >>> 0, high: (high >>> 0) & 0x1f_ffff };
}
