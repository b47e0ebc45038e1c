import type { AuditPolicy, SubcategorySetting } from "../../types/policy.ts";
import { subcategoryGuid, subcategoryId } from "../../types/policy.ts";
import { MAX_COLUMNS } from "./limits.ts";
import { GUID_COLUMN, LEAST_COLUMNS } from "./policy-shape.ts";
import { outcomesOfValue, outcomesOfWords } from "./setting-words.ts";

/** One row, its columns by their place. */
interface PolicyRow {
  readonly machine: string;
  readonly target: string;
  readonly id: number;
  readonly words: string;
  /** Null in a file without numbers. */
  readonly value: string | null;
}

const SYSTEM = "system";
const ACCOUNT = /^S-1-|[\\@]/i;

/** Rows of an audit policy as CSV. Feed it every line; it keeps what has the GUID of a subcategory at its place. */
export class PolicyCsv {
  readonly #rows: PolicyRow[] = [];
  /** Subcategories there are 256 of at most, and a file repeats them for users: more rows than that say nothing. */
  readonly #most: number;
  lost = 0;

  constructor(mostRows = 20_000) {
    this.#most = mostRows;
  }

  /** False when the line is neither a row nor something that may stand between rows. */
  add(cells: readonly string[], isFirst: boolean): boolean {
    const known = cells.slice(0, MAX_COLUMNS);
    if (known.every((cell) => cell.trim() === "")) return true;
    const guid = known[GUID_COLUMN]?.trim() ?? "";
    const id = subcategoryId(guid);
    // The header, and rows of categories, options and descriptors of access, which have no GUID.
    if (id === null) return isFirst || (known.length > GUID_COLUMN && guid === "");
    // A file that was cut off ends in the middle of a row, whose `Success` may have gone on.
    if (known.length < LEAST_COLUMNS) return false;
    if (this.#rows.length >= this.#most) {
      this.lost++;
      return true;
    }
    this.#rows.push({
      machine: known[0]!.trim(),
      target: known[1]!.trim(),
      id,
      words: known[GUID_COLUMN + 1]!,
      value: known[GUID_COLUMN + 3]?.trim() ?? null,
    });
    return true;
  }

  /** Whether some setting is in words that are not known. */
  get hasUnknownWords(): boolean {
    return this.#rows.some(({ value, words }) => value === null && outcomesOfWords(words) === null);
  }

  finish(): AuditPolicy {
    const target = systemTarget(this.#rows);
    const own = this.#rows.filter((row) => row.target === target);
    const machine = own.find((row) => row.machine !== "")?.machine ?? null;
    // Rows of several computers put together: only those of the first can be told to be its policy.
    const rows = own.filter((row) => sameName(row.machine, machine ?? ""));
    const hasNumbers = rows.some(({ value }) => value !== null && value !== "");
    const kind = !hasNumbers ? "auditpol" : machine === null ? "groupPolicy" : "backup";
    const settings = new Map<number, SubcategorySetting>();
    for (const row of rows) {
      const setting = settingOf(row, kind);
      const before = settings.get(row.id);
      settings.set(row.id, before === undefined || isSame(before, setting) ? setting : unknown(setting));
    }
    return {
      kind,
      computer: machine,
      target,
      settings: [...settings.entries()].sort(([a], [b]) => a - b).map(([, setting]) => setting),
      categories: [],
      forcesSubcategories: null,
      userRows: this.#rows.length - own.length,
      otherComputers: own.length - rows.length,
    };
  }
}

/** The target that stands for the computer: `System`, in its language if need be, but never an account. */
function systemTarget(rows: readonly PolicyRow[]): string | null {
  const targets = [...new Set(rows.map(({ target }) => target))];
  const named = targets.find((target) => target.toLowerCase() === SYSTEM);
  return named ?? targets.find((target) => target !== "" && !ACCOUNT.test(target)) ?? null;
}

function settingOf(row: PolicyRow, kind: AuditPolicy["kind"]): SubcategorySetting {
  const guid = subcategoryGuid(row.id);
  const isNumber = row.value !== null && row.value !== "";
  if (isNumber && row.value === "0") {
    // A group policy leaves it alone. In what is in force there is nothing else that could decide.
    return { guid, state: kind === "groupPolicy" ? "notSet" : "set", success: false, failure: false };
  }
  const outcomes = isNumber ? outcomesOfValue(row.value) : outcomesOfWords(row.words);
  if (outcomes === null) return unknown({ guid });
  return { guid, state: "set", success: outcomes[0], failure: outcomes[1] };
}

function unknown({ guid }: Pick<SubcategorySetting, "guid">): SubcategorySetting {
  return { guid, state: "unknown", success: false, failure: false };
}

/** Rows may repeat each other; where they differ, nothing tells which of them is right. */
function isSame(a: SubcategorySetting, b: SubcategorySetting): boolean {
  return a.state === b.state && a.success === b.success && a.failure === b.failure;
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
