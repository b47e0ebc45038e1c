import { ENGINE_VERSION } from "../../shared/contract/versions.ts";
import { noActs } from "../../shared/engine/pairing/acts.ts";
import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import { isChunkAt } from "../../shared/readers/evtx/file-header.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../shared/readers/evtx/limits.ts";
import type { Boot, CaseData, CaseTables } from "../../shared/types/case.ts";
import { CHANNEL, type EventTable, KIND } from "../../shared/types/event-table.ts";
import { CONFIDENCES, codeOf } from "../../shared/types/names.ts";
import type { ByteSource } from "../../shared/types/ports.ts";
import type { PairingSettings } from "../../shared/types/settings.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { NO_STRING } from "../../shared/types/units.ts";
import { joinTables } from "./join-tables.ts";
import { noFailures, takeSessions } from "./take-sessions.ts";

/*
 * Sessions that can be shown while a log is still being read: those of boots that are over, whose start and end are
 * both recorded. Nothing that is read later can move or change them, because
 *
 *   - there is one source only, so no other log can supply earlier or better evidence;
 *   - it is the Security log of one computer, an .evtx file whose chunks stand in the order of their record ids, so
 *     what is still to come is later than all that has come; other logs name a user only by SID and learn the name
 *     later;
 *   - a boot is left out until the next one has begun: clock corrections (R11) and split tokens (R6) work inside one.
 *
 * Only the name of the computer may still change: if it is renamed later on, all of its sessions go by the new one.
 * For every other input nothing is sent early; how much has been read is part of the progress anyway.
 */

/** First attempt; each one pairs all that came before again, so the next waits twice as long. */
const FIRST_MS = 1000;
/** What will be there in full so soon is not shown in part: that would only hold up the reading. */
const SOON_MS = 250;

export interface EarlyCase {
  readonly data: CaseData;
  /** Sessions seen that may still change. */
  readonly undecided: number;
}

/** Hands over the rows that have come since it was asked last. */
export interface RowSource {
  finish(): EventTable;
}

export class EarlySessions {
  readonly #source: RowSource;
  readonly #strings: Pick<StringTable, "toArray">;
  readonly #settings: PairingSettings;
  /** Rows taken so far. */
  #rows: EventTable | null = null;
  #nextMs = FIRST_MS;
  #possible: boolean | null = null;
  /** Starts of the sessions sent so far. */
  #shown: readonly number[] = [];

  constructor(source: RowSource, strings: Pick<StringTable, "toArray">, settings: PairingSettings) {
    this.#source = source;
    this.#strings = strings;
    this.#settings = settings;
  }

  /**
   * Sessions final by now; null when it is too early or late, there are no new ones, or the input does not allow it.
   * `share`: how much of the input has been read, 0 to 1.
   */
  attempt(elapsedMs: number, share: number, file: ByteSource, info: () => SourceInfo): EarlyCase | null {
    if (elapsedMs < this.#nextMs || this.#possible === false) return null;
    if (elapsedMs * (1 - share) < SOON_MS * share) return null;
    this.#nextMs = elapsedMs * 2;
    this.#possible ??= chunksAscend(file);
    if (!this.#possible) return null;
    const rows = this.#take();
    if (!isOneStream(rows)) {
      this.#possible = false;
      return null;
    }
    // Pairing adds texts; in a table of its own they cannot make the final one depend on when this happened.
    const strings = StringTable.from(this.#strings.toArray());
    const {
      duplicatesBySource,
      audit: _,
      ...tables
    } = pairCase({
      events: rows,
      strings,
      settings: this.#settings,
      sourceCount: 1,
    });
    // One machine may have several names, but only one.
    if (tables.computers.length !== 1 || duplicatesBySource[0] !== 0) {
      this.#possible = false;
      return null;
    }
    const final = finalRows(tables);
    const shown = Array.from(final, (row) => tables.sessions.start[row]!);
    if (shown.length <= this.#shown.length) return null;
    // Rows are added, never moved: whatever a log may hold that breaks the reasons above ends this here.
    if (this.#shown.some((start, at) => start !== shown[at])) {
      this.#possible = false;
      return null;
    }
    this.#shown = shown;
    const source = info();
    return {
      undecided: tables.sessions.length - final.length,
      data: {
        ...tables,
        sessions: takeSessions(tables.sessions, final),
        // All else is still open: a hole may be filled and a boot go on.
        failures: noFailures(),
        holes: [],
        coverage: [],
        lockouts: [],
        clockSteps: [],
        acts: noActs(),
        engine: ENGINE_VERSION,
        strings: strings.toArray(),
        sources: [source],
        oldest: source.oldest,
        newest: source.newest,
        partial: true,
      },
    };
  }

  /** All rows: those taken out early and those that have come since. */
  finish(): EventTable {
    return this.#take();
  }

  #take(): EventTable {
    const fresh = this.#source.finish();
    this.#rows = this.#rows === null ? fresh : joinTables([this.#rows, fresh]);
    return this.#rows;
  }
}

/** Rows with recorded start and end, in boots after which another one has begun. */
function finalRows({ sessions, boots }: CaseTables): Uint32Array {
  const exact = codeOf(CONFIDENCES, "exact");
  const rows: number[] = [];
  for (let row = 0; row < sessions.length; row++) {
    const boot = boots[sessions.boot[row]!];
    if (sessions.startConfidence[row] !== exact || sessions.confidence[row] !== exact) continue;
    if (sessions.user[row] !== NO_STRING && boot !== undefined && isOver(boot, boots)) rows.push(row);
  }
  return Uint32Array.from(rows);
}

function isOver(boot: Boot, boots: readonly Boot[]): boolean {
  return boots.some((other) => other.computer === boot.computer && other.index > boot.index);
}

/** The Security channel only, and record ids that rise; kept rows of skipped records may lag behind. */
function isOneStream({ length, kind, channelKind, recordIdLow, recordIdHigh }: EventTable): boolean {
  let low = 0;
  let high = 0;
  for (let row = 0; row < length; row++) {
    if (channelKind[row] !== CHANNEL.security) return false;
    if (kind[row] === KIND.other) continue;
    const nextHigh = recordIdHigh[row]!;
    const nextLow = recordIdLow[row]!;
    if (nextHigh < high || (nextHigh === high && nextLow <= low && low > 0)) return false;
    high = nextHigh;
    low = nextLow;
  }
  return true;
}

/** Whether a file is an .evtx log whose chunks, by the record ids in their headers, stand in order. */
export function chunksAscend(file: ByteSource): boolean {
  const head = new Uint8Array(32);
  const view = new DataView(head.buffer);
  let last = -1n;
  let chunks = 0;
  for (let at = FILE_HEADER_SIZE; at + CHUNK_SIZE <= file.size; at += CHUNK_SIZE) {
    if (file.read(at, head) < head.length || !isChunkAt(head, 0)) continue;
    const first = view.getBigUint64(24, true);
    if (first <= last) return false;
    last = first;
    chunks++;
  }
  return chunks > 0;
}
