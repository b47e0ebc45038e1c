import type { BinUnit } from "../../../shared/engine/time/calendar-bins.ts";
import { spoken } from "../language.ts";
import { count, counted, rounded } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  mode: { label: "How many periods", one: "One period", two: "Compare two periods" },
  show: (sessions: number) => `Show ${counted(sessions, "session")}`,
  showTitle: "The sessions counted here as a table",
  panels: {
    type: "Kind of logon",
    confidence: "How sure the end is",
    reason: "How they ended",
    user: "Users",
    computer: "Computers",
    source: "Coming from",
    package: "Checked by",
  },
  heads: { sessions: "Sessions", share: "Share", time: "Time on" },
  only: (term: string) => `Only ${term}`,
  groups: {
    console: "At the computer",
    remote: "Remote",
    network: "Network",
    batch: "Batch",
    service: "Service",
    other: "Other",
  },
  overTime: "Sessions begun over time",
  unit: { label: "Counted by", hour: "Hour", day: "Day", month: "Month", year: "Year" } satisfies Record<
    BinUnit | "label",
    string
  >,
  tooMany: "Too many of them in this range. Choose a shorter range of time.",
  overTimeNote: "Each counts where it began. Choosing a column sets the range of time.",
  unknownStarts: (sessions: number) =>
    `${counted(sessions, "session")} whose start is not known ${sessions === 1 ? "is" : "are"} left out.`,
  outside: (sessions: number) => `${counted(sessions, "session")} began before or after what is drawn.`,
  week: "Hours of the week",
  weekNote: "Sessions begun, on the clock of the zone shown. Choosing a cell filters by weekday and hour.",
  weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  hourSpan: (hour: number) =>
    `${String(hour).padStart(2, "0")}:00 to ${String((hour + 1) % 24).padStart(2, "0")}:00`,
  compare: {
    title: "Two periods",
    picture: (by: string) => `Two periods: ${by}`,
    a: "Period A",
    b: "Period B",
    from: "from",
    to: "to",
    apply: "Apply",
    preset: "Take",
    presets: {
      week: "the last 7 days and the 7 before",
      day: "the last day and the one before",
      month: "the last 28 days and the 28 before",
      halves: "the first half and the second",
      range: "the range of time and as long before",
    },
    by: "Compare by",
    headA: "A",
    headB: "B",
    change: "B against A",
    changePerDay: "B against A, a day",
    nothing: "Neither period has a session that filter and kinds keep.",
    total: (word: string, a: string, days: string, perDay: string) =>
      `${word}: ${a} in ${days}, ${perDay} a day`,
    more: (by: string, part: string) => `In B there are ${by} more than in A${part}.`,
    fewer: (by: string, part: string) => `In B there are ${by} fewer than in A${part}.`,
    same: "Both have as many.",
    perDayMore: (part: string) => `A day, that is ${part} more in B.`,
    perDayFewer: (part: string) => `A day, that is ${part} fewer in B.`,
    fresh: (names: string) => `Only in B: ${names}.`,
    gone: (names: string) => `Only in A: ${names}.`,
    andMore: (left: number) => `${count(left)} more`,
    note: "A session counts in every period it may reach into. Periods of unlike length are compared by the day.",
    outOf: (period: string) => `${period} lies outside the logs.`,
    days: (days: number) =>
      days === 1 ? "1 day" : `${days >= 10 ? count(Math.round(days)) : rounded(days)} days`,
  },
} as const;

/** What the breakdown says. */
export const BREAKDOWN = spoken("breakdown", ENGLISH);
export type BreakdownTexts = Spoken<typeof ENGLISH>;
