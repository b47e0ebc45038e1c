import type { CaseTables } from "../../types/case.ts";
import type { StringTable } from "../../types/string-table.ts";

/** A computer as the case has it; ids of its string table. */
export interface KnownComputer {
  readonly computer: number;
  readonly computerKey: number;
}

/** An account as the case has it; ids of its string table. */
export interface KnownUser {
  readonly user: number;
  readonly domain: number;
  readonly sid: number;
  readonly userKey: number;
}

/** `%computername%` is the NetBIOS name, which ends here. */
const NETBIOS_LENGTH = 15;
/** A name that stands for several. */
const AMBIGUOUS = null;
/** Joins two ids in one exact number. */
const SHIFT = 2 ** 26;

/**
 * Computers and accounts that the event logs of a case know, to be found by the names that scripts write: a computer by
 * the first label of its name, cut at 15 characters, and an account by `DOMAIN\name`, or by its name alone where only
 * one such account was seen on that computer, or else in the case (R15).
 */
export class TrailNames {
  readonly #strings: StringTable;
  readonly #computers = new Map<string, KnownComputer | null>();
  /** By `domain\name`, `name`, and computer key with `name`. */
  readonly #users = new Map<string, KnownUser | null>();
  readonly #found = new Map<string, KnownComputer>();
  readonly #known = new Map<string, KnownUser>();

  constructor(tables: Pick<CaseTables, "sessions" | "computers">, strings: StringTable) {
    this.#strings = strings;
    for (const { key, name, aliases } of tables.computers) {
      const known = { computer: strings.intern(name), computerKey: strings.intern(key) };
      for (const each of [key, name, ...aliases]) {
        const text = each.trim().toLowerCase();
        for (const spelling of new Set([text, firstLabel(text), firstLabel(text).slice(0, NETBIOS_LENGTH)]))
          putOnce(this.#computers, spelling, known, (a, b) => a.computerKey === b.computerKey);
      }
    }
    this.#learn(tables.sessions);
  }

  /** The computer of a name as a script writes it; of the name itself where no log knows it. */
  computerOf(name: string): KnownComputer {
    const text = name.trim().toLowerCase();
    let found = this.#found.get(text);
    if (found === undefined) {
      found = this.#computers.get(text) ?? this.#computers.get(firstLabel(text)) ?? this.#newComputer(name);
      this.#found.set(text, found);
    }
    return found;
  }

  /** The account of a name as a script writes it, on a computer. */
  userOf(domain: string, name: string, computerKey: number): KnownUser {
    const [area, user] = [domain.trim().toLowerCase(), name.trim().toLowerCase()];
    const asked = `${computerKey}/${area}\\${user}`;
    let found = this.#known.get(asked);
    if (found === undefined) {
      found = this.#find(area, user, computerKey) ?? this.#newUser(domain, name);
      this.#known.set(asked, found);
    }
    return found;
  }

  #find(area: string, user: string, computerKey: number): KnownUser | null {
    if (user === "") return null;
    if (area !== "") {
      return this.#users.get(`${area}\\${user}`) ?? this.#users.get(`${firstLabel(area)}\\${user}`) ?? null;
    }
    return this.#users.get(`${computerKey}/${user}`) ?? this.#users.get(`/${user}`) ?? null;
  }

  #newComputer(name: string): KnownComputer {
    const strings = this.#strings;
    return { computer: strings.intern(name.trim()), computerKey: strings.intern(name.trim().toLowerCase()) };
  }

  #newUser(domain: string, name: string): KnownUser {
    const strings = this.#strings;
    const [area, user] = [domain.trim(), name.trim()];
    const key = (area === "" ? user : `${area}\\${user}`).toLowerCase();
    return {
      user: strings.intern(user),
      domain: strings.intern(area),
      sid: 0,
      userKey: strings.intern(key),
    };
  }

  /** Learns how accounts are written. Most rows repeat what another one said. */
  #learn(table: CaseTables["sessions"]): void {
    const strings = this.#strings;
    const seen = new Map<number, Set<number>>();
    for (let row = 0; row < table.length; row++) {
      const [user, userKey] = [table.user[row]!, table.userKey[row]!];
      if (user === 0 || userKey === 0) continue;
      const domain = table.domain[row]!;
      const computerKey = table.computerKey[row]!;
      const spelling = domain * SHIFT + user;
      let places = seen.get(spelling);
      if (places === undefined) {
        places = new Set();
        seen.set(spelling, places);
      }
      const place = userKey * SHIFT + computerKey;
      if (places.has(place)) continue;
      places.add(place);
      const known = { user, domain, sid: table.sid[row]!, userKey };
      const name = strings.get(user).trim().toLowerCase();
      const area = strings.get(domain).trim().toLowerCase();
      const put = (spelt: string) => putOnce(this.#users, spelt, known, (a, b) => a.userKey === b.userKey);
      if (area !== "") {
        put(`${area}\\${name}`);
        if (firstLabel(area) !== area) put(`${firstLabel(area)}\\${name}`);
      }
      put(`/${name}`);
      put(`${computerKey}/${name}`);
    }
  }
}

function putOnce<T>(map: Map<string, T | null>, key: string, value: T, same: (a: T, b: T) => boolean): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, value);
  else if (known !== AMBIGUOUS && !same(known, value)) map.set(key, AMBIGUOUS);
}

/** `labcorp` of `labcorp.local`. */
function firstLabel(name: string): string {
  const dot = name.indexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}
