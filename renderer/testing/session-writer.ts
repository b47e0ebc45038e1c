import {
  CONFIDENCES,
  type Confidence,
  codeOf,
  END_REASONS,
  type EndReason,
  EVIDENCE_CLASSES,
  INTERVAL_KINDS,
  type IntervalKind,
  PROOF_ROLES,
  type ProofRole,
  RULES,
  type Rule,
  SESSION_KINDS,
  type SessionKind,
} from "../../shared/types/names.ts";
import {
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
  type SessionTable,
} from "../../shared/types/session-table.ts";
import type { StringTable } from "../../shared/types/string-table.ts";

/** One session in words; what is left out is unknown. Times are ticks. */
export interface SessionDraft {
  readonly user: string;
  readonly domain?: string;
  readonly computer: string;
  readonly kind?: SessionKind;
  readonly type?: number;
  readonly start: number;
  readonly end?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly reason?: EndReason;
  readonly confidence?: Confidence;
  readonly startRule?: Rule;
  readonly endRule?: Rule;
  readonly address?: string;
  readonly client?: string;
  readonly process?: string;
  readonly elevated?: boolean;
  readonly flags?: number;
  readonly intervals?: readonly (readonly [kind: IntervalKind, from: number, to: number])[];
  readonly proofs?: readonly (readonly [role: ProofRole, eventId: number, time: number])[];
}

type Column = { [row: number]: number };

/** Writes drafts into session columns, a fixed number of rows at most. For tests and development only. */
export class SessionWriter {
  readonly #columns: Readonly<Record<keyof typeof SESSION_COLUMNS, Column>>;
  readonly #strings: StringTable;
  readonly #intervals: [number, number, number][] = [];
  readonly #proofs: [number, number, number, number][] = [];
  readonly #intervalStart: Uint32Array;
  readonly #proofStart: Uint32Array;
  readonly #memberStart: Uint32Array;
  #length = 0;

  constructor(capacity: number, strings: StringTable) {
    this.#columns = Object.fromEntries(
      Object.entries(SESSION_COLUMNS).map(([name, Type]) => [name, new Type(capacity)]),
    ) as unknown as Record<keyof typeof SESSION_COLUMNS, Column>;
    this.#strings = strings;
    this.#intervalStart = new Uint32Array(capacity + 1);
    this.#proofStart = new Uint32Array(capacity + 1);
    this.#memberStart = new Uint32Array(capacity + 1);
  }

  add(draft: SessionDraft): number {
    const row = this.#length++;
    const c = this.#columns;
    const text = (value: string | undefined) => this.#strings.intern(value ?? "");
    const end = draft.end ?? Number.NaN;
    const confidence = draft.confidence ?? "exact";
    c.kind[row] = codeOf(SESSION_KINDS, draft.kind ?? "desktop");
    c.parent[row] = -1;
    c.computer[row] = text(draft.computer);
    c.computerKey[row] = text(draft.computer.toLowerCase());
    c.user[row] = text(draft.user);
    c.domain[row] = text(draft.domain ?? "CORP");
    c.userKey[row] = text(`${draft.domain ?? "CORP"}\\${draft.user}`.toLowerCase());
    c.sid[row] = text(`S-1-5-21-1004336348-1177238915-682003330-${1100 + text(draft.user)}`);
    c.logonType[row] = draft.type ?? 2;
    c.leadLogonIdLow[row] = 0x45322 + row * 0x1d3;
    c.elevated[row] = draft.elevated ? 2 : 1;
    c.boot[row] = -1;
    c.start[row] = draft.start;
    c.startLower[row] = Number.NaN;
    c.startUpper[row] = Number.NaN;
    c.startRule[row] = codeOf(RULES, draft.startRule ?? "R6");
    c.end[row] = end;
    c.endReason[row] = codeOf(END_REASONS, draft.reason ?? "userLogoff");
    c.confidence[row] = codeOf(CONFIDENCES, confidence);
    c.endLower[row] = draft.lower ?? (confidence === "exact" ? Number.NaN : end);
    c.endUpper[row] = draft.upper ?? Number.NaN;
    c.endRule[row] = codeOf(RULES, draft.endRule ?? "E1");
    c.sourceAddress[row] = text(draft.address);
    c.clientName[row] = text(draft.client);
    c.process[row] = text(draft.process);
    c.flags[row] = draft.flags ?? 0;
    c.evidence[row] = codeOf(EVIDENCE_CLASSES, "eventLog");

    let away = 0;
    for (const [kind, from, to] of draft.intervals ?? []) {
      this.#intervals.push([codeOf(INTERVAL_KINDS, kind), from, to]);
      away += to - from;
    }
    c.active[row] = end - draft.start - away;
    c.activeMin[row] = (draft.lower ?? end) - draft.start - away;
    c.activeMax[row] = (draft.upper ?? end) - draft.start - away;
    for (const [role, eventId, time] of draft.proofs ?? []) {
      this.#proofs.push([codeOf(PROOF_ROLES, role), eventId, time, row]);
    }
    this.#intervalStart[row + 1] = this.#intervals.length;
    this.#proofStart[row + 1] = this.#proofs.length;
    this.#memberStart[row + 1] = row + 1;
    return row;
  }

  table(): SessionTable {
    const n = this.#length;
    const cut = Object.fromEntries(
      Object.entries(this.#columns).map(([name, column]) => [
        name,
        (column as unknown as Uint8Array).slice(0, n),
      ]),
    ) as unknown as Omit<SessionTable, "length" | "intervals" | "proofs" | "members">;
    const proofs = this.#proofs;
    return {
      ...cut,
      length: n,
      intervalStart: this.#intervalStart.slice(0, n + 1),
      proofStart: this.#proofStart.slice(0, n + 1),
      memberStart: this.#memberStart.slice(0, n + 1),
      intervals: {
        kind: INTERVAL_COLUMNS.kind.from(this.#intervals.map((it) => it[0])),
        from: INTERVAL_COLUMNS.from.from(this.#intervals.map((it) => it[1])),
        to: INTERVAL_COLUMNS.to.from(this.#intervals.map((it) => it[2])),
        length: this.#intervals.length,
      },
      proofs: {
        role: PROOF_COLUMNS.role.from(proofs.map((it) => it[0])),
        source: PROOF_COLUMNS.source.from(proofs.map(() => 0)),
        channel: PROOF_COLUMNS.channel.from(proofs.map(() => this.#strings.intern("Security"))),
        eventId: PROOF_COLUMNS.eventId.from(proofs.map((it) => it[1])),
        recordIdLow: PROOF_COLUMNS.recordIdLow.from(proofs.map((_, i) => 18_204 + i * 7)),
        recordIdHigh: PROOF_COLUMNS.recordIdHigh.from(proofs.map(() => 0)),
        time: PROOF_COLUMNS.time.from(proofs.map((it) => it[2])),
        offset: PROOF_COLUMNS.offset.from(proofs.map((_, i) => 4096 + i * 1024)),
        length: proofs.length,
      },
      members: {
        logonIdLow: MEMBER_COLUMNS.logonIdLow.from({ length: n }, (_, i) => 0x45322 + i * 0x1d3),
        logonIdHigh: new MEMBER_COLUMNS.logonIdHigh(n),
        length: n,
      },
    };
  }
}
