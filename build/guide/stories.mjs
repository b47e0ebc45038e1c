// What the drawings of the guide show. A row is a lane; times are parts of its length, 0 to 100. Parts: `bar` a session,
// `away` a time inside of one, `record` a record of a log, `gap` a stretch without evidence, `length` what is measured,
// `note` a line of words. Words are one text, or one for each language.
const t = (en, de) => ({ en, de });

const bar = (from, to, more = {}) => ["bar", { from, to, ...more }];
const away = (from, to, type) => ["away", { from, to, type }];
const record = (time, text, more = {}) => ["record", { time, text, ...more }];
const gap = (from, to, text) => ["gap", { from, to, text }];
const length = (from, to, text, step = 0) => ["length", { from, to, text, step }];
const note = (time, text, more = {}) => ["note", { time, text, ...more }];

export const STORIES = {
  "pairing-ends": {
    title: t("Four kinds of end, by how sure they are", "Vier Arten von Ende, danach, wie sicher sie sind"),
    rows: [
      {
        label: t("recorded", "aufgezeichnet"),
        sub: t("a straight edge", "gerade Kante"),
        parts: [
          bar(4, 62),
          record(4, "4624"),
          record(62, "4647"),
          note(64, t("the log holds the end itself", "das Protokoll hält das Ende selbst fest"), { dy: 4 }),
        ],
      },
      {
        label: t("between two times", "zwischen zwei Zeiten"),
        sub: t("fading", "auslaufend"),
        parts: [
          bar(4, 46, { end: "bounded", fadeTo: 62 }),
          record(4, "4624"),
          record(46, t("last sign of life", "letztes Lebenszeichen"), { anchor: "end" }),
          record(62, t("next start", "nächster Start")),
          note(64, t("it ended somewhere in between", "es endete irgendwo dazwischen"), { dy: 4 }),
        ],
      },
      {
        label: t("no end in this log", "kein Ende im Protokoll"),
        sub: t("pointed", "Spitze"),
        parts: [
          bar(4, 62, { end: "open" }),
          record(4, "4624"),
          record(62, t("log ends", "Protokoll endet")),
          note(64, t("the log ends before the session", "das Protokoll endet vor der Sitzung"), { dy: 4 }),
        ],
      },
      {
        label: t("not known", "nicht bekannt"),
        sub: t("hatched", "schraffiert"),
        parts: [
          gap(46, 62, t("log cleared, or a gap", "gelöscht oder lückenhaft")),
          bar(4, 46, { end: "unknown", fadeTo: 62 }),
          record(4, "4624"),
          note(64, t("ended in there, or later", "darin beendet, oder später"), { dy: 4 }),
        ],
      },
    ],
  },
  "pairing-begin": {
    title: t(
      "Two logons of an administrator are one session",
      "Zwei Anmeldungen eines Administrators sind eine Sitzung",
    ),
    rows: [
      {
        label: t("full rights", "volle Rechte"),
        sub: "LogonId 0x452ba",
        height: 64,
        parts: [bar(6, 22, { kind: "other" }), record(6, "4624"), record(22, "4634")],
      },
      {
        label: t("everyday rights", "normale Rechte"),
        sub: "LogonId 0x45322",
        height: 64,
        parts: [bar(6, 78, { kind: "other" }), record(6, "4624"), record(78, "4647")],
      },
      {
        label: t("what you see", "was Sie sehen"),
        sub: t("one session", "eine Sitzung"),
        height: 84,
        parts: [
          bar(6, 78),
          note(
            6,
            t(
              "Its end is that of the everyday half: that is the one the person works in.",
              "Ihr Ende ist das der normalen Hälfte: In ihr arbeitet der Mensch.",
            ),
          ),
        ],
      },
    ],
  },
  "pairing-away": {
    title: t(
      "Locked and asleep are times inside of a session",
      "Gesperrt und im Energiesparmodus sind Zeiten in einer Sitzung",
    ),
    rows: [
      {
        label: t("one session", "eine Sitzung"),
        sub: t("at the computer", "am Computer"),
        height: 106,
        parts: [
          bar(4, 92),
          away(30, 44, "locked"),
          away(62, 74, "asleep"),
          record(4, "4624"),
          record(30, "4800"),
          record(44, "4801"),
          record(62, t("sleeps", "schläft"), { anchor: "end" }),
          record(74, t("wakes", "wacht auf"), { anchor: "start" }),
          record(92, "4647"),
          length(4, 92, t("on: from the logon to the end", "An: von der Anmeldung bis zum Ende")),
          note(
            5,
            t(
              "active: the same without the hatched times. An unlock begins no new session.",
              "Aktiv: dasselbe ohne die schraffierten Zeiten. Ein Entsperren beginnt keine neue Sitzung.",
            ),
            { dy: 56 },
          ),
        ],
      },
    ],
  },
  "pairing-reconnect": {
    title: t("A reconnect goes on with the old session", "Ein Wiederverbinden führt die alte Sitzung fort"),
    rows: [
      {
        label: t("in the log", "im Protokoll"),
        sub: t("first logon", "erste Anmeldung"),
        height: 64,
        parts: [
          bar(4, 92, { kind: "other" }),
          record(4, "4624"),
          record(36, "4779"),
          record(64, "4778"),
          record(92, "4647"),
        ],
      },
      {
        label: "",
        sub: t("logon of the reconnect", "Anmeldung beim Verbinden"),
        height: 64,
        parts: [
          bar(63, 68, { kind: "other" }),
          record(63, "4624", { anchor: "end" }),
          record(68, "4634", { anchor: "start" }),
        ],
      },
      {
        label: t("what you see", "was Sie sehen"),
        sub: t("one session", "eine Sitzung"),
        height: 84,
        parts: [
          bar(4, 92, { kind: "remote" }),
          away(36, 64, "disconnected"),
          note(50, t("disconnected", "getrennt"), { anchor: "middle", dy: 4 }),
          note(
            4,
            t(
              "The short logon that Windows makes for the reconnect is no session of its own.",
              "Die kurze Anmeldung, die Windows dabei anlegt, ist keine eigene Sitzung.",
            ),
          ),
        ],
      },
    ],
  },
  "pairing-power": {
    title: t(
      "Power loss: the end lies between two records",
      "Stromausfall: Das Ende liegt zwischen zwei Einträgen",
    ),
    rows: [
      {
        label: t("Security log alone", "nur Sicherheit"),
        height: 84,
        parts: [
          bar(4, 30, { end: "bounded", fadeTo: 84 }),
          record(4, "4624"),
          record(30, t("last record", "letzter Eintrag")),
          record(84, t("next start", "nächster Start")),
        ],
      },
      {
        label: t("and the System log", "und System"),
        height: 84,
        parts: [
          bar(4, 66, { end: "bounded", fadeTo: 84 }),
          record(4, "4624"),
          record(66, t("sign of life (6008)", "Lebenszeichen (6008)")),
          record(84, t("next start", "nächster Start"), { anchor: "start" }),
          note(
            4,
            t(
              "At the next start Windows notes when it was last alive: the doubt gets smaller, never zero.",
              "Beim nächsten Start vermerkt Windows, wann es zuletzt lief: Der Zweifel wird kleiner, nie null.",
            ),
          ),
        ],
      },
    ],
  },
  "pairing-gap": {
    title: t(
      "A gap matters only if nothing comes after it",
      "Eine Lücke zählt nur, wenn nichts mehr nach ihr kommt",
    ),
    rows: [
      {
        label: t("seen after the gap", "danach gesehen"),
        height: 86,
        parts: [
          gap(34, 52, t("gap", "Lücke")),
          bar(4, 88),
          record(4, "4624"),
          record(66, "4800"),
          record(88, "4647"),
          note(55, t("it went on: the end is recorded", "sie ging weiter: Ende aufgezeichnet"), { dy: 34 }),
        ],
      },
      {
        label: t("not seen again", "nicht mehr gesehen"),
        height: 86,
        parts: [
          gap(34, 52, t("gap", "Lücke")),
          bar(4, 34, { end: "unknown", fadeTo: 88 }),
          record(4, "4624"),
          record(88, t("shutdown", "Herunterfahren")),
          note(55, t("ended in the gap or later: not known", "in der Lücke oder später: nicht bekannt"), {
            dy: 34,
          }),
        ],
      },
    ],
  },
  "pairing-clock": {
    title: t("A clock that was wrong and put right", "Eine Uhr, die falsch ging und gestellt wurde"),
    rows: [
      {
        label: t("as recorded", "wie aufgezeichnet"),
        sub: t("one hour?", "eine Stunde?"),
        height: 84,
        parts: [
          bar(50, 66, { kind: "other" }),
          record(50, "11:00", { anchor: "end" }),
          record(66, "12:00", { anchor: "start" }),
          note(
            50,
            t("at 09:00 the clock is set back by 3 h", "um 09:00 wird die Uhr um 3 h zurückgestellt"),
            {
              colour: "fail",
            },
          ),
        ],
      },
      {
        label: t("put right", "berichtigt"),
        sub: t("four hours", "vier Stunden"),
        height: 84,
        parts: [
          bar(4, 66),
          record(4, "08:00"),
          record(66, "12:00"),
          note(
            4,
            t(
              "Times before the step are moved by it. Details still show the raw time of each record.",
              "Zeiten vor dem Sprung werden um ihn verschoben. Die Details zeigen weiter jede Rohzeit.",
            ),
          ),
        ],
      },
    ],
  },
  "pairing-bounds": {
    title: t("At least and at most", "Mindestens und höchstens"),
    rows: [
      {
        label: t("one day, one person", "ein Tag, ein Mensch"),
        height: 132,
        parts: [
          bar(6, 34),
          bar(46, 70, { end: "bounded", fadeTo: 88 }),
          record(6, "08:00"),
          record(34, "12:00"),
          record(46, "13:00"),
          record(70, "16:00"),
          record(88, "18:00"),
          note(20, "4 h", { anchor: "middle", dy: 4, colour: "panel" }),
          length(46, 70, t("surely 3 h", "sicher 3 h")),
          length(46, 88, t("possibly up to 5 h", "möglich bis 5 h"), 1),
          note(6, t("The day: at least 7 h, at most 9 h.", "Der Tag: mindestens 7 h, höchstens 9 h."), {
            dy: 84,
          }),
        ],
      },
    ],
  },
  "pairing-overlap": {
    title: t("Files of one log, joined", "Dateien eines Protokolls, verbunden"),
    rows: [
      {
        label: "Security-1.evtx",
        height: 56,
        parts: [bar(4, 44, { kind: "other" }), record(4, "#1"), record(44, "#900")],
      },
      {
        label: "Security-2.evtx",
        height: 56,
        parts: [bar(36, 66, { kind: "other" }), record(36, "#800"), record(66, "#1500")],
      },
      {
        label: "Security-3.evtx",
        height: 56,
        parts: [bar(76, 96, { kind: "other" }), record(76, "#1741"), record(96, "#2300")],
      },
      {
        label: t("together", "zusammen"),
        height: 88,
        parts: [
          gap(66, 76, t("#1501 to #1740 missing", "#1501 bis #1740 fehlen")),
          bar(4, 66),
          bar(76, 96),
          note(
            4,
            t(
              "#800 to #900 stand in both files and count once",
              "#800 bis #900 stehen in beiden und zählen einmal",
            ),
          ),
        ],
      },
    ],
  },
};
