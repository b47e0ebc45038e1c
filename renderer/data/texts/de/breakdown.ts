import { count, counted, rounded } from "../../numbers.ts";
import type { BreakdownTexts } from "../breakdown.ts";

const sessionsOf = (n: number) => counted(n, "Sitzung", "Sitzungen");
const hour = (at: number) => `${String(at % 24).padStart(2, "0")}:00`;

export const BREAKDOWN_DE: BreakdownTexts = {
  mode: { label: "Wie viele Zeiträume", one: "Ein Zeitraum", two: "Zwei Zeiträume vergleichen" },
  show: (sessions) => `${sessionsOf(sessions)} zeigen`,
  showTitle: "Die hier gezählten Sitzungen als Tabelle",
  panels: {
    type: "Art der Anmeldung",
    confidence: "Wie sicher das Ende ist",
    reason: "Wie sie endeten",
    user: "Benutzer",
    computer: "Computer",
    source: "Woher sie kamen",
    package: "Geprüft durch",
  },
  heads: { sessions: "Sitzungen", share: "Anteil", time: "Dauer" },
  only: (term) => `Nur ${term}`,
  groups: {
    console: "Am Computer",
    remote: "Remote",
    network: "Netzwerk",
    batch: "Aufgabe",
    service: "Dienst",
    other: "Andere",
  },
  overTime: "Begonnene Sitzungen im Lauf der Zeit",
  unit: { label: "Gezählt nach", hour: "Stunde", day: "Tag", month: "Monat", year: "Jahr" },
  tooMany: "Zu viele davon in diesem Zeitraum. Einen kürzeren wählen.",
  overTimeNote: "Jede zählt, wo sie begann. Eine Säule zu wählen, setzt den Zeitraum.",
  unknownStarts: (sessions) =>
    `${sessionsOf(sessions)}, deren Anfang nicht bekannt ist, ${sessions === 1 ? "ist" : "sind"} ausgelassen.`,
  outside: (sessions) =>
    `${sessionsOf(sessions)} ${sessions === 1 ? "begann" : "begannen"} vor oder nach dem Gezeichneten.`,
  week: "Stunden der Woche",
  weekNote:
    "Begonnene Sitzungen, nach der Uhr der gezeigten Zeitzone. Ein Feld zu wählen, filtert nach Wochentag und Stunde.",
  weekdays: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
  hourSpan: (at) => `${hour(at)} bis ${hour(at + 1)}`,
  compare: {
    title: "Zwei Zeiträume",
    picture: (by) => `Zwei Zeiträume: ${by}`,
    a: "Zeitraum A",
    b: "Zeitraum B",
    from: "von",
    to: "bis",
    apply: "Anwenden",
    preset: "Auswahl",
    presets: {
      week: "die letzten 7 Tage und die 7 davor",
      day: "den letzten Tag und den davor",
      month: "die letzten 28 Tage und die 28 davor",
      halves: "die erste Hälfte und die zweite",
      range: "den gewählten Zeitraum und ebenso lange davor",
    },
    by: "Vergleichen nach",
    headA: "A",
    headB: "B",
    change: "B gegen A",
    changePerDay: "B gegen A, am Tag",
    nothing: "In keinem der Zeiträume ist eine Sitzung, die Filter und Arten behalten.",
    total: (word, a, days, perDay) => `${word}: ${a} in ${days}, ${perDay} am Tag`,
    more: (by, part) => `In B sind es ${by} mehr als in A${part}.`,
    fewer: (by, part) => `In B sind es ${by} weniger als in A${part}.`,
    same: "In beiden sind es gleich viele.",
    perDayMore: (part) => `Am Tag sind das ${part} mehr in B.`,
    perDayFewer: (part) => `Am Tag sind das ${part} weniger in B.`,
    fresh: (names) => `Nur in B: ${names}.`,
    gone: (names) => `Nur in A: ${names}.`,
    andMore: (left) => `${count(left)} weitere`,
    note: "Eine Sitzung zählt in jedem Zeitraum, in den sie reichen kann. Ungleich lange Zeiträume werden je Tag verglichen.",
    outOf: (period) => `${period} liegt außerhalb der Protokolle.`,
    days: (days) => (days === 1 ? "1 Tag" : `${days >= 10 ? count(Math.round(days)) : rounded(days)} Tagen`),
  },
};
