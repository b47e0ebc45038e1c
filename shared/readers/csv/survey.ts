import type { ByteSource, CancelToken, LocalClock, MakeTextDecoder } from "../../types/ports.ts";
import {
  answersFor,
  type DateOrder,
  type ImportAnswers,
  type TextQuestion,
} from "../../types/text-import.ts";
import { DamageLog } from "../damage-log.ts";
import { asciiText } from "../text-encoding.ts";
import { decoderName, UnitWindow } from "../xml/unit-window.ts";
import { DateSurvey } from "./date-survey.ts";
import { MAX_ROW_UNITS, MAX_ROWS, ROW_HEAD_UNITS } from "./limits.ts";
import { localTicks, parseWritten, type WrittenTime } from "./local-time.ts";
import { NumberList } from "./number-list.ts";
import { endsWhole, headText, nextRowStart, rowEnd } from "./row-finder.ts";
import { signatureOf } from "./signature.ts";
import { type StoredText, storedText } from "./text-encodings.ts";
import { layoutOf, type TextHead, textHead } from "./text-layout.ts";

export interface SurveyOptions {
  readonly makeDecoder: MakeTextDecoder;
  readonly cancel: CancelToken;
  readonly answers: readonly ImportAnswers[];
  /** What the input is called; answers may be for it alone. */
  readonly name: string;
  /** The clock of a zone; null asks for that of this machine. */
  readonly clockOf: (zone: string | null) => LocalClock;
  readonly onProgress?: (bytesDone: number) => void;
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
  /** Rows that are read; further ones are damage. */
  readonly mostRows?: number;
}

/** All that is known of a text export after going through it once. Rows stand in the order of their times. */
export interface Survey {
  readonly head: TextHead;
  readonly stored: StoredText;
  readonly dateOrder: DateOrder;
  readonly clock: LocalClock;
  readonly signature: string;
  readonly questions: readonly TextQuestion[];
  readonly damage: DamageLog;
  readonly rows: number;
  readonly cancelled: boolean;
  /** Byte positions of a row. */
  start(row: number): number;
  end(row: number): number;
}

const HEAD_BYTES = 65_536;

/** The date and time cell of the head of a row. */
export function dateCell(cells: readonly string[], { layout }: TextHead): string {
  const clean = (cell: string | undefined): string => (cell ?? "").replaceAll('"', "");
  return layout === "viewer" ? clean(cells[1]) : `${clean(cells[0])} ${clean(cells[1])}`;
}

/** Goes through a text export once: where its rows are, what order its dates have, what is damaged. */
export function surveyText(source: ByteSource, options: SurveyOptions): Survey | null {
  const bytes = new Uint8Array(Math.min(HEAD_BYTES, source.size));
  const headBytes = bytes.subarray(0, Math.max(0, source.read(0, bytes)));
  const guess = storedText(headBytes);
  const ascii = (stored: StoredText): string =>
    asciiText(headBytes, stored.units).replaceAll("\ufffd", "?").replaceAll("\0", "");
  const guessed = textHead(ascii(guess));
  const anyHead = guessed === "table" ? null : guessed;
  const signature = signatureOf(anyHead, ascii(guess));
  const answers = answersFor(options.answers, options.name, signature);
  const stored = answers?.encoding === undefined ? guess : storedText(headBytes, answers.encoding);
  // An answer that fits nothing must not make an export unreadable.
  const asked = answers?.delimiter === undefined ? null : textHead(ascii(stored), answers.delimiter);
  const head = asked === null || asked === "table" ? anyHead : asked;
  if (head === null) return null;

  const walk = new RowWalk(source, stored, head, options);
  walk.run();
  const decided = walk.dates.decide();
  const dateOrder = answers?.dateOrder ?? decided.order;
  const clock = options.clockOf(answers?.zone ?? null);
  const questions: TextQuestion[] = [];
  if (walk.starts.length > 0) {
    if (clock.assumed) questions.push("zone");
    if (!decided.isSure && answers?.dateOrder === undefined) questions.push("dateOrder");
    if (!stored.isSure) questions.push("encoding");
  }
  const order = walk.inOrder(dateOrder);
  const { unit } = stored.units;
  return {
    head,
    stored,
    dateOrder,
    clock,
    signature,
    questions,
    damage: walk.damage,
    rows: walk.starts.length,
    cancelled: walk.cancelled,
    start: (row) => walk.starts.at(order(row)) * unit,
    end: (row) => walk.ends.at(order(row)) * unit,
  };
}

/** Finds the rows of a text. One that is damaged costs itself and no other: the next line that begins as a row counts again. */
class RowWalk {
  readonly starts = new NumberList();
  readonly ends = new NumberList();
  readonly dates = new DateSurvey();
  readonly damage = new DamageLog();
  /** Times under each order. */
  readonly #times: Readonly<Record<DateOrder, NumberList>> = {
    dmy: new NumberList(),
    mdy: new NumberList(),
    ymd: new NumberList(),
  };
  readonly #source: ByteSource;
  readonly #stored: StoredText;
  readonly #head: TextHead;
  readonly #options: SurveyOptions;
  cancelled = false;

  constructor(source: ByteSource, stored: StoredText, head: TextHead, options: SurveyOptions) {
    this.#source = source;
    this.#stored = stored;
    this.#head = head;
    this.#options = options;
  }

  run(): void {
    const { units: encoding } = this.#stored;
    const { cancel, onBytes, onProgress } = this.#options;
    const { delimiter, layout } = this.#head;
    const window = new UnitWindow(this.#source, encoding);
    let at = encoding.mark / encoding.unit;
    /** Looking for the next row after damage; the row before, if any, ends where that begins. */
    let lost: { readonly row: number | null } | null = null;
    let isFirst = true;
    for (let more = true; more; ) {
      if (cancel.cancelled) {
        this.cancelled = true;
        return;
      }
      more = window.advance(at, onBytes);
      onProgress?.(window.position);
      const { units, base } = window;
      const isRow = (from: number): boolean =>
        layoutOf(headText(units, from, ROW_HEAD_UNITS), delimiter) === layout;
      // The last row of a piece may go on in the next one.
      const last = base + units.length;
      while (at < last) {
        if (lost !== null) {
          const next = nextRowStart(units, Math.max(at - base, 0), isRow);
          const enough = next >= 0 && (!more || next + ROW_HEAD_UNITS <= units.length);
          if (enough) {
            if (lost.row !== null) this.#row(window, lost.row, base + next);
            lost = null;
            at = base + next;
            continue;
          }
          if (lost.row !== null && more && last - lost.row < MAX_ROW_UNITS) break;
          lost = { row: null };
          if (more) at = Math.max(at, last - ROW_HEAD_UNITS * 2);
          else at = last;
          break;
        }
        const found = rowEnd(units, at - base, delimiter);
        if (typeof found === "object") {
          this.#line(window, at, base + found.end, isFirst, isRow(at - base));
          isFirst = false;
          at = base + found.next;
          continue;
        }
        if (found === "open" && last - at < MAX_ROW_UNITS) {
          if (more) break;
          if (endsWhole(units, at - base, delimiter)) {
            this.#line(window, at, last, isFirst, isRow(at - base));
            at = last;
            break;
          }
        }
        const cut = found === "open" && !more && nextRowStart(units, at - base, isRow) < 0;
        const code = cut ? "truncated" : found === "open" && last - at >= MAX_ROW_UNITS ? "limit" : "lineBad";
        this.damage.add(code, at * encoding.unit);
        if (cut) at = last;
        else lost = { row: isRow(at - base) ? at : null };
        isFirst = false;
      }
    }
  }

  /** Rows by their place in time. Event Viewer saves in the order of the list on its screen, the newest mostly first. */
  inOrder(order: DateOrder): (row: number) => number {
    const times = this.#times[order];
    let rising = 0;
    let falling = 0;
    for (let row = 1; row < times.length; row++) {
      const step = times.at(row) - times.at(row - 1);
      if (step > 0) rising++;
      else if (step < 0) falling++;
    }
    if (falling === 0) return (row) => row;
    const count = times.length;
    if (rising === 0) return (row) => count - 1 - row;
    // Rows of one second keep the order in which most of the list runs; a row without a time stays behind the one before.
    const rows = new Uint32Array(count).map((_, row) => (falling > rising ? count - 1 - row : row));
    const known = new Float64Array(count);
    let last = Number.NEGATIVE_INFINITY;
    for (const row of rows) {
      const time = times.at(row);
      if (!Number.isNaN(time)) last = time;
      known[row] = last;
    }
    const place = new Uint32Array(count);
    rows.forEach((row, index) => {
      place[row] = index;
    });
    rows.sort((a, b) => known[a]! - known[b]! || place[a]! - place[b]!);
    return (row) => rows[row]!;
  }

  #line(window: UnitWindow, from: number, to: number, isFirst: boolean, isRow: boolean): void {
    if (isRow) {
      this.#row(window, from, to);
      return;
    }
    const { header } = this.#head;
    const text = headText(window.units, from - window.base, ROW_HEAD_UNITS, to - window.base).trim();
    // Files that were put together repeat the header.
    if (text === "" || isFirst || (header !== "" && header.startsWith(text))) return;
    this.damage.add("lineBad", from * this.#stored.units.unit);
  }

  #row(window: UnitWindow, from: number, to: number): void {
    if (this.starts.length >= (this.#options.mostRows ?? MAX_ROWS)) {
      this.damage.add("limit", from * this.#stored.units.unit);
      return;
    }
    const bytes = window.bytes(from, Math.min(to, from + ROW_HEAD_UNITS));
    const text = this.#decode(bytes);
    const written = this.dates.see(dateCell(text.split(this.#head.delimiter, 7), this.#head));
    if (written === null) this.damage.add("valueBad", from * this.#stored.units.unit);
    this.starts.push(from);
    this.ends.push(to);
    this.#note(written);
  }

  #note(written: WrittenTime | null): void {
    for (const order of ["dmy", "mdy", "ymd"] as const)
      this.#times[order].push(written === null ? Number.NaN : localTicks(written, order));
  }

  #decode(bytes: Uint8Array): string {
    const { name, units } = this.#stored;
    this.#decoder ??= this.#options.makeDecoder(decoderName({ name, unit: units.unit }));
    return this.#decoder.decode(bytes);
  }
  #decoder: ReturnType<MakeTextDecoder> | null = null;
}

/** The moment of a row by its date cell; `NaN` when it has none. */
export function momentOf(survey: Pick<Survey, "dateOrder" | "clock">, cell: string) {
  const written = parseWritten(cell);
  const local = written === null ? Number.NaN : localTicks(written, survey.dateOrder);
  return survey.clock.toUtc(local as ReturnType<typeof localTicks>);
}
