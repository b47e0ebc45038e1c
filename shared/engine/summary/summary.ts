import type { Boot, CaseData, ComputerInfo } from "../../types/case.ts";
import { CONFIDENCES, SESSION_KINDS } from "../../types/names.ts";
import type { SourceInfo } from "../../types/source.ts";
import { belongsTo, judgeCase, type Verdict } from "../verdicts.ts";
import { type RefusalLine, refusalLine } from "./refusal-runs.ts";
import { newest, RECENT, type RowLine } from "./row-line.ts";

/** How a boot ended, in the words a view has a sentence for. */
export type BootEnd = "shutdown" | "crash" | "powerLoss" | "running" | "notRecorded";

export interface BootLine {
  /** Position in the boots of the case. */
  readonly boot: number;
  readonly ended: BootEnd;
}

/** What a helpdesk wants to know of one computer. All rows are rows of the case's own tables. */
export interface ComputerSummary {
  readonly computer: ComputerInfo;
  /** What its log can answer. */
  readonly verdicts: readonly Verdict[];
  /** Positions in the holes of the case: spans of it in which evidence is missing. */
  readonly holes: readonly number[];
  /** Sources that hold its records and are damaged or were not read to the end. */
  readonly damagedSources: readonly number[];
  /** Desktop sessions by start. */
  readonly signIns: RowLine;
  /** Desktop sessions that nothing ends before the log does, by start. */
  readonly stillOn: RowLine;
  /** Desktop sessions whose end a hole in the log hides. */
  readonly endUnknown: RowLine;
  readonly failures: RefusalLine;
  /** Positions in the lockouts of the case, newest first. */
  readonly lockouts: readonly number[];
  /** Newest first, at most `RECENT`. */
  readonly boots: readonly BootLine[];
  readonly bootTotal: number;
  /** Boots that ended in a crash or power loss, newest first, at most `RECENT`. */
  readonly crashes: readonly BootLine[];
  readonly crashTotal: number;
}

export interface CaseSummary {
  /** By name. */
  readonly computers: readonly ComputerSummary[];
  /** Inputs that gave nothing. */
  readonly unread: readonly number[];
}

const DESKTOP = SESSION_KINDS.indexOf("desktop");
const OPEN = CONFIDENCES.indexOf("open");
const UNKNOWN = CONFIDENCES.indexOf("unknown");

/** The landing view of a case, as data. */
export function summarise(data: CaseData): CaseSummary {
  const verdicts = judgeCase(data, Number.NaN);
  const sessions = rowsByComputer(data.sessions.computerKey, data.sessions.length, data.strings, (row) => {
    return data.sessions.kind[row] === DESKTOP;
  });
  const failures = rowsByComputer(data.failures.computerKey, data.failures.length, data.strings, () => true);
  const computers = data.computers.map((computer) =>
    summariseComputer(
      data,
      computer,
      verdicts,
      sessions.get(computer.key) ?? [],
      failures.get(computer.key) ?? [],
    ),
  );
  return {
    computers: computers.sort((a, b) => compare(a.computer.key, b.computer.key)),
    unread: data.sources.filter((source) => source.failure !== null).map((source) => source.id),
  };
}

function summariseComputer(
  data: CaseData,
  computer: ComputerInfo,
  verdicts: readonly Verdict[],
  desktop: readonly number[],
  failed: readonly number[],
): ComputerSummary {
  const { sessions } = data;
  const isHere = belongsTo(computer);
  const starts = (row: number) =>
    Number.isNaN(sessions.start[row]) ? sessions.startUpper[row]! : sessions.start[row]!;
  const boots = data.boots
    .map((boot, at): BootLine & { start: number } => ({
      boot: at,
      ended: endOfBoot(boot),
      start: bootTime(boot),
    }))
    .filter(({ boot }) => isHere(data.boots[boot]!.computer))
    .sort((a, b) => b.start - a.start || b.boot - a.boot)
    .map(({ boot, ended }): BootLine => ({ boot, ended }));
  const crashes = boots.filter(({ ended }) => ended === "crash" || ended === "powerLoss");
  const withConfidence = (code: number) => desktop.filter((row) => sessions.confidence[row] === code);
  return {
    computer,
    verdicts: verdicts.filter((verdict) => isHere(verdict.computer)),
    // A clearing before which no log of the computer reaches has no length; the verdict tells of it.
    holes: positions(data.holes, (hole) => isHere(hole.computer) && hole.from < hole.to),
    damagedSources: data.sources
      .filter((source) => isDamaged(source) && source.computers.some(isHere))
      .map((s) => s.id),
    signIns: newest(desktop, starts),
    stillOn: newest(withConfidence(OPEN), starts),
    endUnknown: newest(withConfidence(UNKNOWN), starts),
    failures: refusalLine(data.failures, failed),
    lockouts: positions(data.lockouts, (lockout) => isHere(lockout.computer)).sort(
      (a, b) => data.lockouts[b]!.time - data.lockouts[a]!.time || b - a,
    ),
    boots: boots.slice(0, RECENT),
    bootTotal: boots.length,
    crashes: crashes.slice(0, RECENT),
    crashTotal: crashes.length,
  };
}

/** Whether an input may lack records: damaged, or not read to its end. */
export function isDamaged(source: SourceInfo): boolean {
  return source.damage.length > 0 || source.failure !== null;
}

/** How a boot ended, as far as records tell. */
export function endOfBoot(boot: Boot): BootEnd {
  if (boot.clean === true) return "shutdown";
  if (boot.clean === false) return boot.bugcheck !== null && boot.bugcheck !== 0 ? "crash" : "powerLoss";
  return Number.isNaN(boot.end) ? "running" : "notRecorded";
}

function bootTime(boot: Boot): number {
  return Number.isNaN(boot.start) ? Number.NEGATIVE_INFINITY : boot.start;
}

function rowsByComputer(
  column: Uint32Array,
  length: number,
  strings: readonly string[],
  wanted: (row: number) => boolean,
): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < length; row++) {
    if (!wanted(row)) continue;
    const key = strings[column[row]!] ?? "";
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function positions<T>(list: readonly T[], wanted: (item: T) => boolean): number[] {
  return [...list.keys()].filter((at) => wanted(list[at]!));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
