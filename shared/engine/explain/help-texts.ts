import type { HelpKey } from "../../types/names.ts";

export type HelpWords = Readonly<Record<HelpKey, string>>;

/** One sentence for each piece of evidence that would make a session more certain. */
export const HELP_WORDS: HelpWords = {
  wholeRead: "Reading was stopped early. Open the files again and let them be read to their ends.",
  undamagedFile:
    "A file of this computer is damaged or was not read. An undamaged copy may hold what is missing.",
  wholeLog:
    "The file is an export that may leave records out. The whole Security log would show whether a record is missing or was only left out.",
  securityLog:
    "The Security log of this computer is not among the files. It records logons and logoffs themselves.",
  earlierLog: "The log begins after this session did. An older copy or an archived log would hold its logon.",
  missingRecords:
    "Records are missing. An archived log, a backup or forwarded events of that time would show whether it ended there.",
  clearedLog:
    "The log was cleared. A copy saved before that, a backup or forwarded events would hold what was there.",
  laterLog: "The log ends here. A copy saved later would show whether and when the session ended.",
  systemLog:
    "The System log of this computer is not among the files. It records shutdowns, power losses and signing out.",
  remoteDesktopLog:
    "The LocalSessionManager log of this computer is not among the files. It records when a remote session ended.",
  logoffAuditing:
    "No logoff auditing seen: no logoff of any session of this computer is recorded. Turn on Audit Logoff (success).",
  lockAuditing:
    "No lock or disconnect is recorded on this computer, so active time may be overstated. Turn on Audit Other Logon/Logoff Events (success).",
  trustedClock:
    "The clock of this computer ran backwards. Records of another computer, such as a domain controller, would give the time.",
};
