/** What a text names, which decides what stands in its place. */
export const MASK_ROLES = [
  "user",
  "computer",
  "domain",
  "sid",
  "userKey",
  "address",
  "place",
  "path",
  "environment",
  "file",
  "text",
] as const;
export type MaskRole = (typeof MASK_ROLES)[number];

/** What stands in the place of what, as `kind`, real name and alias. */
export type AliasKey = readonly { readonly kind: string; readonly name: string; readonly alias: string }[];

/** Accounts and authorities that are the same on every Windows computer: they name nobody. */
const SAME_EVERYWHERE: ReadonlySet<string> = new Set([
  "",
  "-",
  "system",
  "local service",
  "network service",
  "anonymous logon",
  "iusr",
  "nt authority",
  "nt service",
  "builtin",
  "window manager",
  "font driver host",
  "iis apppool",
  "azuread",
  "microsoftaccount",
  "workgroup",
  "local",
  "localhost",
]);
const BUILT_IN_USER = /^(dwm|umfd)-\d+$/;
const IP = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=[^:]*:)[0-9a-f:.]+(?:%\w+)?)$/i;
const LOOPBACK = /^(?:127\.|::1$|0\.0\.0\.0$|::$|::ffff:127\.)/i;
const ACCOUNT_SID = /^s-1-5-21-(\d+-\d+-\d+)(?:-(\d+))?$/i;
const ENTRA_SID = /^s-1-12-1-/i;
/** Relative ids below this are those of accounts that Windows makes, such as 500. */
const FIRST_OWN_RID = 1000;
const HOME = /(\\(?:users|documents and settings)\\)([^\\]+)/gi;
/** The computer that a share is on: `\\FS1\tools\x.exe`. */
const SHARE = /^(\\\\(?:\?\\UNC\\)?)([^\\?.][^\\]*)/i;
/** Who asked for a shutdown (1074) is named with its computer: `C:\Windows\System32\wininit.exe (PC-014)`. */
const ASKED_FROM = / \(([^()\\/:]+)\)$/;

/**
 * Puts an alias in the place of every name, the same for the same name wherever and however it is written: `CORP\Anna`
 * and `anna@corp` hold the alias of `anna`. Aliases are numbered in the order of first sight, so that the same case gives
 * the same ones. What Windows itself calls the same everywhere (SYSTEM, `S-1-5-18`, loopback) stays.
 */
export class Aliases {
  readonly #known = new Map<string, number>();
  readonly #counts = new Map<string, number>();

  /** Aliases that were given before, by their key; what is new is numbered after them. */
  static again(key: AliasKey): Aliases {
    const aliases = new Aliases();
    for (const { kind, name, alias } of key) {
      const number = Number(alias.slice(kind.length + 1));
      if (!Number.isSafeInteger(number) || number < 1) continue;
      aliases.#known.set(`${kind} ${name}`, number);
      aliases.#counts.set(kind, Math.max(aliases.#counts.get(kind) ?? 0, number));
    }
    return aliases;
  }

  of(role: MaskRole, text: string): string {
    if (SAME_EVERYWHERE.has(text.toLowerCase())) return text;
    switch (role) {
      case "user":
        return this.#user(text);
      case "computer":
        return this.#computer(text);
      case "domain":
        return this.#domain(text);
      case "sid":
        return this.#sid(text);
      case "userKey":
        return /^s-1-/i.test(text) ? this.#sid(text) : this.#user(text);
      case "address":
        return this.#address(text);
      case "place":
        return IP.test(text) ? this.#address(text) : this.#computer(text);
      case "path":
        return this.#path(text);
      case "environment":
        return this.#alias("environment", text);
      case "file":
        return this.#file(text);
      case "text":
        return this.#alias("text", text);
    }
  }

  /** What stands in the place of what, as `kind`, real and alias: the key with which aliases are undone. */
  key(): AliasKey {
    return [...this.#known].map(([entry, number]) => {
      const at = entry.indexOf(" ");
      const kind = entry.slice(0, at);
      return { kind, name: entry.slice(at + 1), alias: `${kind}-${number}` };
    });
  }

  #user(text: string): string {
    const slash = text.indexOf("\\");
    if (slash >= 0) return `${this.#domain(text.slice(0, slash))}\\${this.#user(text.slice(slash + 1))}`;
    const at = text.indexOf("@");
    if (at > 0) return `${this.#user(text.slice(0, at))}@${this.#domain(text.slice(at + 1))}`;
    const name = text.toLowerCase();
    if (SAME_EVERYWHERE.has(name) || BUILT_IN_USER.test(name)) return text;
    if (name.endsWith("$")) return `${this.#computer(text.slice(0, -1))}$`;
    return this.#alias("user", name);
  }

  #computer(text: string): string {
    const bare = text.replace(/^\\+/, "");
    if (bare === "" || SAME_EVERYWHERE.has(bare.toLowerCase())) return text;
    const dot = bare.indexOf(".");
    const first = dot === -1 ? bare : bare.slice(0, dot);
    const rest = dot === -1 ? "" : `.${this.#domain(bare.slice(dot + 1))}`;
    return `${text.slice(0, text.length - bare.length)}${this.#alias("computer", first.toLowerCase())}${rest}`;
  }

  /** The domain of a local account is its computer; `CORP` and `corp.example` share their first label. */
  #domain(text: string): string {
    const name = text.toLowerCase();
    if (SAME_EVERYWHERE.has(name)) return text;
    if (this.#known.has(`computer ${name}`)) return this.#alias("computer", name);
    const dot = name.indexOf(".");
    return dot <= 0 ? this.#alias("domain", name) : `${this.#alias("domain", name.slice(0, dot))}.example`;
  }

  #sid(text: string): string {
    const account = ACCOUNT_SID.exec(text);
    if (account !== null) {
      const domain = `S-1-5-21-${this.#number("sidDomain", account[1]!)}-0-0`;
      const rid = account[2];
      if (rid === undefined) return domain;
      const own = Number(rid) >= FIRST_OWN_RID;
      return `${domain}-${own ? FIRST_OWN_RID + this.#number("sid", text.toLowerCase()) : rid}`;
    }
    if (ENTRA_SID.test(text)) return `S-1-12-1-0-0-0-${this.#number("sid", text.toLowerCase())}`;
    return text;
  }

  /** A program stays; whose profile, which share and which computer it is on does not. */
  #path(text: string): string {
    return text
      .replace(SHARE, (_, before: string, name: string) => before + this.of("place", name))
      .replace(HOME, (_, before: string, name: string) => before + this.#user(name))
      .replace(ASKED_FROM, (_, name: string) => ` (${this.of("place", name)})`);
  }

  #address(text: string): string {
    return LOOPBACK.test(text) ? text : this.#alias("address", text.toLowerCase());
  }

  /** The name of a file often holds that of a computer; its ending says what it is. */
  #file(text: string): string {
    const ending = /\.[a-z0-9]{1,5}$/i.exec(text)?.[0].toLowerCase() ?? "";
    return this.#alias("file", text) + ending;
  }

  #alias(kind: string, name: string): string {
    return `${kind}-${this.#number(kind, name)}`;
  }

  #number(kind: string, name: string): number {
    const entry = `${kind} ${name}`;
    let number = this.#known.get(entry);
    if (number === undefined) {
      number = (this.#counts.get(kind) ?? 0) + 1;
      this.#counts.set(kind, number);
      this.#known.set(entry, number);
    }
    return number;
  }
}
