import type { Confidence, EndReason, EvidenceClass } from "../../types/names.ts";
import { CONFIDENCES, END_REASONS, EVIDENCE_CLASSES, SESSION_KINDS } from "../../types/names.ts";
import { TRAIL_COLUMNS, type TrailSessions } from "../../types/trail.ts";
import { type ColumnsOf, makeTable } from "../columns.ts";

/** Where a record of a trail stands. */
export interface TrailRecord {
  readonly source: number;
  /** The same for the same record in every run and every packing: part of the session key. */
  readonly recordIdLow: number;
  readonly recordIdHigh: number;
  /** As written, in ticks. */
  readonly time: number;
  readonly offset: number;
}

/** One session of a trail. Texts are ids of the string table of the case; left out is not given. */
export interface TrailSession {
  readonly kind: "script" | "cloud";
  readonly evidence: EvidenceClass;
  readonly channel: number;
  readonly computer?: number;
  readonly computerKey?: number;
  readonly user?: number;
  readonly domain?: number;
  readonly sid?: number;
  readonly userKey: number;
  readonly email?: number;
  readonly environment?: number;
  readonly sessionName?: number;
  readonly server?: number;
  /** `NaN` when not known; then `startUpper` bounds it. */
  readonly start: number;
  readonly startLower?: number;
  readonly startUpper?: number;
  readonly end?: number;
  readonly endReason: EndReason;
  readonly confidence: Confidence;
  readonly endLower?: number;
  readonly endUpper?: number;
  readonly lastEvidence: number;
  /** Bit set over SESSION_FLAGS. */
  readonly flags?: number;
  readonly startRecord: TrailRecord | null;
  readonly endRecord: TrailRecord | null;
}

type Table = ColumnsOf<typeof TRAIL_COLUMNS>;
const FIRST_ROWS = 1024;

/** Collects the sessions of trails as columns. */
export class TrailSessionList {
  #columns: Table = makeTable(TRAIL_COLUMNS, FIRST_ROWS);
  #room = FIRST_ROWS;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(session: TrailSession): void {
    if (this.#length === this.#room) this.#grow();
    const c = this.#columns;
    const row = this.#length++;
    const isKnown = !Number.isNaN(session.start);
    c.kind[row] = SESSION_KINDS.indexOf(session.kind);
    c.evidence[row] = EVIDENCE_CLASSES.indexOf(session.evidence);
    c.channel[row] = session.channel;
    c.computer[row] = session.computer ?? 0;
    c.computerKey[row] = session.computerKey ?? 0;
    c.user[row] = session.user ?? 0;
    c.domain[row] = session.domain ?? 0;
    c.sid[row] = session.sid ?? 0;
    c.userKey[row] = session.userKey;
    c.email[row] = session.email ?? 0;
    c.environment[row] = session.environment ?? 0;
    c.sessionName[row] = session.sessionName ?? 0;
    c.server[row] = session.server ?? 0;
    c.start[row] = session.start;
    c.startConfidence[row] = CONFIDENCES.indexOf(isKnown ? "exact" : "unknown");
    c.startLower[row] = session.startLower ?? Number.NaN;
    c.startUpper[row] = session.startUpper ?? Number.NaN;
    c.end[row] = session.end ?? Number.NaN;
    c.endReason[row] = END_REASONS.indexOf(session.endReason);
    c.confidence[row] = CONFIDENCES.indexOf(session.confidence);
    c.endLower[row] = session.endLower ?? Number.NaN;
    c.endUpper[row] = session.endUpper ?? Number.NaN;
    c.lastEvidence[row] = session.lastEvidence;
    c.flags[row] = session.flags ?? 0;
    const { startRecord: first, endRecord: last } = session;
    c.startSource[row] = first?.source ?? -1;
    c.startRecordIdLow[row] = first?.recordIdLow ?? 0;
    c.startRecordIdHigh[row] = first?.recordIdHigh ?? 0;
    c.startTime[row] = first?.time ?? Number.NaN;
    c.startOffset[row] = first?.offset ?? 0;
    c.endSource[row] = last?.source ?? -1;
    c.endRecordIdLow[row] = last?.recordIdLow ?? 0;
    c.endRecordIdHigh[row] = last?.recordIdHigh ?? 0;
    c.endTime[row] = last?.time ?? Number.NaN;
    c.endOffset[row] = last?.offset ?? 0;
  }

  /** The sessions so far; columns are exactly as long as there are sessions. */
  finish(): TrailSessions {
    const length = this.#length;
    const columns = this.#columns;
    return makeTable(TRAIL_COLUMNS, length, (_, name) => columns[name].slice(0, length));
  }

  #grow(): void {
    this.#room *= 2;
    const before = this.#columns;
    this.#columns = makeTable(TRAIL_COLUMNS, this.#room, (type, name) => {
      const column = new type(this.#room);
      column.set(before[name]);
      return column;
    });
  }
}
