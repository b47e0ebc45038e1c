import { ACT } from "../../types/act-table.ts";
import type { Boot, CaseData } from "../../types/case.ts";
import type { ClockStepKind } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import { endOfBoot } from "../summary/summary.ts";
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from "../time/calendar.ts";
import { CellTexts, computerNames, newestFirst, stepText } from "./names-of.ts";
import { line, type ReportInput, type ReportPart } from "./report.ts";
import { firstFrom, put } from "./sorted.ts";

type Row = ReportRowOf<"boots">;

/** A request this long before an end, and this little after it, is its cause. */
const REQUEST = 15 * TICKS_PER_MINUTE;
const SLACK = 60 * TICKS_PER_SECOND;
const STEP_TEXT: Readonly<Record<ClockStepKind, string>> = {
  correction: "put right",
  catchUp: "after a pause",
  undone: "undone",
};

/**
 * When computers ran, were down, slept, had their clock set or a log cleared. A shutdown ends to the record; after a
 * power loss the time down lies between nothing and the whole time since the last record.
 */
export function bootsReport(input: ReportInput): ReportPart<"boots"> {
  const { data } = input;
  const names = computerNames(data);
  const all = [...runs(data, names), ...sleeps(data), ...clockSteps(data, names), ...clearings(data, names)];
  const kept = input.keep(
    all.map(({ from, to, computer, by }) => ({
      time: anchor(from, to, input),
      computer: computer ?? "",
      user: by?.replace(/^.*\\/, "") ?? null,
    })),
  );
  const rows = kept.map((at) => all[at]!);
  rows.sort((a, b) => newestFirst(startOf(a), startOf(b)));
  const ended = (how: Row["how"]) => rows.filter((row) => row.what === "up" && row.how === how).length;
  const sum = (what: Row["what"], pick: (row: Row) => number) =>
    rows.reduce((total, row) => total + (row.what === what ? pick(row) : 0), 0);
  const count = (what: Row["what"]) => rows.filter((row) => row.what === what).length;
  return {
    lines: rows.map((row) => line(row)),
    totals: {
      boots: rows.filter((row) => row.what === "up" && !Number.isNaN(row.from)).length,
      shutdowns: ended("shutdown"),
      crashes: ended("crash"),
      powerLosses: ended("powerLoss"),
      notRecorded: ended("notRecorded"),
      downMin: sum("down", ({ least }) => least),
      downMax: sum("down", ({ most }) => most),
      asleep: sum("asleep", ({ most }) => most),
      clockSteps: count("clockSet"),
      cleared: count("logCleared"),
    },
    caveats: data.coverage.some(({ channel }) => channel === "System") ? [] : ["noSystemLog"],
  };
}

/** The moment by which a span is looked for in the window: its begin, or that of the window when it reaches into it. */
function anchor(from: number, to: number, window: { readonly from: number }): number {
  const begin = Number.isNaN(from) ? to : from;
  return begin < window.from && (to > window.from || Number.isNaN(to)) ? window.from : begin;
}

function startOf({ from, to }: Row): number {
  return Number.isNaN(from) ? to : from;
}

function runs(data: CaseData, nameOf: (computer: string) => string): readonly Row[] {
  const requests = new Requests(data);
  const rows: Row[] = [];
  for (const [at, boot] of data.boots.entries()) {
    const how = endOfBoot(boot);
    const cause = how === "shutdown" ? requests.before(boot) : null;
    const computer = nameOf(boot.computer);
    const to = Number.isNaN(boot.end) ? boot.lastRecord : boot.end;
    // Records that are written behind the one of the shutdown still belong to the run.
    const least = (boot.lastRecord > to ? boot.lastRecord : to) - boot.start;
    rows.push({
      computer,
      what: "up",
      from: boot.start,
      to,
      least,
      most: how === "shutdown" ? least : Number.NaN,
      how,
      by: cause?.by ?? null,
      detail: cause?.detail ?? bugcheckText(boot),
    });
    const next = data.boots[at + 1];
    if (next === undefined || next.computer !== boot.computer || !(next.start >= to)) continue;
    rows.push({
      computer,
      what: "down",
      from: to,
      to: next.start,
      least: how === "shutdown" ? next.start - to : 0,
      most: next.start - to,
      how,
      by: cause?.by ?? null,
      detail: null,
    });
  }
  return boundedByNext(rows);
}

/** A run that was cut off may have gone on until the next start. */
function boundedByNext(rows: readonly Row[]): readonly Row[] {
  return rows.map((row, at) => {
    const next = rows[at + 1];
    if (row.what !== "up" || row.how === "shutdown" || next?.what !== "down") return row;
    return { ...row, most: next.to - row.from };
  });
}

function bugcheckText({ bugcheck }: Boot): string | null {
  return bugcheck === null || bugcheck === 0 ? null : `stop code 0x${bugcheck.toString(16)}`;
}

/** 1074 records: who asked for a shutdown or restart, by computer and time. */
class Requests {
  readonly #data: CaseData;
  readonly #byComputer = new Map<string, number[]>();

  constructor(data: CaseData) {
    this.#data = data;
    const { acts, strings } = data;
    for (let at = 0; at < acts.length; at++) {
      if (acts.kind[at] !== ACT.shutdownRequested) continue;
      const key = strings[acts.computerKey[at]!] ?? "";
      put(this.#byComputer, key, at);
    }
    for (const own of this.#byComputer.values()) own.sort((a, b) => acts.time[a]! - acts.time[b]!);
  }

  before(boot: Boot): { readonly by: string | null; readonly detail: string | null } | null {
    const { acts, strings } = this.#data;
    const own = this.#byComputer.get(boot.computer) ?? [];
    const best = own[firstFrom(own, (at) => acts.time[at]!, boot.end + SLACK) - 1] ?? -1;
    if (best >= 0 && !(acts.time[best]! >= boot.end - REQUEST)) return null;
    if (best < 0) return null;
    const [user, domain] = [strings[acts.user[best]!] ?? "", strings[acts.domain[best]!] ?? ""];
    const by = user === "" ? null : domain === "" ? user : `${domain}\\${user}`;
    const program = (strings[acts.process[best]!] ?? "").replace(/^.*[\\/]/, "");
    const detail = [strings[acts.detail[best]!] ?? "", program].filter((part) => part !== "").join(", ");
    return { by, detail: detail === "" ? null : detail };
  }
}

function sleeps(data: CaseData): readonly Row[] {
  const { acts } = data;
  const texts = new CellTexts(data);
  const rows: Row[] = [];
  for (let at = 0; at < acts.length; at++) {
    if (acts.kind[at] !== ACT.slept || !(acts.until[at]! >= acts.time[at]!)) continue;
    const [from, to] = [acts.time[at]!, acts.until[at]!];
    const computer = texts.text(acts.computer[at]!);
    rows.push({
      computer,
      what: "asleep",
      from,
      to,
      least: to - from,
      most: to - from,
      how: null,
      by: null,
      detail: null,
    });
  }
  return rows;
}

function clockSteps(data: CaseData, nameOf: (computer: string) => string): readonly Row[] {
  return data.clockSteps.map(({ computer, time, delta, kind, byUser }) => ({
    computer: nameOf(computer),
    what: "clockSet",
    from: time,
    to: Number.NaN,
    least: Number.NaN,
    most: Number.NaN,
    how: null,
    by: byUser,
    detail: `${stepText(delta)}, ${STEP_TEXT[kind]}`,
  }));
}

function clearings(data: CaseData, nameOf: (computer: string) => string): readonly Row[] {
  return data.holes
    .filter(({ cause }) => cause === "cleared")
    .map(({ computer, channel, to, by }) => ({
      computer: nameOf(computer),
      what: "logCleared",
      from: to,
      to: Number.NaN,
      least: Number.NaN,
      most: Number.NaN,
      how: null,
      by,
      detail: channel,
    }));
}
