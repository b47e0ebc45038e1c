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

/**
 * Puts an alias in the place of every name, the same for the same name wherever and however it is written: `CORP\Anna`
 * and `anna@corp` hold the alias of `anna`. Aliases are numbered in the order of first sight, so that the same case gives
 * the same ones. What Windows itself calls the same everywhere (SYSTEM, `S-1-5-18`, loopback) stays.
 */
export class Aliases {
  readonly #known = new Map<string, number>();
  readonly #counts = new Map<string, number>();

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
        return text.replace(HOME, (_, before: string, name: string) => before + this.#user(name));
      case "environment":
        return this.#alias("environment", text);
      case "file":
        return this.#file(text);
      case "text":
        return this.#alias("text", text);
    }
  }

  /** What stands in the place of what, as `kind`, real and alias: the key with which aliases are undone. */
  key(): readonly { readonly kind: string; readonly name: string; readonly alias: string }[] {
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
