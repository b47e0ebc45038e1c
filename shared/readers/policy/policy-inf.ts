import { AUDIT_CATEGORIES, type AuditCategory, type AuditPolicy } from "../../types/policy.ts";

const SECTION = /^\[([^\]]{1,64})\]$/;
const FORCE = "machine\\system\\currentcontrolset\\control\\lsa\\scenoapplylegacyauditpolicy";
/** Registry types that hold a number. */
const NUMBER = /^"?4"?\s*,\s*"?([01])"?$/;

/** The audit settings of a security template, as `secedit /export` writes it. Feed it every line. */
export class PolicyInf {
  readonly #settings = new Map<AuditCategory, number>();
  #section = "";
  #forces: boolean | null = null;
  #logKilobytes: number | null = null;

  /** False when the line should hold a setting and cannot be read. */
  add(line: string): boolean {
    const text = line.trim();
    const section = SECTION.exec(text);
    if (section !== null) {
      this.#section = section[1]!.trim().toLowerCase();
      return true;
    }
    if (text === "" || text.startsWith(";")) return true;
    if (this.#section === "event audit") return this.#addCategory(text);
    if (this.#section === "registry values") this.#addRegistryValue(text);
    if (this.#section === "security log") return this.#addLogSize(text);
    return true;
  }

  #addCategory(text: string): boolean {
    const entry = entryOf(text);
    if (entry === null) return false;
    const [name, value] = entry;
    const category = AUDIT_CATEGORIES.find((each) => each.toLowerCase() === name.toLowerCase());
    // Newer templates may have keys of their own here.
    if (category === undefined) return true;
    if (!/^[0-4]$/.test(value)) return false;
    this.#settings.set(category, Number(value));
    return true;
  }

  #addLogSize(text: string): boolean {
    const entry = entryOf(text);
    if (entry === null) return false;
    const [name, value] = entry;
    if (name.toLowerCase() !== "maximumlogsize") return true;
    if (!/^\d{1,10}$/.test(value)) return false;
    this.#logKilobytes = Number(value);
    return true;
  }

  #addRegistryValue(text: string): void {
    const entry = entryOf(text);
    if (entry === null || entry[0].toLowerCase() !== FORCE) return;
    const value = NUMBER.exec(entry[1]);
    if (value !== null) this.#forces = value[1] === "1";
  }

  finish(): AuditPolicy {
    const categories = AUDIT_CATEGORIES.flatMap((category) => {
      const value = this.#settings.get(category);
      if (value === undefined) return [];
      return [{ category, success: (value & 1) !== 0, failure: (value & 2) !== 0 }];
    });
    const kilobytes = this.#logKilobytes;
    return {
      kind: "basic",
      computer: null,
      target: null,
      settings: [],
      categories,
      forcesSubcategories: this.#forces,
      userRows: 0,
      otherComputers: 0,
      ...(kilobytes === null ? {} : { logBytes: kilobytes * 1024 }),
    };
  }
}

/** `name = value`, both without spaces around them; null for a line that is none. */
function entryOf(line: string): readonly [name: string, value: string] | null {
  const at = line.indexOf("=");
  const name = line.slice(0, Math.max(0, at)).trim();
  return name === "" ? null : [name, line.slice(at + 1).trim()];
}
