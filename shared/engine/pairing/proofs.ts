import { PROOF_ROLES, type ProofRole } from "../../types/names.ts";
import { GrowingTable } from "./growing-table.ts";

const COLUMNS = { session: Uint32Array, row: Uint32Array, role: Uint8Array } as const;

/** Position of a role in `PROOF_ROLES`. */
export const ROLE: Readonly<Record<ProofRole, number>> = Object.fromEntries(
  PROOF_ROLES.map((role, code) => [role, code]),
) as Record<ProofRole, number>;

/** The records that prove the sessions, in the order in which they were named. */
export class ProofScratch {
  readonly #table = new GrowingTable(COLUMNS);

  /** Names a record (row of the event table) as proof; a row below zero is no record and is left out. */
  add(session: number, role: number, row: number): void {
    if (row >= 0) this.#put(session, row, role);
  }

  parts(): ReturnType<GrowingTable<typeof COLUMNS>["parts"]> {
    return this.#table.parts();
  }

  /** Forgets everything. */
  clear(): void {
    this.#table.clear();
  }

  /** Moves everything to the end of another list. */
  moveTo(other: ProofScratch): void {
    for (const { columns, length } of this.#table.parts()) {
      for (let at = 0; at < length; at++) {
        other.#put(columns.session[at]!, columns.row[at]!, columns.role[at]!);
      }
    }
    this.clear();
  }

  #put(session: number, row: number, role: number): void {
    const at = this.#table.add();
    const columns = this.#table.last;
    columns.session[at] = session;
    columns.row[at] = row;
    columns.role[at] = role;
  }
}
