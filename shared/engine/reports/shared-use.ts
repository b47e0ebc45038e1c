import { ACT } from "../../types/act-table.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import type { Span } from "../concurrency.ts";
import { localDayOf, startOfLocalDay } from "../time/days.ts";
import { signsOf } from "./connections.ts";
import { type AccountCells, CellTexts, newestFirst, rowsByUser } from "./names-of.ts";
import { inSteps, type Line, line, type ReportInput, type ReportPart } from "./report.ts";
import { firstFrom } from "./sorted.ts";
import { addressElsewhere, givenClient } from "./source-of.ts";
import { clipped, isInside, possibleSpan, sureSpan } from "./spans.ts";

type Row = ReportRowOf<"shared-use">;

/** This many sources of one account on one day are worth a look. */
const MANY_SOURCES = 3;
const SERVICE = SESSION_KINDS.indexOf("service");

/**
 * One account in several places: sessions that overlap on different computers or from different clients, and days with
 * three sources or more. A session that is taken up again from elsewhere is there from then on. Whether several people
 * did it no log can say.
 */
export function sharedUseReport(input: ReportInput): ReportPart<"shared-use"> {
  const { data } = input;
  const services = new Set<number>();
  const { sessions } = data;
  for (let row = 0; row < sessions.length; row++) {
    if (sessions.kind[row] === SERVICE) services.add(sessions.userKey[row]!);
  }
  const lines: Line<Row>[] = [];
  const arrivals = new Arrivals(input);
  for (const { userKey, account, rows } of inSteps(input, rowsByUser(data, input.rows))) {
    if (userKey === 0 || services.has(userKey)) continue;
    const places = new Places(input, account, rows, arrivals);
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

/** From when on a session was used from where. */
interface Arrival {
  readonly time: number;
  readonly source: string;
}

/** Where sessions were used from: the source of the sign-in, then that of each reconnect that names one. */
class Arrivals {
  readonly #input: ReportInput;
  readonly #texts: CellTexts;
  readonly #signs: ReadonlyMap<number, readonly number[]>;

  constructor(input: ReportInput) {
    this.#input = input;
    this.#texts = new CellTexts(input.data);
    this.#signs = signsOf(input.data, input.rows);
  }

  /** Of a session, by time. The first holds from its beginning, whether or not that is recorded. */
  of(row: number): readonly Arrival[] {
    const { sessions, acts } = this.#input.data;
    const text = (id: number) => this.#texts.text(id);
    const first = sourceText(text(sessions.sourceAddress[row]!), text(sessions.clientName[row]!));
    const console = text(sessions.computer[row]!) ?? "";
    const arrivals: Arrival[] = [{ time: sessions.start[row]!, source: first ?? console }];
    for (const at of this.#signs.get(row) ?? []) {
      if (acts.kind[at] !== ACT.connected) continue;
      // A connect that names nobody is the console, or somebody who was switched to there.
      const source = sourceText(text(acts.sourceAddress[at]!), text(acts.place[at]!)) ?? console;
      if (source !== arrivals.at(-1)!.source) arrivals.push({ time: acts.time[at]!, source });
    }
    return arrivals;
  }
}

function sourceText(address: string | null, client: string | null): string | null {
  return addressElsewhere(address) ?? givenClient(client);
}

/** The sessions of one account with the places of each: the computer and where it was used from. */
class Places {
  readonly #input: ReportInput;
  readonly #account: AccountCells;
  readonly #rows: readonly number[];
  readonly #texts: CellTexts;
  readonly #arrivals: ReadonlyMap<number, readonly Arrival[]>;

  constructor(input: ReportInput, account: AccountCells, rows: readonly number[], arrivals: Arrivals) {
    this.#input = input;
    this.#account = account;
    this.#rows = rows;
    this.#texts = new CellTexts(input.data);
    this.#arrivals = new Map(rows.map((row) => [row, arrivals.of(row)]));
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
    const { zone } = this.#input;
    const days = new Map<number, { readonly sources: Set<string>; readonly rows: Set<number> }>();
    for (const row of this.#rows) {
      for (const { time, source } of this.#arrivals.get(row)!) {
        if (!isInside(time, this.#input)) continue;
        const number = localDayOf(zone, time);
        let day = days.get(number);
        if (day === undefined) {
          day = { sources: new Set(), rows: new Set() };
          days.set(number, day);
        }
        day.sources.add(source);
        day.rows.add(row);
      }
    }
    const lines: Line<Row>[] = [];
    for (const [day, { sources, rows }] of days) {
      if (sources.size < MANY_SOURCES) continue;
      const [from, to] = [startOfLocalDay(zone, day), startOfLocalDay(zone, day + 1)];
      lines.push(this.#line("sources", true, { from, to, most: sources.size, rows: [...rows], sources }));
    }
    return lines;
  }

  /** The stretches in which sessions of two places or more run at once. */
  #together(spanOf: (row: number) => Span): readonly Together[] {
    const edges = this.#rows.flatMap((row) => this.#edgesOf(row, clipped(spanOf(row), this.#input)));
    edges.sort((a, b) => a.time - b.time);
    const found: Together[] = [];
    const running = new Map<string, number>();
    /** Of the places each session is at: one, but for the moment in which it goes from one to another. */
    const on = new Map<number, number>();
    let now: { from: number; most: number; rows: Set<number>; sources: Set<string> } | null = null;
    /** First of the edges of this moment. */
    let first = 0;
    for (const [at, { time, by, row, place }] of edges.entries()) {
      change(running, place, by);
      change(on, row, by);
      // What ends at a moment and what begins then were never together.
      if (edges[at + 1]?.time === time) continue;
      if (running.size < 2) {
        if (now !== null) found.push({ ...now, to: time, rows: [...now.rows] });
        now = null;
      } else if (now === null) {
        const sources = new Set([...running.keys()].map(sourceOf));
        now = { from: time, most: running.size, rows: new Set(on.keys()), sources };
      } else {
        now.most = Math.max(now.most, running.size);
        for (const edge of edges.slice(first, at + 1)) {
          if (on.has(edge.row)) now.rows.add(edge.row);
          if (running.has(edge.place)) now.sources.add(sourceOf(edge.place));
        }
      }
      first = at + 1;
    }
    return found;
  }

  /** Where a session was in a span, as begins and ends of its stay at each place. */
  #edgesOf(row: number, [from, to]: Span): readonly Edge[] {
    if (!(from < to)) return [];
    const computer = this.#input.data.sessions.computerKey[row]!;
    const arrivals = this.#arrivals.get(row)!;
    return arrivals.flatMap(({ time, source }, at) => {
      const begin = at === 0 || !(time > from) ? from : time;
      const next = arrivals[at + 1]?.time ?? Number.POSITIVE_INFINITY;
      const end = next < to ? next : to;
      if (!(begin < end)) return [];
      const place = `${computer}${AT}${source}`;
      return [
        { time: begin, by: 1, row, place },
        { time: end, by: -1, row, place },
      ];
    });
  }

  #line(what: "overlap" | "sources", certain: boolean, together: Together): Line<Row> {
    const { from, to, most, rows, sources } = together;
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
        sources: [...sources],
        sessions: rows.length,
      },
      sorted,
    );
  }
}

/** A session comes to a place, or leaves it. */
interface Edge {
  readonly time: number;
  readonly by: number;
  readonly row: number;
  readonly place: string;
}

/** Between the computer and the source of a place. */
const AT = " ";

function sourceOf(place: string): string {
  return place.slice(place.indexOf(AT) + AT.length);
}

function change<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const left = (counts.get(key) ?? 0) + by;
  if (left === 0) counts.delete(key);
  else counts.set(key, left);
}

interface Together {
  readonly from: number;
  readonly to: number;
  /** Places at once, or sources of a day. */
  readonly most: number;
  readonly rows: readonly number[];
  readonly sources: ReadonlySet<string>;
}
