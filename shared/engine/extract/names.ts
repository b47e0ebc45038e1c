import type { StringTable } from "../../types/string-table.ts";
import { NO_STRING, type StringId } from "../../types/units.ts";
import { withoutRealm } from "../without-realm.ts";

/** An account as two texts. */
export interface Account {
  readonly domain: StringId;
  readonly user: StringId;
}

const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
const CONSOLE_WORDS: ReadonlySet<string> = new Set(["local", "unknown"]);

const COMPUTER = 1;
const TICKET_SERVICE = 2;

/** Puts names of records into one spelling. Each distinct text is looked at once. */
export class Names {
  readonly #strings: StringTable;
  readonly #addresses = new Map<StringId, StringId>();
  readonly #clients = new Map<StringId, StringId>();
  readonly #accounts = new Map<StringId, Account>();
  readonly #signs = new Map<StringId, number>();

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  /** An address; IPv4 written as IPv6 (`::ffff:10.0.0.9`) becomes plain IPv4. */
  address(id: StringId): StringId {
    if (id === NO_STRING) return id;
    let plain = this.#addresses.get(id);
    if (plain === undefined) {
      const match = MAPPED.exec(this.#strings.get(id));
      plain = match === null ? id : this.#strings.intern(match[1]!);
      this.#addresses.set(id, plain);
    }
    return plain;
  }

  /** A client of 4778 and 4779: `LOCAL` and `Unknown` stand for the console and are not names. */
  client(id: StringId): StringId {
    if (id === NO_STRING) return id;
    let client = this.#clients.get(id);
    if (client === undefined) {
      client = CONSOLE_WORDS.has(this.#strings.get(id).toLowerCase()) ? NO_STRING : id;
      this.#clients.set(id, client);
    }
    return client;
  }

  /** `DOM\user` in two; a text without a backslash is all user. */
  account(id: StringId): Account {
    let account = this.#accounts.get(id);
    if (account === undefined) {
      const text = this.#strings.get(id);
      const slash = text.indexOf("\\");
      account =
        slash < 0
          ? { domain: NO_STRING, user: id }
          : {
              domain: this.#strings.intern(text.slice(0, slash)),
              user: this.#strings.intern(text.slice(slash + 1)),
            };
      this.#accounts.set(id, account);
    }
    return account;
  }

  /** Whether an account of a domain controller's record is that of a person or service, and not of a computer. */
  isPerson(id: StringId): boolean {
    return id !== NO_STRING && (this.#signsOf(id) & COMPUTER) === 0;
  }

  /** Whether a service is named after a computer (`PC1$`). */
  isComputer(id: StringId): boolean {
    return (this.#signsOf(id) & COMPUTER) !== 0;
  }

  /** Whether a service is the one that gives tickets for logons. */
  isTicketService(id: StringId): boolean {
    return (this.#signsOf(id) & TICKET_SERVICE) !== 0;
  }

  #signsOf(id: StringId): number {
    if (id === NO_STRING) return 0;
    let signs = this.#signs.get(id);
    if (signs === undefined) {
      const name = withoutRealm(this.#strings.get(id).toLowerCase());
      signs = (name.endsWith("$") ? COMPUTER : 0) | (/^krbtgt(?:$|\/)/.test(name) ? TICKET_SERVICE : 0);
      this.#signs.set(id, signs);
    }
    return signs;
  }

  /** The text of an id, for values that are looked at, not kept. */
  text(id: StringId): string {
    return this.#strings.get(id);
  }
}
