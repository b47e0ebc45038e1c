import { count, counted, listed } from "../../numbers.ts";
import type { FailureTexts } from "../failures.ts";

const refusals = (n: number) => counted(n, "Ablehnung", "Ablehnungen");
const accountsOf = (n: number) => counted(n, "Konto", "Konten");

export const FAILURES_DE: FailureTexts = {
  label: "Fehlanmeldungen",
  group: {
    label: "Gruppieren nach",
    none: "Nicht gruppiert",
    account: "Konto",
    source: "Quelle",
    reason: "Grund",
  },
  openAll: "Alle öffnen",
  closeAll: "Alle schließen",
  noSource: "keine Quelle aufgezeichnet",
  times: refusals,
  accounts: accountsOf,
  sources: (n) => counted(n, "Quelle", "Quellen"),
  reasons: (n) => counted(n, "Grund", "Gründe"),
  followed: (n) => `${count(n)} mit Anmeldung danach`,
  followedTitle: "Dasselbe Konto hat sich innerhalb von zehn Minuten danach am selben Computer angemeldet.",
  tryThis: "Was helfen kann:",
  signedIn: "danach angemeldet",
  run: { burst: "Häufung", spray: "Streuung", both: "Häufung, Streuung" },
  findings: {
    title: "Häufungen, Streuungen und Kontosperrungen",
    toggle: (found) => `Häufungen, Streuungen und Kontosperrungen (${count(found)})`,
    reading: "Häufungen und Streuungen werden gesucht, sobald alles gelesen ist.",
    making: "Häufungen und Streuungen werden gesucht…",
    failed: "Häufungen und Streuungen konnten nicht gesucht werden.",
    stopped: "Die Suche nach Häufungen und Streuungen wurde angehalten.",
    again: "Noch einmal versuchen",
    none: "Keine Häufung und keine Streuung: nie fünf Ablehnungen eines Kontos oder einer Quelle innerhalb von zehn Minuten, und nie zehn Konten von einer Quelle innerhalb von dreißig.",
    meaning:
      "Eine Häufung sind mindestens fünf Ablehnungen eines Kontos oder von einer Quelle innerhalb von zehn Minuten; eine Streuung (Password Spraying) sind mindestens zehn Konten von einer Quelle innerhalb von dreißig. Derselbe Versuch in mehreren Protokollen zählt einmal.",
    more: (left) => `${count(left)} weitere zeigen`,
    fewer: "Weniger zeigen",
    show: "Diese Ablehnungen zeigen",
    burst: "Häufung",
    spray: "Streuung",
    attempts: (n) => counted(n, "Versuch", "Versuche"),
    on: (account) => `auf ${account}`,
    onMany: (accounts) => `auf ${accountsOf(accounts)}`,
    from: (source) => `von ${source}`,
    fromUnknown: "von mehreren Quellen, oder von keiner, die aufgezeichnet ist",
    fromTo: (from, to) => `${from} bis ${to}`,
    signedIn: (account, time) => `${account} danach angemeldet, ${time}`,
  },
  lockouts: {
    locked: "Konto gesperrt",
    by: (caller) => `ausgelöst von ${caller}`,
    noCaller: "der Eintrag nennt keinen Computer, der sie ausgelöst hat",
    before: (failures, sources) =>
      `${refusals(failures)} in den 30 Minuten davor${
        sources.length === 0 ? "" : `, von ${listed(sources)}`
      }`,
    noneBefore: "keine Ablehnung in diesen Protokollen in den 30 Minuten davor",
    unlocked: (time, by) => `entsperrt ${time}${by === "" ? "" : ` von ${by}`}`,
    show: "Ablehnungen dieses Kontos zeigen",
  },
  member: {
    refused: (accounts, times) =>
      `${times === 1 ? "Einmal" : `${count(times)}-mal`} abgelehnt, weil das Konto gesperrt war: ${accounts}. Was es gesperrt hat, steht nicht in diesen Protokollen: Eine Domäne zeichnet das (Ereignis 4740) auf ihren Domänencontrollern auf, mit dem Computer, von dem es kam.`,
    quiet: (domains) =>
      `In diesen Protokollen ist keine Kontosperrung. Die von Konten von ${domains} werden (Ereignis 4740) auf ihren Domänencontrollern aufgezeichnet, nicht hier.`,
    add: "Sicherheitsprotokoll eines Domänencontrollers hinzufügen…",
    andMore: (accounts) => `${count(accounts)} weitere`,
  },
};
