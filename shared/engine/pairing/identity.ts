import type { EventTable } from "../../types/event-table.ts";
import type { StringTable } from "../../types/string-table.ts";
import type { TextFacts } from "./text-facts.ts";

const SHIFT = 67_108_864;
/** A name that was seen with more than one SID stands for none of them. */
const AMBIGUOUS = -1;

/** A user as a record spells it. */
interface Spelling {
  readonly user: number;
  readonly domain: number;
}

/**
 * R15: one key for a user, whatever the spelling. The key is the SID of an account (`S-1-5-21-`, `S-1-12-1-`), else
 * lower-case `domain\name`. A record without SID (4778, LocalSessionManager) gets the SID that the same name was seen
 * with; `u@dom.fqdn` and a bare `u` are looked up likewise.
 *
 *     4624  LABCORP.LOCAL\Bob  S-1-5-21-...-1104 --+
 *     4634  LABCORP\Bob        S-1-5-21-...-1104 --+--> S-1-5-21-...-1104
 *     4778  LABCORP\Bob        (no SID) -----------+
 */
export class Identity {
  readonly #events: EventTable;
  readonly #strings: StringTable;
  readonly #facts: TextFacts;
  /** Lower-case `domain\name` (or `\name` for a bare one) to the string id of a SID. */
  readonly #sidOfName = new Map<string, number>();
  readonly #spellingOfSid = new Map<number, Spelling>();
  /** Keys of spellings without SID that were asked for already. */
  readonly #keys = new Map<number, number>();

  /** Reads every row once to learn which names go with which SIDs. */
  constructor(events: EventTable, strings: StringTable, facts: TextFacts) {
    this.#events = events;
    this.#strings = strings;
    this.#facts = facts;
    // What a name was last seen with, by its string id: nearly every record only repeats it and needs no map.
    const learnt = new Map<number, number>();
    const lastSid = new Uint32Array(strings.size);
    const lastDomain = new Uint32Array(strings.size);
    const { length, sid: sids, user: users, domain: domains } = events;
    let sidBefore = 0;
    let userBefore = 0;
    let domainBefore = 0;
    for (let row = 0; row < length; row++) {
      const sid = sids[row]!;
      const user = users[row]!;
      if (sid === 0 || user === 0) continue;
      const domain = domains[row]!;
      // Records of one user stand together.
      if (sid === sidBefore && user === userBefore && domain === domainBefore) continue;
      sidBefore = sid;
      userBefore = user;
      domainBefore = domain;
      if (lastSid[user] === sid && lastDomain[user] === domain) continue;
      lastSid[user] = sid;
      lastDomain[user] = domain;
      const spelling = domain * SHIFT + user;
      if (learnt.get(spelling) === sid) continue;
      learnt.set(spelling, sid);
      if (facts.isAccount(sid)) this.#learn(sid, domain, user);
    }
  }

  /** R15 key of the user of a record, a string id; 0 when the record names nobody. */
  keyOf(row: number): number {
    const events = this.#events;
    const sid = events.sid[row]!;
    if (sid !== 0 && this.#facts.isAccount(sid)) return sid;
    return this.keyOfName(events.domain[row]!, events.user[row]!);
  }

  /** R15 key of a spelling without SID. */
  keyOfName(domain: number, user: number): number {
    if (user === 0) return 0;
    const spelling = domain * SHIFT + user;
    const known = this.#keys.get(spelling);
    if (known !== undefined) return known;
    const name = this.#strings.get(user).trim().toLowerCase();
    const area = this.#strings.get(domain).trim().toLowerCase();
    const at = name.indexOf("@");
    const sid =
      at > 0 && area === "" ? this.#find(name.slice(at + 1), name.slice(0, at)) : this.#find(area, name);
    const key = sid > 0 ? sid : this.#strings.intern(area === "" ? name : `${area}\\${name}`);
    this.#keys.set(spelling, key);
    return key;
  }

  /** A spelling that was seen with a SID, for records that give the SID alone. */
  spellingOf(sid: number): Spelling | undefined {
    return this.#spellingOfSid.get(sid);
  }

  #learn(sid: number, domain: number, user: number): void {
    const name = this.#strings.get(user).trim().toLowerCase();
    const area = this.#strings.get(domain).trim().toLowerCase();
    const spelling = { user, domain };
    const shown = this.#spellingOfSid.get(sid);
    if (shown === undefined || this.#isBefore(spelling, shown)) this.#spellingOfSid.set(sid, spelling);
    this.#put(`\\${name}`, sid);
    if (area === "") return;
    this.#put(`${area}\\${name}`, sid);
    const label = firstLabel(area);
    if (label !== area) this.#put(`${label}\\${name}`, sid);
  }

  /** Which of two spellings is shown must not depend on the order of the inputs. */
  #isBefore(a: Spelling, b: Spelling): boolean {
    const text = (spelling: Spelling) =>
      `${this.#strings.get(spelling.domain)}\\${this.#strings.get(spelling.user)}`;
    return text(a) < text(b);
  }

  #put(name: string, sid: number): void {
    const known = this.#sidOfName.get(name);
    if (known === undefined) this.#sidOfName.set(name, sid);
    else if (known !== sid) this.#sidOfName.set(name, AMBIGUOUS);
  }

  #find(area: string, name: string): number {
    if (area === "") return this.#sidOfName.get(`\\${name}`) ?? 0;
    const exact = this.#sidOfName.get(`${area}\\${name}`);
    return exact ?? this.#sidOfName.get(`${firstLabel(area)}\\${name}`) ?? 0;
  }
}

/** `labcorp` of `labcorp.local`. */
function firstLabel(name: string): string {
  const dot = name.indexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}
