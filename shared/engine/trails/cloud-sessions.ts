import {
  type CloudRows,
  type CloudTrail,
  type CloudUserRows,
  type CloudWindow,
  MAX_UNKNOWN_USERS,
} from "../../types/cloud.ts";
import { CLOUD_CHANNEL, type SourceTrail } from "../../types/trail.ts";
import { type CloudLogin, cloudLogins } from "./cloud-logins.ts";
import { CloudUsers, idKey } from "./cloud-users.ts";
import { lineId } from "./script-lines.ts";
import type { TrailRecord, TrailSession, TrailSessionList } from "./trail-session-list.ts";

const MINUTE = 600_000_000;
/** How often the user log of the product refreshes its time of logoff. */
const REFRESH = 15 * MINUTE;
const SECOND = 10_000_000;

export interface CloudFound {
  readonly cloud: CloudTrail;
  readonly duplicates: ReadonlyMap<number, number>;
}

interface Texts {
  intern(text: string): number;
}

/**
 * Adds the logins that exports of Dynamics 365 tell of. They are sessions of their own kind, of users of their own:
 * nothing but an explicit mapping says who of them is which account of Windows. Null when there are no such exports.
 *
 *   start and end of an export   logoff, exact
 *   end in the user log          logoff, up to 15 minutes earlier than it says
 *   no end                       open in the newest export of its environment, else not known
 */
export function addCloudSessions(
  exports: readonly SourceTrail<CloudRows>[],
  lists: readonly SourceTrail<CloudUserRows>[],
  strings: Texts,
  to: TrailSessionList,
): CloudFound | null {
  if (exports.length === 0 && lists.length === 0) return null;
  const users = new CloudUsers(lists.map(({ rows }) => rows));
  const { logins, duplicates } = cloudLogins(exports);
  const windows = exports.flatMap(windowsOf);
  const newest = newestWindows(windows);
  const unknown = new Map<string, { readonly id: string; sessions: number }>();
  const channel = strings.intern(CLOUD_CHANNEL);
  for (const login of logins) {
    const user = users.find(login.user, login.start);
    if (user === null) {
      const key = idKey(login.user);
      const known = unknown.get(key) ?? { id: login.user, sessions: 0 };
      known.sessions++;
      unknown.set(key, known);
    }
    const id = recordId(login);
    to.add({
      kind: "cloud",
      evidence: "cloudExport",
      channel,
      user: strings.intern(user?.userId || user?.name || user?.email || login.user),
      // The prefix keeps them apart from accounts of Windows, which may have the same name.
      userKey: strings.intern(
        `d365/${idKey(user?.identities[0] ?? user?.userId ?? "") || idKey(login.user)}`,
      ),
      email: strings.intern(user?.email ?? ""),
      environment: strings.intern(login.environment),
      start: login.start,
      ...endOf(login, newest),
      flags: login.flags,
      startRecord: { source: login.startSource, offset: login.startOffset, time: login.start, ...id },
      endRecord:
        login.endSource < 0
          ? null
          : { source: login.endSource, offset: login.endOffset, time: login.end, ...id },
    });
  }
  const all = [...unknown.values()].sort((a, b) => b.sessions - a.sessions || (a.id < b.id ? -1 : 1));
  let repeated = 0;
  for (const count of duplicates.values()) repeated += count;
  const cloud = {
    windows,
    users: users.size,
    unknown: all.slice(0, MAX_UNKNOWN_USERS),
    unknownCount: all.length,
    repeated,
  };
  return { cloud, duplicates };
}

/** The window of a file, once for each environment that its rows name. */
function windowsOf({ source, rows }: SourceTrail<CloudRows>): readonly CloudWindow[] {
  const { window, shape, texts } = rows;
  if (window === null) return [];
  const counts = new Map<number, number>();
  for (let at = 0; at < rows.length; at++) {
    const name = rows.environment[at]!;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  // An export without rows says that nobody was on, which is worth as much as any other.
  if (counts.size === 0) counts.set(-1, 0);
  return [...counts].map(([name, count]) => ({
    ...window,
    source,
    environment: texts[name] ?? rows.emptyEnvironment,
    shape,
    rows: count,
  }));
}

/** The newest window of each environment. */
function newestWindows(windows: readonly CloudWindow[]): ReadonlyMap<string, CloudWindow> {
  const newest = new Map<string, CloudWindow>();
  for (const window of windows) {
    const key = idKey(window.environment);
    const known = newest.get(key);
    if (known === undefined || window.to > known.to) newest.set(key, window);
  }
  return newest;
}

type End = Pick<TrailSession, "end" | "endReason" | "confidence" | "endLower" | "endUpper" | "lastEvidence">;

function endOf(login: CloudLogin, newest: ReadonlyMap<string, CloudWindow>): End {
  const { start, end, shape, environment } = login;
  if (!Number.isNaN(end)) {
    if (shape !== "userLog") return { end, endReason: "logoff", confidence: "exact", lastEvidence: end };
    const endLower = Math.max(start, end - REFRESH);
    return {
      end,
      endReason: "logoff",
      confidence: "bounded",
      endLower,
      endUpper: end,
      lastEvidence: endLower,
    };
  }
  const lastEvidence = login.lastSeen > start ? login.lastSeen : start;
  const window = newest.get(idKey(environment));
  const isNewest = window !== undefined && lastEvidence >= window.from;
  return isNewest
    ? { endReason: "stillOpen", confidence: "open", endLower: lastEvidence, lastEvidence }
    : { endReason: "noRecord", confidence: "unknown", endLower: lastEvidence, lastEvidence };
}

/** A number for a login, made of what tells it from others: the same in every export that holds it. */
function recordId(login: CloudLogin): Pick<TrailRecord, "recordIdLow" | "recordIdHigh"> {
  const { environment, user, start, session, shape } = login;
  const what = shape === "pageViews" ? session : Math.floor(start / SECOND);
  const { low, high } = lineId(`${idKey(environment)}\n${idKey(user)}\n${what}`);
  return { recordIdLow: low, recordIdHigh: high };
}
