import {
  CONFIDENCES,
  END_REASONS,
  INTERVAL_KINDS,
  type IntervalKind,
  SESSION_FLAGS,
  SESSION_KINDS,
} from "../types/names.ts";
import type { SessionTable } from "../types/session-table.ts";
import type { StringTable } from "../types/string-table.ts";

const SECOND = 10_000_000;
const DAY = 86_400 * SECOND;
/** 2024-03-04T00:00:00Z, day 1 of the notation, in ticks. */
const DAY_ONE = ((Date.UTC(2024, 2, 4) - Date.UTC(2024, 0, 1)) / 1000) * SECOND;

/** `[dN/]hh:mm:ss[.fraction]` as ticks. */
export function vectorMoment(text: string): number {
  const match = /^(?:d(\d+)\/)?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/.exec(text);
  if (match === null) throw new Error(`not a moment: ${text}`);
  const [, day, hours, minutes, seconds, fraction] = match;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return DAY_ONE + (Number(day ?? 1) - 1) * DAY + whole * SECOND + Number((fraction ?? "").padEnd(7, "0"));
}

/** Ticks as `[dN/]hh:mm:ss[.mmm]`, `?` for a time that is not known. */
export function vectorTime(time: number): string {
  if (Number.isNaN(time)) return "?";
  const day = Math.floor((time - DAY_ONE) / DAY);
  const ofDay = time - DAY_ONE - day * DAY;
  const whole = Math.floor(ofDay / SECOND);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  const fraction = String(ofDay - whole * SECOND)
    .padStart(7, "0")
    .replace(/0+$/, "");
  const shown = fraction === "" ? "" : `.${fraction.padEnd(3, "0")}`;
  return `${day === 0 ? "" : `d${day + 1}/`}${clock}${shown}`;
}

const SHOWN: readonly (readonly [IntervalKind, string])[] = [
  ["locked", "locked"],
  ["disconnected", "disconnected"],
  ["asleep", "asleep"],
  ["screenSaver", "saver"],
];

/** One session as an answer line of the notation. `names` gives users of whom only the SID is known. */
export function vectorLine(
  sessions: SessionTable,
  row: number,
  strings: StringTable,
  names?: ReadonlyMap<string, string>,
): string {
  const user = strings.get(sessions.user[row]!) || (names?.get(strings.get(sessions.sid[row]!)) ?? "?");
  const type = sessions.logonType[row]!;
  const start = sessions.start[row]!;
  const confidence = CONFIDENCES[sessions.confidence[row]!]!;
  const words = [
    `${user}@${strings.get(sessions.computer[row]!)}`,
    `kind=${SESSION_KINDS[sessions.kind[row]!]}`,
    `type=${type === 255 ? "?" : type}`,
    Number.isNaN(start) ? `start=?<=${vectorTime(sessions.startUpper[row]!)}` : `start=${vectorTime(start)}`,
    `end=${vectorTime(sessions.end[row]!)}`,
    `reason=${END_REASONS[sessions.endReason[row]!]}`,
    `conf=${confidence}`,
  ];
  if (confidence !== "exact") words.push(`lower=${vectorTime(sessions.endLower[row]!)}`);
  if (confidence === "bounded" || confidence === "unknown") {
    words.push(`upper=${vectorTime(sessions.endUpper[row]!)}`);
  }
  for (const [kind, word] of SHOWN) {
    const spans = intervalsOf(sessions, row, kind);
    if (spans.length > 0) words.push(`${word}=${spans.join(",")}`);
  }
  const flags = SESSION_FLAGS.filter((_, bit) => (sessions.flags[row]! & (1 << bit)) !== 0);
  if (flags.length > 0) words.push(`flags=${flags.join(",")}`);
  return words.join(" ");
}

function intervalsOf(sessions: SessionTable, row: number, kind: IntervalKind): readonly string[] {
  const spans: string[] = [];
  const code = INTERVAL_KINDS.indexOf(kind);
  for (let i = sessions.intervalStart[row]!; i < sessions.intervalStart[row + 1]!; i++) {
    if (sessions.intervals.kind[i] !== code) continue;
    spans.push(`${vectorTime(sessions.intervals.from[i]!)}-${vectorTime(sessions.intervals.to[i]!)}`);
  }
  return spans;
}

/** All sessions of a case as answer lines: desktop ones, or with `all` every session that is not the system's. */
export function vectorLines(
  sessions: SessionTable,
  strings: StringTable,
  all: boolean,
  names?: ReadonlyMap<string, string>,
): readonly string[] {
  const lines: string[] = [];
  for (let row = 0; row < sessions.length; row++) {
    const kind = SESSION_KINDS[sessions.kind[row]!]!;
    const shown = all ? kind !== "system" && kind !== "desktopHelper" : kind === "desktop";
    if (shown) lines.push(vectorLine(sessions, row, strings, names));
  }
  return lines;
}
