import { SESSION_KINDS } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import type { Span } from "../concurrency.ts";
import { localDayOf, startOfLocalDay } from "../time/days.ts";
import { type AccountCells, CellTexts, newestFirst, rowsByUser } from "./names-of.ts";
import { type Line, line, type ReportInput, type ReportPart } from "./report.ts";
import { firstFrom, put } from "./sorted.ts";
import { addressElsewhere, givenClient } from "./source-of.ts";
import { clipped, possibleSpan, sureSpan } from "./spans.ts";

type Row = ReportRowOf<"shared-use">;

/** This many sources of one account on one day are worth a look. */
const MANY_SOURCES = 3;
const SERVICE = SESSION_KINDS.indexOf("service");

/**
 * One account in several places: sessions that overlap on different computers or from different clients, and days with
 * three sources or more. Whether several people did it no log can say.
 */
export function sharedUseReport(input: ReportInput): ReportPart<"shared-use"> {
  const { data } = input;
  const services = new Set<number>();
  const { sessions } = data;
  for (let row = 0; row < sessions.length; row++) {
    if (sessions.kind[row] === SERVICE) services.add(sessions.userKey[row]!);
  }
  const lines: Line<Row>[] = [];
  for (const { userKey, account, rows } of rowsByUser(data, input.rows)) {
    if (userKey === 0 || services.has(userKey)) continue;
    const places = new Places(input, account, rows);
    lines.push(...places.overlaps(), ...places.busyDays());
  }
  lines.sort((a, b) => newestFirst(a.cells.from, b.cells.from));
  return {
    lines,
    totals: {
      users: new Set(lines.map(({ sessions: [row] }) => sessions.userKey[row!])).size,
      overlaps: lines.filter(({ cells }) => cells.what === "overlap").length,
      days: lines.filter(({ cells }) => cells.what === "sources").length,
    },
    caveats: ["overlapIsNotSharing", ...(data.computers.length > 1 ? (["clocks"] as const) : [])],
  };
}

/** The sessions of one account with the place of each: the computer and where it was used from. */
class Places {
  readonly #input: ReportInput;
  readonly #account: AccountCells;
  readonly #rows: readonly number[];
  readonly #texts: CellTexts;

  constructor(input: ReportInput, account: AccountCells, rows: readonly number[]) {
    this.#input = input;
    this.#account = account;
    this.#rows = rows;
    this.#texts = new CellTexts(input.data);
  }

  overlaps(): readonly Line<Row>[] {
    const { sessions } = this.#input.data;
    const sure = this.#together((row) => sureSpan(sessions, row));
    const possible = this.#together((row) => {
      const [from, to] = possibleSpan(sessions, row);
      const [sureFrom, sureTo] = sureSpan(sessions, row);
      return [Number.isNaN(from) ? sureFrom : from, Number.isNaN(to) ? sureTo : to];
    });
    // What is sure is not told again as possible.
    const doubtful = possible.filter((each) => {
      const near = sure[firstFrom(sure, ({ to }) => to, each.from + 1)];
      return near === undefined || near.from >= each.to;
    });
    return [
      ...sure.map((each) => this.#line("overlap", true, each)),
      ...doubtful.map((each) => this.#line("overlap", false, each)),
    ];
  }

  busyDays(): readonly Line<Row>[] {
    const { data, zone } = this.#input;
    const { start } = data.sessions;
    const days = new Map<number, number[]>();
    for (const row of this.#rows) {
      if (!Number.isNaN(start[row]!) && clipped([start[row]!, start[row]!], this.#input)[0] === start[row]) {
        put(days, localDayOf(zone, start[row]!), row);
      }
    }
    const lines: Line<Row>[] = [];
    for (const [day, rows] of days) {
      const sources = new Set(rows.map((row) => this.#source(row)));
      if (sources.size < MANY_SOURCES) continue;
      const [from, to] = [startOfLocalDay(zone, day), startOfLocalDay(zone, day + 1)];
      lines.push(this.#line("sources", true, { from, to, most: sources.size, rows }));
    }
    return lines;
  }

  /** The stretches in which sessions of two places or more run at once. */
  #together(spanOf: (row: number) => Span): readonly Together[] {
    const edges: { readonly time: number; readonly by: number; readonly row: number }[] = [];
    for (const row of this.#rows) {
      const [from, to] = clipped(spanOf(row), this.#input);
      if (from < to) edges.push({ time: from, by: 1, row }, { time: to, by: -1, row });
    }
    // An end counts before a start at the same moment.
    edges.sort((a, b) => a.time - b.time || a.by - b.by);
    const found: Together[] = [];
    const running = new Map<string, number>();
    const on = new Set<number>();
    let now: { from: number; most: number; rows: Set<number> } | null = null;
    for (const { time, by, row } of edges) {
      const place = this.#place(row);
      const left = (running.get(place) ?? 0) + by;
      if (left === 0) running.delete(place);
      else running.set(place, left);
      if (by > 0) on.add(row);
      else on.delete(row);
      if (running.size >= 2) {
        now ??= { from: time, most: 0, rows: new Set(on) };
        now.most = Math.max(now.most, running.size);
        if (by > 0) now.rows.add(row);
      } else if (now !== null) {
        if (time > now.from) found.push({ from: now.from, to: time, most: now.most, rows: [...now.rows] });
        now = null;
      }
    }
    return found;
  }

  #source(row: number): string {
    const { sessions } = this.#input.data;
    return (
      addressElsewhere(this.#texts.text(sessions.sourceAddress[row]!)) ??
      givenClient(this.#texts.text(sessions.clientName[row]!)) ??
      this.#texts.text(sessions.computer[row]!) ??
      ""
    );
  }

  #place(row: number): string {
    return `${this.#input.data.sessions.computerKey[row]} ${this.#source(row)}`;
  }

  #line(what: "overlap" | "sources", certain: boolean, { from, to, most, rows }: Together): Line<Row> {
    const sorted = rows.toSorted((a, b) => a - b);
    return line(
      {
        ...this.#account,
        what,
        certain,
        from,
        to,
        most,
        computers: this.#texts.computers(this.#input.data.sessions, sorted),
        sources: [...new Set(sorted.map((row) => this.#source(row)))],
        sessions: rows.length,
      },
      sorted,
    );
  }
}

interface Together {
  readonly from: number;
  readonly to: number;
  /** Places at once, or sources of a day. */
  readonly most: number;
  readonly rows: readonly number[];
}
