import type { CloudRows, CloudShape } from "../../types/cloud.ts";
import { codeOf, SESSION_FLAGS } from "../../types/names.ts";
import type { SourceTrail } from "../../types/trail.ts";
import { idKey } from "./cloud-users.ts";

/** One login after rows of several exports that tell of it became one. */
export interface CloudLogin {
  readonly environment: string;
  /** As the export names the user. */
  readonly user: string;
  readonly session: string;
  readonly shape: Exclude<CloudShape, "users">;
  readonly start: number;
  /** Source and byte position of the rows that tell of start and end; the source is -1 where none does. */
  readonly startSource: number;
  readonly startOffset: number;
  end: number;
  endSource: number;
  endOffset: number;
  /** Of page views the last one; `NaN` otherwise. */
  lastSeen: number;
  flags: number;
}

export interface CloudLogins {
  readonly logins: readonly CloudLogin[];
  /** Rows of a source that only repeated another one. */
  readonly duplicates: ReadonlyMap<number, number>;
}

const SECOND = 10_000_000;
const DATE_ASSUMED = 1 << codeOf(SESSION_FLAGS, "dateOrderAssumed");

/**
 * All logins of the exports of a case, each once: the same user in the same environment at the same second is the same
 * login. Of two ends the later one counts, and any end before none. Page views of one session are one login whatever
 * part of it each export holds.
 */
export function cloudLogins(trails: readonly SourceTrail<CloudRows>[]): CloudLogins {
  const logins: CloudLogin[] = [];
  const byUser = new Map<string, Map<number | string, number>>();
  const duplicates = new Map<number, number>();
  for (const { source, rows } of trails) {
    const isView = rows.shape === "pageViews";
    const flags = rows.dateOrderAssumed ? DATE_ASSUMED : 0;
    for (let at = 0; at < rows.length; at++) {
      const user = rows.texts[rows.user[at]!] ?? "";
      const environment = rows.texts[rows.environment[at]!] ?? "";
      const session = rows.texts[rows.session[at]!] ?? "";
      const who = `${idKey(environment)}\n${idKey(user)}`;
      const start = rows.start[at]!;
      const what = isView ? `session ${session}` : Math.floor(start / SECOND);
      let own = byUser.get(who);
      if (own === undefined) {
        own = new Map();
        byUser.set(who, own);
      }
      const offset = rows.offset[at]!;
      const known = own.get(what);
      const [end, lastSeen] = [rows.end[at]!, rows.lastSeen[at]!];
      if (known === undefined) {
        own.set(what, logins.length);
        const hasEnd = !Number.isNaN(end);
        logins.push({
          environment,
          user,
          session,
          shape: rows.shape,
          start,
          startSource: source,
          startOffset: offset,
          end,
          endSource: hasEnd ? source : -1,
          endOffset: hasEnd ? offset : 0,
          lastSeen,
          flags,
        });
        continue;
      }
      duplicates.set(source, (duplicates.get(source) ?? 0) + 1);
      const login = logins[known]!;
      if (isView && start < login.start)
        logins[known] = { ...login, start, startSource: source, startOffset: offset };
      const merged = logins[known]!;
      merged.flags |= flags;
      if (lastSeen > merged.lastSeen) merged.lastSeen = lastSeen;
      if (Number.isNaN(merged.end) ? !Number.isNaN(end) : end > merged.end) {
        merged.end = end;
        merged.endSource = source;
        merged.endOffset = offset;
      }
    }
  }
  return { logins, duplicates };
}
