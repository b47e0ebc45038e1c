import { PROOF_ROLES, type ProofRole } from "../../types/names.ts";

const FIRST_CAPACITY = 1024;

const ROLE: Readonly<Record<ProofRole, number>> = Object.fromEntries(
  PROOF_ROLES.map((role, code) => [role, code]),
) as Record<ProofRole, number>;

/** The records that prove the sessions, in the order in which they were named. */
export class ProofScratch {
  session = new Uint32Array(FIRST_CAPACITY);
  row = new Uint32Array(FIRST_CAPACITY);
  role = new Uint8Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Names a record (row of the event table) as proof; a row below zero is no record and is left out. */
  add(session: number, role: ProofRole, row: number): void {
    if (row < 0) return;
    if (this.#length === this.session.length) this.#grow();
    const at = this.#length++;
    this.session[at] = session;
    this.row[at] = row;
    this.role[at] = ROLE[role];
  }

  /** Moves everything to the end of another list. */
  moveTo(other: ProofScratch): void {
    for (let at = 0; at < this.#length; at++) {
      other.add(this.session[at]!, PROOF_ROLES[this.role[at]!]!, this.row[at]!);
    }
    this.#length = 0;
  }

  #grow(): void {
    const [session, row, role] = [this.session, this.row, this.role];
    const capacity = session.length * 2;
    this.session = new Uint32Array(capacity);
    this.row = new Uint32Array(capacity);
    this.role = new Uint8Array(capacity);
    this.session.set(session);
    this.row.set(row);
    this.role.set(role);
  }
}
