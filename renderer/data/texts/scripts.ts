import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  title: "Logon scripts",
  offer: "Logon scripts…",
  offerHint: "Scripts that write who logs on and off to a share, with the rights and the Group Policy for it",
  offerWhy:
    "Where no log reaches, a logon script can leave a trail: scripts, rights and Group Policy for it are under",
  openWhy: "What logon scripts wrote and exports of Dynamics 365 (.csv, .xlsx) open the same way.",
  lead: "Text to copy or save. Nothing here is run, and nothing is changed on any computer. Test it before use.",
  share: "Share that computers write to",
  shareHint: "It need not be there yet. Its name stands in every script below.",
  parts: "Parts of the guide",
  save: "Save",
  saveAll: "Save all as one text file",
  saved: "Saved as",
  copy: "Copy",
  subcategories: "What these set",
  trail: "Logon script and event log",
  check: {
    notHeld: "",
    matching: "Both tell of this session, with the same start and end as far as their clocks go.",
    differing:
      "Both tell of this session, but not of the same start or end. A line may be missing, changed or late, or the script was stopped.",
    missingInLog:
      "The event log covers this time without a gap and has no such logon. The line may have been forged, or a clock is wrong.",
    missingInTrail:
      "The user's scripts wrote lines on this computer before and after, but none of this logon. The line may have been deleted, or the script did not run.",
  },
  checkShort: {
    notHeld: "",
    matching: "match the event log",
    differing: "with another start or end than the event log has",
    missingInLog: "of scripts that the event log does not have, although it covers their time",
    missingInTrail: "of the event log that the scripts did not write, although they wrote before and after",
  },
  other: {
    script: "What the script wrote:",
    desktop: "What the event log recorded:",
  },
  zoneAssumed:
    "Scripts give times without their zone, and that of this machine was taken. If another is right, say it under Sources, “How this file was read”: the comparison changes with it.",
  tolerance:
    "Compared within minutes: a script may start 5 minutes late, and two clocks may differ by 5 more.",
  lines: "Lines",
  logons: "logon",
  logoffs: "logoff",
  unknownRole: "of which nobody has said whether they are logons or logoffs",
  undated: "with a year of another calendar, not read",
  takenFor: "lines of a logon or logoff script",
  aloneTitle: "What logon scripts wrote",
  alone:
    "No event log is among these inputs. Add the Security logs of the same computers, and each will show what is missing in the other.",
  heldTitle: "Logon scripts beside the event log",
  heldNote:
    "Sessions of logon scripts are written by users and kept apart: they are in no total. Where a log covers the same computer and user, both were held against each other.",
  show: "Show them",
  ofScripts: "written by logon scripts",
  notCompared: "not compared: no log covers them",
  role: "Its lines are",
  roleHint:
    "Neither the name of the file nor its lines tell. Until you say it they make no session. This is asked for each file.",
  rolePick: "choose…",
  roles: { logon: "logons", logoff: "logoffs" },
  calendar: "Years of another calendar",
  calendarHint: "Years from 2500 on count the Buddhist era, years up to 1500 the Hijri one (Umm al-Qura).",
  calendars: { convert: "convert to ours", leave: "leave these lines out" },
  weakness:
    "Logon scripts run as the user, who can leave lines out or write false ones, on the clock of the computer and without its zone.",
  wrote: "The script gives no zone. Choose where the computers stood that wrote it.",
  line: "Line",
  remember: "Remember for scripts that write lines of this form",
} as const;

/** Texts of the guide to logon scripts, and of what their trails say in other views. */
export const SCRIPT_TEXTS = spoken("scripts", ENGLISH);
export type ScriptTexts = Spoken<typeof ENGLISH>;
