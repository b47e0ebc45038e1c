import type { CaseData } from "../types/case.ts";

/** A user of a case under every spelling the records use (R15). */
export interface UserInfo {
  /** As in the user's latest session. */
  readonly name: string;
  readonly sid: string | null;
  /** `DOMAIN\name` as written, or the name alone; in order of first sight. */
  readonly spellings: readonly string[];
}

interface Seen {
  user: number;
  sid: number;
  readonly spellings: Set<number>;
}

const NULL_SID = "S-1-0-0";
/** Two ids in one exact number; a case with 67 million distinct texts has other worries. */
const SHIFT = 2 ** 26;

/**
 * The users of a case by identity (`userKey` of the tables). Spellings come from sessions and failed logons of every
 * kind, so that a network logon tells how else an account is written. Linear in rows; users without a name are left
 * out.
 */
export function usersOf(
  data: Pick<CaseData, "sessions" | "failures" | "strings">,
): ReadonlyMap<number, UserInfo> {
  const seen = new Map<number, Seen>();
  for (const table of [data.sessions, data.failures]) {
    for (let row = 0; row < table.length; row++) {
      const key = table.userKey[row]!;
      const user = table.user[row]!;
      if (key === 0 || user === 0) continue;
      let one = seen.get(key);
      if (one === undefined) {
        one = { user, sid: 0, spellings: new Set() };
        seen.set(key, one);
      }
      one.spellings.add(user * SHIFT + table.domain[row]!);
      if (table === data.sessions) one.user = user;
      const sid = table.sid[row]!;
      // A refusal of somebody who was not found bears the SID of nobody.
      if (sid !== 0 && sid !== one.sid && data.strings[sid] !== NULL_SID) one.sid = sid;
    }
  }
  const text = (id: number): string => data.strings[id] ?? "";
  return new Map(
    [...seen].map(([key, { user, sid, spellings }]) => [
      key,
      {
        name: text(user),
        sid: sid === 0 ? null : text(sid),
        spellings: [...spellings].map((pair) => spelling(pair, text)),
      },
    ]),
  );
}

function spelling(pair: number, text: (id: number) => string): string {
  const domain = text(pair % SHIFT);
  const user = text(Math.floor(pair / SHIFT));
  return domain === "" ? user : `${domain}\\${user}`;
}
