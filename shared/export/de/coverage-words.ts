import type { CoverageWords } from "../coverage-words.ts";
import { groupedText } from "../texts.ts";

function grouped(count: number): string {
  return groupedText(count, ".");
}

/** Sentences about what a log can answer in German. */
export const COVERAGE_DE: CoverageWords = {
  grouped,
  questions: {
    logons: "Anmeldungen",
    logoffs: "Abmeldungen",
    lockTime: "Sperrzeiten",
    failures: "Fehlanmeldungen",
    remote: "RDP-Verbindungen",
    boots: "Starts",
  },
  answers: { yes: "ja", no: "nein", unknown: "nicht feststellbar" },
  reasons: {
    recorded: "solche Ereignisse stehen im Protokoll",
    otherLog: "ein anderes Protokoll des Computers zeichnet sie auf",
    changeOn:
      "eine Änderung der Überwachungsrichtlinie zeigt, dass sie eingeschaltet war; nichts dergleichen geschah",
    policyOn: "in der Überwachungsrichtlinie eingeschaltet; nichts dergleichen geschah",
    neverRecorded: "keines steht im Protokoll, obwohl dasteht, was dazugehört",
    changeOff: "eine Änderung der Überwachungsrichtlinie zeigt, dass sie ausgeschaltet war",
    policyOff: "in der Überwachungsrichtlinie ausgeschaltet, und keines steht im Protokoll",
    noLog: "kein Protokoll reicht hierher",
    hole: "Einträge fehlen",
    cleared: "das Protokoll wurde gelöscht",
    filtered: "ein gefilterter Export: Was fehlt, beweist nichts",
    renumbered:
      "keines steht im Protokoll, und ein Export hat seine Einträge neu nummeriert: Was fehlt, beweist nichts",
    unnumbered:
      "keines steht im Protokoll, und seine Einträge haben keine Nummern: Was fehlt, beweist nichts",
    contradiction:
      "in der Überwachungsrichtlinie eingeschaltet, doch keines steht im Protokoll: Richtlinie und Protokoll widersprechen sich",
    otherPolicy:
      "keines steht im Protokoll, und die vorliegende Überwachungsrichtlinie ist die eines anderen Computers",
    unreadPolicy:
      "keines steht im Protokoll, und was die Überwachungsrichtlinie darüber sagt, ist nicht feststellbar",
    noSign: "keines steht im Protokoll, und keine Überwachungsrichtlinie sagt, ob es darin stünde",
  },

  roles: {
    domainController: "Domänencontroller",
    memberServer: "Mitgliedsserver",
    workstation: "Arbeitsstation",
  },
  roleUnknown: "Rolle nicht bekannt",
  roleChosen: {
    domainController: "Empfohlen sind, wie gewählt, die Einstellungen eines Domänencontrollers.",
    memberServer: "Empfohlen sind, wie gewählt, die Einstellungen eines Mitgliedsservers.",
    workstation: "Empfohlen sind, wie gewählt, die Einstellungen einer Arbeitsstation.",
  },
  roleByEvidence:
    "Empfohlen sind die Einstellungen eines Domänencontrollers: Sein Protokoll enthält Kerberos-Tickets, die er ausgestellt hat.",
  roleByNothing:
    "Nichts in seinen Protokollen verrät, ob er ein Domänencontroller, ein Mitgliedsserver oder eine Arbeitsstation ist.",
  controller: (parts) =>
    `Die Einstellungen unten sind die von Mitgliedsservern und Arbeitsstationen, die gleich sind. Auf einem Domänencontroller: ${parts}.`,
  andStronger: (general, stronger) => `${general}, strenger ${stronger}`,
  levels: { general: "Allgemeine Empfehlung", stronger: "Strengere Empfehlung" },

  success: "Erfolg",
  failure: "Fehler",
  both: "Erfolg und Fehler",
  neither: "keine",
  ifFew: (outcome) => `${outcome} (wenn nicht zu viele)`,
  and: (one, other) => `${one} und ${other}`,
  basic: (outcomes) => `${outcomes} (grundlegend, kann überschrieben sein)`,
  notSet: "nicht gesetzt",
  cannotTell: "nicht feststellbar",
  notSaid: "nicht gesagt",

  auditedButSilent: (name, days) =>
    `Die Richtlinie überwacht „${name}“, doch das Protokoll enthält in ${days} kein Ereignis davon. Entweder wurde die Richtlinie erst nach dem Speichern des Protokolls gesetzt, oder etwas anderes schaltet sie aus.`,
  auditedOtherwise: (name, audited, recorded) =>
    `Die Richtlinie überwacht von „${name}“ nur ${audited}, doch das Protokoll enthält Ereignisse davon mit ${recorded}. Wahrscheinlich wurde die Richtlinie nach dem Speichern des Protokolls gesetzt, oder sie stammt aus einer anderen Zeit.`,
  notAuditedButRecorded: (name, records) =>
    `Die Richtlinie überwacht „${name}“ nicht, doch das Protokoll enthält ${grouped(records)} Ereignisse davon. Wahrscheinlich wurde die Richtlinie nach dem Speichern des Protokolls gesetzt, oder sie stammt aus einer anderen Zeit.`,
  changedSince: (name, audited, changes) =>
    `Die Richtlinie überwacht ${audited} von „${name}“, doch nach der letzten Änderung im Protokoll ist ${changes}. Die Richtlinie stammt aus einer anderen Zeit, oder etwas setzt sie immer wieder neu.`,
  isOn: (outcome) => `${outcome} eingeschaltet`,
  isOff: (outcome) => `${outcome} ausgeschaltet`,
  on: (outcome) => `${outcome} ein`,
  off: (outcome) => `${outcome} aus`,
  noneSeen: "keine gesehen",
  seen: (outcomes) => (outcomes === "" ? "gesehen" : `gesehen: ${outcomes}`),
  recordsSeen: (records) => `${records} gesehen`,
  lastChange: (changes) => `; letzte Änderung: ${changes}`,

  lessThanADay: "weniger als einem Tag",
  days: (days) => `${grouped(days)} ${days === 1 ? "Tag" : "Tagen"}`,
  sizes: {
    settings: "laut seinen Einstellungen",
    wentRound: "die Größe der Datei, die schon überschrieben wird",
    full: "die Größe der Datei, die voll war",
  },
  pace: (records) => `Etwa ${records} Einträge am Tag.`,
  mayGrow: (size, from) => `Das Sicherheitsprotokoll darf bis ${size} wachsen (${from}).`,
  mayGrowAndReaches: (size, from, days) =>
    `Das Sicherheitsprotokoll darf bis ${size} wachsen (${from}); das entspricht etwa ${days}.`,
  sizeUnknown: "Wie groß das Sicherheitsprotokoll werden darf, ist nicht bekannt.",
  wouldHold: (days) => `Bei dieser Menge reicht es von ${days}.`,
  daysIn: (days, size) => `${days} bei ${size}`,
  or: (ones, last) => `${ones} oder ${last}`,

  someTime: "(unbekannter Zeitpunkt)",
  moreSpans: "siehe JSON",
  moreSpansWhere: (spans) => `${grouped(spans)} weitere Zeiträume, die --format json aufzählt`,
  policy: (path, policy, assumed) =>
    `Richtlinie: ${path}: ${policy}${assumed ? ", für die dieses Computers gehalten" : ""}.`,
  otherPolicies:
    "Die vorliegenden Überwachungsrichtlinien sind die anderer Computer oder nennen keinen: Wo das Protokoll kein Ereignis einer Art enthält, ist nicht feststellbar, ob es eines enthielte.",
  noPolicy:
    "Keine Überwachungsrichtlinie dieses Computers liegt vor: Wo das Protokoll kein Ereignis einer Art enthält, ist nicht feststellbar, ob es eines enthielte.",
  notices: {
    full: "Das Sicherheitsprotokoll war voll",
    archived: "Ein volles Protokoll wurde archiviert",
    lost: "Einträge gingen verloren, bevor sie geschrieben waren",
    stopped: "Der Protokolldienst wurde beendet",
  },
  noticeOnce: (notice, time) => `${notice}: einmal, am ${time}.`,
  noticeOften: (notice, times, last) => `${notice}: ${times}-mal, zuletzt am ${last}.`,
  changes: (changes, last) =>
    `${changes === 1 ? "1 Änderung" : `${grouped(changes)} Änderungen`} der Überwachungsrichtlinie im Protokoll, die letzte am ${last}.`,
  stray: (path, policy, why) => `${path}: ${policy}. Daraus lässt sich nichts schließen: ${why}.`,
  noLogOf: (computer) => `kein Protokoll von ${computer} ist unter den Quellen`,
  noLog: "kein Protokoll ist unter den Quellen",
  nameless: "sie nennt keinen Computer, und es gibt Protokolle von mehreren",

  policyKinds: {
    auditpol: "Überwachungsrichtlinie",
    backup: "Überwachungsrichtlinie",
    groupPolicy: "Überwachungseinstellungen einer Gruppenrichtlinie",
    logSettings: "Einstellungen des Sicherheitsprotokolls",
    basic: "grundlegende Überwachungsrichtlinie (kann überschrieben sein)",
  },
  policyOf: (policy, computer) => `${policy} von ${computer}`,

  archive: (path, files, logs, gaps) =>
    `Archiv ${path}: ${files} Dateien von ${logs} Protokollen. ${gaps === null ? "Jeder Lauf schließt an den vorigen an." : `Lücken zwischen Läufen: ${gaps}.`}`,
  archiveGap: (log, from, to, cause) =>
    `${log}: Zwei Läufe schließen von ${from} bis ${to} nicht aneinander an, weil ${cause}. Dort können Einträge fehlen.`,
  archiveCauses: {
    gap: "der letzte bekannte Eintrag nicht mehr im Protokoll war",
    restarted: "das Protokoll wieder von vorn zählte",
  },
  archiveMissing: (file) => `${file}: Das Verzeichnis nennt die Datei, doch sie ist nicht unter den Quellen.`,
  archiveAltered: (file) => `${file}: nicht wie gesammelt; die Bytes wurden seither verändert.`,
  archiveBadLines: (lines) => `${lines} Zeilen des Verzeichnisses sind beschädigt.`,
  archiveAbsent: (log, time, why) => `${log}: im letzten Lauf, ${time}, nicht erhalten. ${why}`,
  thisMachine: "Dieser Computer",
  archiveMore: {
    gaps: (more) => `${more} weitere Lücken.`,
    missing: (more) => `${more} weitere fehlende Dateien.`,
    altered: (more) => `${more} weitere veränderte Dateien.`,
    absent: (more) => `${more} weitere Computer.`,
  },
};
