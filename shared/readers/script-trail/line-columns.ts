import type { LocalLine, OwnLine } from "./line-form.ts";
import type { WrittenDate } from "./written-date.ts";

/** Lines of one file while it is read, before anybody knows what their dates mean. */
export class LineColumns {
  readonly texts: string[] = [""];
  readonly computer: number[] = [];
  readonly user: number[] = [];
  readonly domain: number[] = [];
  readonly sessionName: number[] = [];
  readonly server: number[] = [];
  readonly offset: number[] = [];
  /** 1 for a logoff, 0 for a logon, -1 where the line does not say. */
  readonly isLogoff: number[] = [];
  /** UTC of an own line; ticks since midnight of a local one. */
  readonly time: number[] = [];
  /** Position in `dates`, -1 for an own line. */
  readonly date: number[] = [];
  readonly key: number[] = [];
  readonly dates: WrittenDate[] = [];
  readonly #textIds = new Map<string, number>([["", 0]]);
  readonly #dateIds = new Map<string, number>();
  readonly #keyIds = new Map<string, number>();

  get length(): number {
    return this.offset.length;
  }

  add(line: OwnLine | LocalLine, offset: number): void {
    this.offset.push(offset);
    this.computer.push(this.#text(line.computer));
    this.user.push(this.#text(line.user));
    this.domain.push(this.#text(line.domain));
    this.sessionName.push(this.#text(line.sessionName));
    this.server.push(this.#text(line.server));
    if (line.form === "own") {
      this.isLogoff.push(line.isLogoff ? 1 : 0);
      this.time.push(line.time);
      this.date.push(-1);
      this.key.push(-1);
      return;
    }
    this.isLogoff.push(-1);
    this.time.push(line.ofDay);
    this.date.push(this.#date(line.date));
    this.key.push(idOf(this.#keyIds, `${line.computer}\\${line.user}`.toLowerCase()));
  }

  /** The date of a local line. */
  dateAt(line: number): WrittenDate | null {
    return this.dates[this.date[line]!] ?? null;
  }

  #text(text: string): number {
    const id = idOf(this.#textIds, text);
    // Characters of its own: a cell would keep the whole line alive.
    if (id === this.texts.length) this.texts.push(text.length < 13 ? text : ` ${text}`.slice(1));
    return id;
  }

  #date(date: WrittenDate): number {
    const { parts, separator, weekdays, yearFirst, twoDigitYear } = date;
    const id = idOf(
      this.#dateIds,
      `${parts.join(separator)}|${weekdays}|${yearFirst ? 1 : 0}${twoDigitYear ? 1 : 0}`,
    );
    if (id === this.dates.length) this.dates.push(date);
    return id;
  }
}

/** Number of a text, the next one if it is new. */
function idOf(ids: Map<string, number>, text: string): number {
  const known = ids.get(text);
  if (known !== undefined) return known;
  ids.set(text, ids.size);
  return ids.size - 1;
}
