import { MAX_LISTED } from "../../shared/contract/event-list.ts";
import { makeTable } from "../../shared/engine/columns.ts";
import { EVENT_ROW_COLUMNS, type EventBlock } from "../../shared/types/event-list.ts";

/** The first block goes out early, for the first screen; later ones are larger. */
const FIRST_ROWS = 500;
const BLOCK_ROWS = 16_384;

/** One row before it has a place. */
export interface EventRow {
  readonly source: number;
  readonly offset: number;
  readonly time: number;
  readonly eventId: number;
  readonly level: number;
  readonly recordIdLow: number;
  readonly recordIdHigh: number;
  readonly provider: string;
  readonly channel: string;
  readonly computer: string;
  readonly user: string;
  readonly recovered: boolean;
}

/** Gathers rows into blocks and sends these. Beyond `MAX_LISTED` rows it only counts. */
export class EventRows {
  readonly #send: (block: EventBlock) => void;
  readonly #ids = new Map<string, number>([["", 0]]);
  #texts: string[] = [];
  #table = makeTable(EVENT_ROW_COLUMNS, FIRST_ROWS);
  #length = 0;
  #matched = 0;

  constructor(send: (block: EventBlock) => void) {
    this.#send = send;
  }

  /** Rows taken, kept or only counted. */
  get matched(): number {
    return this.#matched;
  }

  get isFull(): boolean {
    return this.#matched >= MAX_LISTED;
  }

  /** Counts a row for which there is no room any more. */
  countOnly(): void {
    this.#matched++;
  }

  add(row: EventRow): void {
    if (this.isFull) {
      this.#matched++;
      return;
    }
    this.#matched++;
    const at = this.#length++;
    const table = this.#table;
    table.source[at] = row.source;
    table.offset[at] = row.offset;
    table.time[at] = row.time;
    table.eventId[at] = row.eventId;
    table.level[at] = row.level;
    table.recordIdLow[at] = row.recordIdLow;
    table.recordIdHigh[at] = row.recordIdHigh;
    table.provider[at] = this.#idOf(row.provider);
    table.channel[at] = this.#idOf(row.channel);
    table.computer[at] = this.#idOf(row.computer);
    table.user[at] = this.#idOf(row.user);
    table.recovered[at] = row.recovered ? 1 : 0;
    if (this.#length === table.length) this.flush();
  }

  /** Sends what is left. */
  flush(): void {
    const length = this.#length;
    if (length === 0) return;
    const full = this.#table;
    const table = makeTable(EVENT_ROW_COLUMNS, length, (_, name) => full[name].slice(0, length));
    this.#send({ ...table, texts: this.#texts });
    this.#texts = [];
    this.#length = 0;
    this.#table = makeTable(EVENT_ROW_COLUMNS, BLOCK_ROWS);
  }

  #idOf(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(text, id);
    this.#texts.push(text);
    return id;
  }
}
