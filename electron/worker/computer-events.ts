import {
  OUTCOME_FAILURE,
  OUTCOME_SUCCESS,
  OUTCOME_UNKNOWN,
} from "../../shared/engine/catalog/audit-samples.ts";
import { Extractor } from "../../shared/engine/extract/extractor.ts";
import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import type { JsonEvent } from "../../shared/readers/json-lines/json-event.ts";
import { type Halves, parseInteger } from "../../shared/readers/number-text.ts";
import { isoToTicks } from "../../shared/readers/time.ts";
import { TreeRecordView } from "../../shared/readers/tree-view.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { EVENT_KINDS, KIND } from "../../shared/types/event-table.ts";
import type { PairingSettings } from "../../shared/types/settings.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { NO_TIME } from "../../shared/types/units.ts";
import { type KnownComputers, sameComputer } from "./same-computer.ts";

/** How far record numbers may jump where a computer got another name and its log went on. */
const RENAME_GAP = 8n;
const OUTCOMES = { success: OUTCOME_SUCCESS, failure: OUTCOME_FAILURE } as const;

/** The events of one computer, until they are paired. */
export class ComputerEvents {
  readonly #strings = new StringTable();
  readonly #extractor = new Extractor(this.#strings);
  readonly #view = new TreeRecordView(this.#strings);
  readonly #halves: Halves = { low: 0, high: 0 };
  readonly #known: KnownComputers = sameComputer();
  readonly #names = new Set<string>();
  #last = "";
  #source = -1;
  #sources = 1;
  #used = 0;
  #lost = 0;
  /** Of each log of the input at hand, number and time of the record read last. */
  #lastOf = new Map<string, { readonly recordId: string; readonly time: string }>();

  /** Names it was met with. */
  get names(): ReadonlySet<string> {
    return this.#names;
  }

  /** Events that some rule needed, once they are paired. */
  get used(): number {
    return this.#used;
  }

  /** Whether an event is of this computer: by its name, or because the log goes on under another one. */
  isOf(computer: string, { record, source }: JsonEvent): boolean {
    if (computer === this.#last || this.#known.has(computer)) return true;
    if (source !== this.#source) return false;
    const last = this.#lastOf.get(record.channel ?? "");
    const before = idOf(last?.recordId ?? null);
    const id = idOf(record.recordId);
    if (last === undefined || before === null || id === null) return false;
    // Logs of two computers may go on in number, but hardly in time as well.
    return id > before && id - before <= RENAME_GAP && (record.timeCreated ?? "") >= last.time;
  }

  add({ record, source, kind, recovered, skipped }: JsonEvent, computer: string, offset: number): void {
    if (source !== this.#source) this.#startSource(source);
    if (computer !== this.#last || this.#names.size === 0) {
      this.#names.add(computer);
      this.#known.add(computer);
      this.#last = computer;
    }
    if (!recovered && record.recordId !== null)
      this.#lastOf.set(record.channel ?? "", { recordId: record.recordId, time: record.timeCreated ?? "" });
    const view = this.#view.loadFull(record, offset, recovered);
    for (const each of skipped) {
      parseInteger(each.recordId, this.#halves);
      this.#extractor.takeSkipped(
        {
          time: isoToTicks(each.timeCreated),
          recordIdLow: this.#halves.low,
          recordIdHigh: this.#halves.high,
          computer: view.computer,
          channel: view.channel,
          eventId: each.eventId,
          outcome: each.audit === null ? OUTCOME_UNKNOWN : OUTCOMES[each.audit],
          records: each.records,
        },
        offset,
      );
    }
    // A list of session-relevant records tells what was left out by itself; a line without a kind is of a whole log.
    if (kind === EVENT_KINDS[KIND.other]) return;
    if (kind !== null) this.#extractor.take(view);
    else if (this.#extractor.wanted[view.eventId] === 1) this.#extractor.accept(view);
    else if (!recovered) {
      const { time, recordIdLow, recordIdHigh, channel, eventId, keywordsHigh } = view;
      this.#extractor.skip(
        time,
        recordIdLow,
        recordIdHigh,
        view.computer,
        channel,
        offset,
        eventId,
        keywordsHigh,
      );
    }
  }

  /** The sessions of what was added, and how many rows found no room. The object is of no use afterwards. */
  pair(settings: PairingSettings, engine: string): { readonly data: CaseData; readonly lost: number } {
    this.#endSource();
    const strings = this.#strings;
    const { duplicatesBySource: _, ...tables } = pairCase({
      events: this.#extractor.finish(),
      strings,
      settings,
      sourceCount: this.#sources,
    });
    const data: CaseData = {
      ...tables,
      engine,
      strings: strings.toArray(),
      sources: [],
      oldest: NO_TIME,
      newest: NO_TIME,
      partial: false,
    };
    return { data, lost: this.#lost };
  }

  #startSource(source: number): void {
    if (this.#source >= 0) this.#endSource();
    this.#extractor.startSource(source);
    this.#source = source;
    this.#sources = Math.max(this.#sources, source + 1);
    this.#lastOf = new Map();
  }

  #endSource(): void {
    const { used, lost } = this.#extractor.endSource();
    this.#used += used;
    this.#lost += lost;
  }
}

function idOf(recordId: string | null): bigint | null {
  return recordId !== null && /^\d{1,20}$/.test(recordId) ? BigInt(recordId) : null;
}
