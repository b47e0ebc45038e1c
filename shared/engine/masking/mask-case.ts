import { ACT } from "../../types/act-table.ts";
import type { CaseData } from "../../types/case.ts";
import type { SourceInfo } from "../../types/source.ts";
import { Aliases, type MaskRole } from "./aliases.ts";
import { COLUMN_ROLES, FIELD_ROLES, LEFT_OUT_FIELDS } from "./roles.ts";

/** A case in which aliases stand in the place of all names, and what stands for what. */
export interface MaskedCase {
  readonly data: CaseData;
  readonly aliases: Aliases;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The same case under aliases: people, computers, domains, SIDs, addresses, e-mail addresses and names of files. No real
 * name is left in it, not even unseen in its string table, so whatever is made of it (a view, an export, a report) is
 * masked by itself. What a table or field does not name as harmless counts as a name. With the `aliases` of another case
 * the same name has the same alias in both.
 */
export function maskCase(data: CaseData, aliases: Aliases = new Aliases()): MaskedCase {
  const masking = new Masking(data.strings, aliases);
  // First of all, so that a domain that is the name of a computer is known as one.
  for (const { name } of data.computers) masking.aliases.of("computer", name);
  for (const column of ["computer", "computerKey"] as const)
    masking.column(data.sessions[column], "computer");
  const { strings: _, ...rest } = data;
  const masked = masking.object(rest as Fields);
  return { data: { ...masked, strings: masking.strings } as unknown as CaseData, aliases: masking.aliases };
}

/** Inputs alone under aliases. */
export function maskSources(sources: readonly SourceInfo[], aliases: Aliases): readonly SourceInfo[] {
  const { sources: masked } = new Masking([""], aliases).object({ sources });
  return masked as readonly SourceInfo[];
}

class Masking {
  readonly aliases: Aliases;
  readonly #old: readonly string[];
  readonly #strings: string[] = [""];
  readonly #ids = new Map<string, number>([["", 0]]);
  /** For each role the new id of each old one, 0 not asked yet. */
  readonly #renamed = new Map<MaskRole | "plain", Uint32Array>();

  constructor(old: readonly string[], aliases: Aliases) {
    this.aliases = aliases;
    this.#old = old;
  }

  get strings(): readonly string[] {
    return this.#strings;
  }

  object(value: Fields): Fields {
    if (isTable(value)) return this.#table(value);
    const out: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(value)) {
      if (LEFT_OUT_FIELDS.has(name)) continue;
      out[name] = this.#value(item, name);
    }
    return out;
  }

  #value(value: unknown, name: string): unknown {
    if (typeof value === "string") {
      const role = Object.hasOwn(FIELD_ROLES, name) ? FIELD_ROLES[name]! : "text";
      return role === "plain" ? value : this.aliases.of(role, value);
    }
    if (Array.isArray(value)) return value.map((item) => this.#value(item, name));
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
    return this.object(value as Fields);
  }

  #table(table: Fields): Fields {
    const out: Record<string, unknown> = {};
    for (const [name, item] of Object.entries(table)) {
      if (typeof item === "object" && item !== null && !ArrayBuffer.isView(item))
        out[name] = this.object(item as Fields);
      else if (item instanceof Uint32Array) out[name] = this.#numbers(table, name, item);
      else out[name] = item;
    }
    return out;
  }

  #numbers(table: Fields, name: string, column: Uint32Array): Uint32Array {
    const role = Object.hasOwn(COLUMN_ROLES, name) ? COLUMN_ROLES[name]! : "text";
    if (role === "number") return column;
    if (role !== "detail") return this.column(column, role);
    // Only what was asked for at a shutdown is no name.
    const kinds = table.kind as Uint8Array;
    return column.map((id, row) =>
      this.#renamedId(id, kinds[row] === ACT.shutdownRequested ? "plain" : "user"),
    );
  }

  column(column: Uint32Array, role: MaskRole | "plain"): Uint32Array {
    const out = new Uint32Array(column.length);
    for (let row = 0; row < out.length; row++) out[row] = this.#renamedId(column[row]!, role);
    return out;
  }

  #renamedId(id: number, role: MaskRole | "plain"): number {
    if (id === 0 || id >= this.#old.length) return 0;
    let renamed = this.#renamed.get(role);
    if (renamed === undefined) {
      renamed = new Uint32Array(this.#old.length);
      this.#renamed.set(role, renamed);
    }
    const known = renamed[id]!;
    if (known !== 0) return known;
    const text = this.#old[id]!;
    const next = this.#intern(role === "plain" ? text : this.aliases.of(role, text));
    renamed[id] = next;
    return next;
  }

  #intern(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#strings.push(text) - 1;
    this.#ids.set(text, id);
    return id;
  }
}

/** A table is known by its columns. */
function isTable(value: Fields): boolean {
  return typeof value.length === "number" && Object.values(value).some((item) => ArrayBuffer.isView(item));
}
