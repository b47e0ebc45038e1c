import type { ByteSource, CancelToken, LocalClock, MakeTextDecoder } from "../../types/ports.ts";
import { NOTE_OF_QUESTION } from "../../types/source.ts";
import {
  answersFor,
  type DateOrder,
  type ImportAnswers,
  MAX_PREVIEW_ROWS,
  type TextImport,
  type TextPreviewRow,
  type TextQuestion,
} from "../../types/text-import.ts";
import {
  SCRIPT_CHANNEL,
  SCRIPT_FLAGS,
  SCRIPT_ROLES,
  type ScriptRows,
  type TrailSource,
} from "../../types/trail.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import { previewRow } from "../csv/csv-reader.ts";
import { formSignature } from "../csv/signature.ts";
import type { StoredText } from "../csv/text-encodings.ts";
import { DamageLog } from "../damage-log.ts";
import type { FullEventVisitor } from "../evtx/chunk-reader.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import { asciiText } from "../text-encoding.ts";
import { isoToTicks } from "../time.ts";
import { bytesAt } from "./bytes-at.ts";
import { roleOfName } from "./file-role.ts";
import { MAX_LINES } from "./limits.ts";
import { LineColumns } from "./line-columns.ts";
import { type LocalLine, type OwnLine, parseLine } from "./line-form.ts";
import { lineTree } from "./line-tree.ts";
import { walkLines } from "./line-walk.ts";
import { OrderSurvey } from "./order-survey.ts";
import { scriptText } from "./script-text.ts";
import { dateIn, type WrittenDate } from "./written-date.ts";

export interface ScriptOptions {
  readonly makeDecoder: MakeTextDecoder;
  readonly cancel: CancelToken;
  readonly answers: readonly ImportAnswers[];
  /** What the input is called: its name may tell the role of its lines, and answers may be for it alone. */
  readonly name: string;
  /** The clock of a zone; null asks for that of this machine. */
  readonly clockOf: (zone: string | null) => LocalClock;
  readonly onProgress?: (bytesDone: number) => void;
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
  /** Lines that are read; further ones are damage. */
  readonly mostLines?: number;
}

const HEAD_BYTES = 65_536;
/** Lines of them among which one in local time is looked for. */
const HEAD_LINES = 200;
const HOUR = 36_000_000_000;
const UNKNOWN = SCRIPT_ROLES.indexOf("unknown");
const LOGON = SCRIPT_ROLES.indexOf("logon");
const LOGOFF = SCRIPT_ROLES.indexOf("logoff");

/** How a date was read. */
interface Reading {
  readonly time: number;
  readonly assumed: boolean;
}

/**
 * Reads what logon and logoff scripts have written. Goes through the file once; what its dates mean is decided at the
 * end, because a later line of the same user may tell.
 */
export class ScriptReader {
  readonly #source: ByteSource;
  readonly #options: ScriptOptions;
  readonly #damage = new DamageLog();
  readonly #lines = new LineColumns();
  readonly #newest: string[] = [];
  #stored: StoredText = scriptText(new Uint8Array(0));
  #said: ImportAnswers | null = null;
  #isRead = false;
  #cancelled = false;
  #rows: ScriptRows | null = null;
  #undated = 0;
  #hasComma = false;
  #clock: LocalClock | null = null;
  #assumedOrder: DateOrder = "dmy";
  #questions: TextQuestion[] = [];
  #signature = "";

  constructor(source: ByteSource, options: ScriptOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** Reads the lines; none of them is an event. */
  extract(): void {
    this.#read();
  }

  records(visit: FullEventVisitor): void {
    this.#look();
    this.#walk((text, offset) => {
      const line = parseLine(text);
      if (line === null) return;
      visit({
        tree: lineTree(line, text),
        recordIdLow: 0,
        recordIdHigh: 0,
        offset,
        recovered: false,
        unreadable: false,
      });
    });
    this.#read();
  }

  get summary(): ReaderSummary {
    const rows = this.#rows;
    const notes = this.#questions.map((question) => NOTE_OF_QUESTION[question]);
    const shared = {
      isLog: rows !== null && rows.length > 0,
      records: rows?.length ?? 0,
      recovered: 0,
      damage: this.#damage.toArray(),
      notes,
      cancelled: this.#cancelled,
    };
    if (rows === null || rows.length === 0)
      return { ...shared, oldest: NO_TIME, newest: NO_TIME, computers: [], channels: [] };
    const { oldest, newest } = spanOf(rows);
    const computers = new Set<string>();
    for (const computer of rows.computer) computers.add(rows.texts[computer]!);
    return {
      ...shared,
      oldest,
      newest,
      computers: [...computers],
      channels: [SCRIPT_CHANNEL],
      ...(this.#clock === null ? {} : { text: this.#describe(this.#clock) }),
      trail: { source: this.#described(rows), rows },
    };
  }

  #read(): void {
    if (this.#isRead) return;
    this.#isRead = true;
    const survey = new OrderSurvey();
    const lines = this.#lines;
    const most = this.#options.mostLines ?? MAX_LINES;
    this.#look();
    this.#walk((text, offset) => {
      const line = parseLine(text);
      if (line === null) {
        if (text.trim() !== "") this.#damage.add("lineBad", offset);
        return;
      }
      if (lines.length >= most) {
        this.#damage.add("limit", offset);
        return;
      }
      lines.add(line, offset);
      if (line.form === "local") this.#note(survey, line);
      this.#newest.push(text.trim());
      if (this.#newest.length > MAX_PREVIEW_ROWS) this.#newest.shift();
    });
    this.#finish(survey);
  }

  #note(survey: OrderSurvey, line: LocalLine): void {
    survey.see(this.#lines.key.at(-1)!, line.date);
    this.#hasComma ||= line.hasComma;
  }

  /** Looks at the beginning for how the text is stored, and for the form of its lines, by which answers are found. */
  #look(): void {
    const { answers, name } = this.#options;
    const bytes = bytesAt(this.#source, 0, HEAD_BYTES);
    this.#stored = scriptText(bytes);
    const lines = asciiText(bytes, this.#stored.units).replaceAll("\ufffd", "_").split(/\r?\n/, HEAD_LINES);
    for (const text of lines) {
      const line = parseLine(text);
      if (line?.form !== "local") continue;
      this.#signature = formSignature("script", line.written);
      break;
    }
    this.#said = answersFor(answers, name, this.#signature);
    if (this.#said?.encoding !== undefined) this.#stored = scriptText(bytes, this.#said.encoding);
  }

  #walk(handle: (text: string, offset: number) => void): void {
    const { cancel, onBytes, onProgress } = this.#options;
    const decoder = this.#options.makeDecoder(this.#stored.name);
    const isWhole = walkLines(
      this.#source,
      this.#stored.units,
      {
        cancel,
        ...(onBytes === undefined ? {} : { onBytes }),
        ...(onProgress === undefined ? {} : { onProgress }),
      },
      {
        line: (line, offset) => handle(decoder.decode(line), offset),
        tooLong: (offset) => this.#damage.add("lineBad", offset),
      },
    );
    this.#cancelled ||= !isWhole;
  }

  /** Gives every line its time and its role, now that all have been seen. */
  #finish(survey: OrderSurvey): void {
    const { clockOf, name } = this.#options;
    const lines = this.#lines;
    const { length } = lines;
    const said = this.#said;
    const isLocal = lines.dates.length > 0;
    survey.decide(
      length,
      (line) => lines.key[line]!,
      (line) => lines.dateAt(line),
    );
    const clock = isLocal ? clockOf(said?.zone ?? null) : null;
    this.#clock = clock;
    this.#assumedOrder = said?.dateOrder ?? survey.usual ?? (this.#hasComma ? "dmy" : "mdy");
    const role = SCRIPT_ROLES.indexOf(said?.role ?? roleOfName(name));
    const rows = {
      role: new Uint8Array(length),
      time: new Float64Array(length),
      later: new Float64Array(length),
      flags: new Uint8Array(length),
    };
    let unsure = 0;
    let unknown = 0;
    for (let line = 0; line < length; line++) {
      const date = lines.dateAt(line);
      if (date === null) {
        rows.role[line] = lines.isLogoff[line] === 1 ? LOGOFF : LOGON;
        rows.time[line] = rows.later[line] = lines.time[line]!;
        rows.flags[line] = SCRIPT_FLAGS.utc | SCRIPT_FLAGS.ownForm;
        continue;
      }
      rows.role[line] = role;
      if (role === UNKNOWN) unknown++;
      const reading = this.#readDate(survey, line, date, said?.calendar === "convert");
      const local = (reading.time + lines.time[line]!) as Ticks;
      const [first, second] = momentsOf(clock!, local);
      rows.time[line] = first;
      rows.later[line] = second;
      if (reading.assumed) {
        unsure++;
        if (said?.dateOrder === undefined) rows.flags[line] = SCRIPT_FLAGS.dateOrderAssumed;
      }
    }
    if (isLocal) orderOfHour(rows, lines.key);
    this.#rows = {
      kind: "script",
      length,
      texts: lines.texts,
      ...rows,
      computer: Uint32Array.from(lines.computer),
      user: Uint32Array.from(lines.user),
      domain: Uint32Array.from(lines.domain),
      sessionName: Uint32Array.from(lines.sessionName),
      server: Uint32Array.from(lines.server),
      offset: Float64Array.from(lines.offset),
    };
    const ask = (question: TextQuestion, isOpen: boolean): void => {
      if (isOpen) this.#questions.push(question);
    };
    ask("role", unknown > 0);
    ask("zone", clock?.assumed === true);
    ask("dateOrder", unsure > 0 && said?.dateOrder === undefined);
    ask("calendar", this.#undated > 0 && said?.calendar === undefined);
    ask("encoding", isLocal && !this.#stored.isSure);
  }

  /** Midnight of a date on its own clock, and whether its order was assumed. */
  #readDate(survey: OrderSurvey, line: number, date: WrittenDate, convert: boolean): Reading {
    const decided = survey.orderOf(this.#lines.key[line]!, date);
    const order = decided ?? this.#assumedOrder;
    if (date.isOther && !convert) {
      this.#undated++;
      return { time: Number.NaN, assumed: false };
    }
    const own = midnight(date, order);
    if (Number.isNaN(own)) {
      this.#damage.add("valueBad", this.#lines.offset[line]!);
      return { time: own, assumed: false };
    }
    const other = decided === null ? midnight(date, order === "dmy" ? "mdy" : "dmy") : own;
    return { time: own, assumed: !Number.isNaN(other) && other !== own };
  }

  #described({ role }: ScriptRows): TrailSource {
    const counts = [0, 0, 0];
    for (const each of role) counts[each]!++;
    const [unknown = 0, logons = 0, logoffs = 0] = counts;
    return { kind: "script", logons, logoffs, unknown, undated: this.#undated };
  }

  #describe(clock: LocalClock): TextImport {
    const rows = this.#rows!;
    const preview: TextPreviewRow[] = [];
    for (const [at, text] of this.#newest.entries()) {
      const line = parseLine(text);
      if (line === null) continue;
      preview.unshift(shownLine(line, text, rows, rows.length - this.#newest.length + at));
    }
    return {
      form: "script",
      signature: this.#signature,
      delimiter: null,
      encoding: this.#stored.name,
      dateOrder: this.#assumedOrder,
      zone: clock.zone,
      questions: this.#questions,
      preview,
    };
  }
}

function shownLine(line: OwnLine | LocalLine, text: string, rows: ScriptRows, row: number): TextPreviewRow {
  const { computer, user, sessionName } = line;
  return previewRow({
    written: line.form === "local" ? line.written : (text.split(",", 2)[1] ?? ""),
    time: rows.time[row]! as Ticks,
    eventId: 0,
    provider: SCRIPT_ROLES[rows.role[row]!] ?? "unknown",
    message: [user, computer, sessionName].filter((each) => each !== "").join(", "),
  });
}

function midnight(date: WrittenDate, order: DateOrder): number {
  const civil = dateIn(date, order, true);
  if (civil === null) return Number.NaN;
  const two = (value: number): string => String(value).padStart(2, "0");
  return isoToTicks(`${civil.year}-${two(civil.month)}-${two(civil.day)}T00:00:00Z`);
}

/** Both moments that a local time may stand for; they differ in the hour that a clock shows twice. */
function momentsOf(clock: LocalClock, local: Ticks): readonly [number, number] {
  const first = clock.toUtc(local);
  // An hour on, that clock is past the step: where both lie further apart than an hour, the time occurs twice.
  const second = clock.toUtc((local + HOUR) as Ticks) - HOUR;
  return [first, second > first ? second : first];
}

/**
 * Of an hour that occurs twice the second one is meant where an earlier line of the same user and computer is later
 * already: the clock of one computer does not run backwards otherwise.
 */
function orderOfHour(
  rows: { readonly time: Float64Array; readonly later: Float64Array },
  key: readonly number[],
): void {
  const last = new Map<number, number>();
  for (let line = 0; line < rows.time.length; line++) {
    const own = key[line]!;
    if (own < 0) continue;
    const before = last.get(own) ?? Number.NEGATIVE_INFINITY;
    if (rows.time[line]! < before && rows.later[line]! >= before) rows.time[line] = rows.later[line]!;
    if (!Number.isNaN(rows.time[line]!)) last.set(own, rows.time[line]!);
  }
}

function spanOf({ time }: ScriptRows): { readonly oldest: Ticks; readonly newest: Ticks } {
  let [oldest, newest] = [Number.NaN, Number.NaN];
  for (const each of time) {
    if (!(oldest <= each) && !Number.isNaN(each)) oldest = each;
    if (!(newest >= each) && !Number.isNaN(each)) newest = each;
  }
  return { oldest: oldest as Ticks, newest: newest as Ticks };
}
