import {
  type CloudImport,
  type CloudQuestion,
  type CloudRows,
  type CloudSpan,
  type CloudUserRows,
  MAX_CLOUD_COLUMNS,
  MAX_CLOUD_PREVIEW,
  MAX_CLOUD_TEXT,
} from "../../types/cloud.ts";
import type { ByteSource, CancelToken, LocalClock, MakeTextDecoder, SplitRow } from "../../types/ports.ts";
import type { SourceNote } from "../../types/source.ts";
import type { DateOrder, ImportAnswers } from "../../types/text-import.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import { DateSurvey } from "../csv/date-survey.ts";
import { DamageLog } from "../damage-log.ts";
import { printable } from "../event-text.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import { datesInName, windowOf } from "./file-window.ts";
import { userIdOf } from "./guid.ts";
import { MAX_ID_CHARS } from "./limits.ts";
import { LoginRows } from "./login-rows.ts";
import { type RowTime, rowTime, startsIso, ticksOf } from "./row-time.ts";
import { type TableLayout, tableLayout } from "./table-layout.ts";
import { type TableRow, tableRows } from "./table-rows.ts";
import { UserList } from "./user-list.ts";

/** What is known of a sheet that was turned into text. */
export interface SheetOrigin {
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly is1904: boolean;
  readonly formulas: number;
}

export interface CloudReaderOptions {
  readonly makeDecoder: MakeTextDecoder;
  readonly splitRow: SplitRow;
  readonly cancel: CancelToken;
  readonly answers: readonly ImportAnswers[];
  readonly name: string;
  readonly clockOf: (zone: string | null) => LocalClock;
  readonly origin?: SheetOrigin | undefined;
  readonly onProgress?: (bytesDone: number) => void;
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
}

/** 1980: an empty date of Dynamics 365 is the first day of 1900. */
const OLDEST = -13_885_344_000_000_000;

/**
 * Reads a table of Dynamics 365: logins or users. Goes through it twice, once for how its dates are written. It holds no
 * records of an event log; its summary carries the rows.
 */
export class CloudReader {
  readonly #source: ByteSource;
  readonly #options: CloudReaderOptions;
  readonly #layout: TableLayout | null;
  readonly #damage = new DamageLog();
  readonly #survey = new DateSurvey();
  #logins: LoginRows;
  #users: UserList;
  #rows = 0;
  #unread = 0;
  #withoutOffset = 0;
  #outside = 0;
  #isRead = false;
  #isDone = false;
  #made: CloudRows | CloudUserRows | null = null;
  #cancelled = false;
  #preview: (readonly string[])[] = [];
  #window: CloudSpan | null = null;

  constructor(source: ByteSource, options: CloudReaderOptions) {
    this.#source = source;
    this.#options = options;
    this.#layout = tableLayout(source, options);
    this.#logins = new LoginRows(this.#layout?.shape ?? "loginEvents");
    this.#users = new UserList(this.#layout?.columns ?? {});
  }

  /** Whether the columns are known, so that reading gives something. */
  get isKnown(): boolean {
    return this.#layout !== null && this.#layout.shape !== null;
  }

  /** Reads the table; there are no records to hand over. */
  extract(): void {
    this.#read();
  }

  records(): void {
    this.#read();
  }

  get summary(): ReaderSummary {
    const { lost } = this.#logins;
    const damage = new DamageLog();
    for (const { code, offset, count } of this.#damage.toArray()) damage.add(code, offset, count);
    if (lost + this.#users.lost > 0) damage.add("limit", this.#source.size, lost + this.#users.lost);
    const source = this.describe();
    const known = this.#logins.length > 0;
    return {
      isLog: this.isKnown,
      records: this.#rows,
      recovered: 0,
      oldest: (known ? this.#logins.first : NO_TIME) as Ticks,
      newest: (known ? this.#logins.newest : NO_TIME) as Ticks,
      computers: [],
      channels: [],
      damage: damage.toArray(),
      notes: this.#notes(source),
      cancelled: this.#cancelled,
      ...(source === null ? {} : { cloud: { source, rows: this.#result() } }),
    };
  }

  /** How the table is read, as far as that is known; null for a text that is no table. */
  describe(): CloudImport | null {
    const layout = this.#layout;
    if (layout === null) return null;
    if (layout.shape === null) this.#look(layout);
    const { shape, signature, headers, columns, delimiter, stored, cloud } = layout;
    const { origin } = this.#options;
    return {
      shape,
      signature,
      headers,
      columns,
      delimiter,
      encoding: stored.name,
      dateOrder: this.#order(layout),
      sheet: origin?.sheet ?? null,
      sheets: origin?.sheets ?? [],
      environment: cloud?.environment ?? null,
      window: this.#window,
      zone: this.#clock(layout).zone,
      utcAssumed: this.#withoutOffset > 0 && cloud?.zone === undefined && !layout.isUtc,
      questions: this.#questions(layout),
      unread: this.#unread,
      outside: this.#outside,
      doubles: this.#users.doubles,
      conflicts: this.#users.conflicts,
      formulas: origin?.formulas ?? 0,
      preview: this.#preview,
    };
  }

  #questions(layout: TableLayout): readonly CloudQuestion[] {
    if (layout.shape === null) return ["columns"];
    const questions: CloudQuestion[] = [];
    if (!this.#isDateSure(layout)) questions.push("dateOrder");
    if (this.#window?.end === "assumed") questions.push("windowEnd");
    return questions;
  }

  #notes(source: CloudImport | null): readonly SourceNote[] {
    if (source === null || source.shape === null) return [];
    return [
      ...(source.questions.includes("dateOrder") ? (["dateOrderAssumed"] as const) : []),
      ...(source.questions.includes("windowEnd") ? (["windowEndAssumed"] as const) : []),
      ...(source.utcAssumed ? (["utcAssumed"] as const) : []),
      ...(source.formulas > 0 ? (["formulaValues"] as const) : []),
      ...(source.unread > 0 ? (["rowsUnread"] as const) : []),
    ];
  }

  #clock(layout: TableLayout): LocalClock {
    return this.#options.clockOf(layout.cloud?.zone ?? "UTC");
  }

  #order(layout: TableLayout): DateOrder {
    return layout.answers?.dateOrder ?? this.#survey.decide().order;
  }

  #isDateSure(layout: TableLayout): boolean {
    return layout.answers?.dateOrder !== undefined || this.#survey.decide().isSure;
  }

  /** The rows, put together once: how far reading has come is asked for all the time. */
  #result(): CloudRows | CloudUserRows | null {
    if (this.#isDone) this.#made ??= this.#make();
    return this.#made;
  }

  #make(): CloudRows | CloudUserRows | null {
    const layout = this.#layout;
    if (layout === null || layout.shape === null) return null;
    if (layout.shape === "users") return { kind: "cloudUsers", users: this.#users.users };
    return {
      kind: "cloud",
      ...this.#logins.columns(),
      shape: layout.shape,
      window: this.#window,
      emptyEnvironment: layout.cloud?.environment ?? "",
      dateOrderAssumed: !this.#isDateSure(layout),
    };
  }

  /** First rows of a table of which nobody knows the columns. */
  #look(layout: TableLayout): void {
    if (this.#preview.length > 0) return;
    let count = 0;
    for (const { cells } of this.#dataRows(layout, new DamageLog(), false)) {
      this.#show(cells);
      if (++count >= MAX_CLOUD_PREVIEW) return;
    }
  }

  #show(cells: readonly string[]): void {
    if (this.#preview.length >= MAX_CLOUD_PREVIEW) return;
    const shown = cells.slice(0, Math.min(MAX_CLOUD_COLUMNS, Math.max(1, this.#layout!.headers.length)));
    this.#preview.push(shown.map((cell) => printable(cell.trim()).slice(0, MAX_CLOUD_TEXT).toWellFormed()));
  }

  *#dataRows(layout: TableLayout, damage: DamageLog, tells = true, from = 0): Generator<TableRow> {
    const { makeDecoder, splitRow, cancel, onBytes, onProgress } = this.#options;
    const half = (done: number): void => onProgress?.(Math.floor((from + done) / 2));
    const ports = { splitRow, cancel, ...(tells ? { onBytes, onProgress: half } : {}) };
    const decoder = makeDecoder(layout.stored.name);
    let seen = 0;
    for (const row of tableRows(this.#source, layout.stored, decoder, layout.delimiter, damage, ports)) {
      if (row.cells.every((cell) => cell.trim() === "")) continue;
      if (seen++ > layout.headerRow) yield row;
    }
  }

  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    const layout = this.#layout;
    if (layout === null || layout.shape === null) return;
    const { cancel } = this.#options;
    const { size } = this.#source;
    const serial = this.#serial();
    const { start, end, validFrom } = layout.columns;
    for (const { cells } of this.#dataRows(layout, new DamageLog())) {
      for (const at of [start, end, validFrom]) {
        const text = at === undefined ? "" : (cells[at] ?? "");
        // Most exports write the year first, which leaves nothing to find out.
        if (text === "" || startsIso(text)) continue;
        const time = rowTime(text, serial);
        if (time?.written != null) this.#survey.see(time.plain);
      }
    }
    const order = this.#order(layout);
    const clock = this.#clock(layout);
    const timeIn = (cells: readonly string[], at: number | undefined): number => {
      const text = at === undefined ? "" : (cells[at] ?? "");
      return text.trim() === "" ? NO_TIME : this.#moment(rowTime(text, serial), order, clock);
    };
    for (const row of this.#dataRows(layout, this.#damage, true, size)) {
      this.#show(row.cells);
      this.#rows++;
      const isRead =
        layout.shape === "users"
          ? this.#users.add(row.cells, this.#validFrom(timeIn(row.cells, validFrom)))
          : this.#addLogin(row, layout, timeIn);
      if (isRead) continue;
      this.#unread++;
      this.#damage.add("lineBad", row.offset);
    }
    this.#cancelled = cancel.cancelled;
    const none = this.#logins.length === 0;
    const [first, last] = none ? [NO_TIME, NO_TIME] : [this.#logins.first, this.#logins.last];
    this.#window = windowOf(layout.shape, layout.cloud?.windowEnd, this.#options.name, first, last);
    this.#outside = this.#countOutside();
    this.#isDone = true;
    this.#options.onProgress?.(size);
  }

  /** A list without dates holds from the day in its name. */
  #validFrom(time: number): number {
    return Number.isNaN(time) ? (datesInName(this.#options.name).at(-1) ?? time) : time;
  }

  #addLogin(
    { cells, number, offset }: TableRow,
    layout: TableLayout,
    timeIn: (cells: readonly string[], at: number | undefined) => number,
  ): boolean {
    const { columns, cloud } = layout;
    const cell = (at: number | undefined): string =>
      at === undefined ? "" : (cells[at] ?? "").trim().slice(0, MAX_ID_CHARS);
    const user = userIdOf(cell(columns.user));
    const start = timeIn(cells, columns.start);
    const session = cell(columns.session);
    if (user === "" || Number.isNaN(start) || start < OLDEST) return false;
    if (layout.shape === "pageViews" && session === "") return false;
    let end = timeIn(cells, columns.end);
    const isGiven = cell(columns.end) !== "";
    if (end < OLDEST) end = NO_TIME;
    else if (isGiven && (Number.isNaN(end) || end < start)) {
      // Who came is still known; when they left is not.
      this.#damage.add("valueBad", offset);
      end = NO_TIME;
    }
    const environment = cell(columns.environment) || (cloud?.environment ?? "");
    const lastSeen = timeIn(cells, columns.lastSeen);
    this.#logins.add({ user, session, environment, start, end, lastSeen, row: number, offset });
    return true;
  }

  #moment(time: RowTime | null, order: DateOrder, clock: LocalClock): number {
    const ticks = ticksOf(time, order);
    if (time === null || time.hasOffset || Number.isNaN(ticks)) return ticks;
    this.#withoutOffset++;
    return clock.zone === "UTC" ? ticks : clock.toUtc(ticks);
  }

  #serial(): 1900 | 1904 | null {
    const { origin } = this.#options;
    return origin === undefined ? null : origin.is1904 ? 1904 : 1900;
  }

  #countOutside(): number {
    const window = this.#window;
    return window === null ? 0 : this.#logins.countOutside(window.from, window.to);
  }
}
