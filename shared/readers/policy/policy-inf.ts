import { AUDIT_CATEGORIES, type AuditCategory, type AuditPolicy } from "../../types/policy.ts";

const SECTION = /^\[([^\]]{1,64})\]$/;
const ENTRY = /^([^=]{1,512}?)\s*=\s*(.*)$/;
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
    const entry = ENTRY.exec(text);
    if (entry === null) return false;
    const [, name, value] = entry;
    const category = AUDIT_CATEGORIES.find((each) => each.toLowerCase() === name!.toLowerCase());
    // Newer templates may have keys of their own here.
    if (category === undefined) return true;
    if (!/^[0-4]$/.test(value!)) return false;
    this.#settings.set(category, Number(value));
    return true;
  }

  #addLogSize(text: string): boolean {
    const entry = ENTRY.exec(text);
    if (entry === null) return false;
    if (entry[1]!.toLowerCase() !== "maximumlogsize") return true;
    if (!/^\d{1,10}$/.test(entry[2]!)) return false;
    this.#logKilobytes = Number(entry[2]);
    return true;
  }

  #addRegistryValue(text: string): void {
    const entry = ENTRY.exec(text);
    if (entry === null || entry[1]!.toLowerCase() !== FORCE) return;
    const value = NUMBER.exec(entry[2]!.trim());
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
