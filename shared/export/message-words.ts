import type { VerdictKey } from "../types/coverage.ts";
import type { DamageCode, EndReason, HoleCause, LogonClass } from "../types/names.ts";
import type { SourceFailure, SourceNote } from "../types/source.ts";

/*
 * All sentences about inputs, damage and certainty in English, in one place, so that page and command line say the same.
 * Each says what happened, to which file, and what to do next.
 */

type ByPath = (path: string) => string;
/** Gives a parameter of a verdict as text. */
type Said = (name: "from" | "oldest" | "outcome" | "state" | "subcategory" | "time" | "user") => string;
/** `isWhole`: the verdict holds for all of the log. Two verdicts have words of their own below. */
type VerdictWords = Readonly<
  Record<Exclude<VerdictKey, "dcOnly" | "filtered">, (said: Said, isWhole: boolean) => string>
>;

export const MESSAGE_WORDS = {
  failures: {
    missing: (path) => `${path}: there is no such file or folder. Check the spelling of the path.`,
    denied: (path) =>
      `${path}: not allowed to read it. Run as an administrator, or copy the log to a place you can read.`,
    busy: (path) =>
      `${path}: another program holds it. Save a copy with Event Viewer (Save All Events As) or "wevtutil epl", and open the copy.`,
    isFolder: (path) =>
      `${path}: this is a folder, not a file. Name the folder itself to read all logs in it.`,
    emptyFile: (path) => `${path}: the file is empty. Save or copy the log again.`,
    emptyFolder: (path) =>
      `${path}: no event log in this folder. Name a folder that holds .evtx, .evt or event XML files.`,
    notALog: (path) =>
      `${path}: this is not an event log, whatever its name says. Open an .evtx or .evt file, or event XML saved by Event Viewer or wevtutil.`,
    otherTable: (path) =>
      `${path}: this looks like a table saved as text (CSV), but not one that Event Viewer saved: its second column is not a date and time, or its fourth not an event number. Save the log as .evtx, or with "Save All Events As" in Event Viewer. If it is an export of Dynamics 365, say what its columns are (on the command line with --d365-columns).`,
    unreadable: (path) => `${path}: it could not be read to its end. Copy it to a local disk and try again.`,
    cancelled: (path) => `${path}: not read, because reading was cancelled.`,
    special: (path) =>
      `${path}: this is a pipe, socket or device, and those are not opened. Name a file, or send the bytes to standard input and name "-".`,
    link: (path) =>
      `${path}: this link leads nowhere or in a circle, and was not followed. Name the file itself.`,
    tooManyFiles: (path) =>
      `${path}: it holds more files or folders than one case takes (10,000 files, 32 folders deep). What lies beyond was left out: name a folder inside it.`,
    packed: (path) => `${path}: an archive that is not opened here. Unpack it, then open the logs in it.`,
    encrypted: (path) =>
      `${path}: it is protected with a password. Unpack it with that password, then open the logs in it.`,
    encryptedWorkbook: (path) =>
      `${path}: this workbook is protected with a password. Open it in Excel, take the password off (File, Info, Protect Workbook, Encrypt with Password), save it as .xlsx or CSV, and open that.`,
    oldWorkbook: (path) =>
      `${path}: a workbook in a form that is not read here (.xls or .xlsb). Open it in Excel and save it as .xlsx or CSV.`,
    compression: (path) =>
      `${path}: it is packed in a way that is not understood here. Unpack it with the program that made it, then open the logs in it.`,
    archiveDamaged: (path) =>
      `${path}: the archive is damaged here. What could be unpacked was read; copy or download it again for the rest.`,
    archiveLimit: (path) =>
      `${path}: it unpacks to more than is safe, as an archive does that was made to fill disks. What came before was read. If you trust it, unpack it yourself and open the folder.`,
    emptyArchive: (path) => `${path}: no event log in this archive.`,
    noSpace: (path) =>
      `${path}: there is no room on the disk to unpack it. Make room for temporary files, or unpack it elsewhere and open the folder.`,
    packAlone: (path) =>
      `${path}: an evidence pack is a case of its own and is opened alone, or together with the logs it was made from. Open it by itself; to hold it against other logs, use "logonscope compare".`,
    packChanged: (path) =>
      `${path}: this evidence pack is not as it was made, so it is not opened. "logonscope verify" names what differs.`,
    packVersion: (path) =>
      `${path}: a later version of Logonscope made this evidence pack. Open it with that version; its tables can be unpacked and read with any program.`,
    packTablesOnly: (path) =>
      `${path}: this evidence pack was made with its tables only and cannot be opened as a case. Unpack it to read them; "logonscope verify" checks it.`,
    packNoRecords: (path) =>
      `${path}: an evidence pack holds no records of logs. Open the logs it was made from: its manifest names them.`,
  } satisfies Record<SourceFailure, ByPath>,
  /** One and many. */
  damage: {
    fileHeader: ["the file header is damaged", "file headers are damaged"],
    chunkHeader: ["chunk header is damaged", "chunk headers are damaged"],
    chunkCrc: ["chunk does not match its check sum", "chunks do not match their check sums"],
    recordCrc: ["record area does not match its check sum", "record areas do not match their check sums"],
    chunkMissing: ["chunk is missing", "chunks are missing"],
    recordBad: ["record cannot be read", "records cannot be read"],
    truncated: ["the file ends too early", "places where the file ends too early"],
    templateBad: ["template is damaged", "templates are damaged"],
    valueBad: ["value cannot be read", "values cannot be read"],
    xmlBad: ["piece of the XML is not well-formed", "pieces of the XML are not well-formed"],
    lineBad: ["line cannot be read", "lines cannot be read"],
    limit: ["limit was reached and the rest left out", "limits were reached and the rest left out"],
  } satisfies Record<DamageCode, readonly [one: string, many: string]> as Readonly<
    Record<DamageCode, readonly [one: string, many: string]>
  >,
  atByte: (offset: number) => `at byte ${offset}`,
  firstAtByte: (offset: number) => `first at byte ${offset}`,
  damaged: (path: string, damage: string) =>
    `${path}: damaged: ${damage}. What could be read is shown; look for an undamaged copy.`,
  notes: {
    dirty: "it was copied while Windows was writing to it, which does no harm",
    staleHeader: "its header is older than its content; all of the content was read",
    emptyChunks: "it holds unused space, which is normal",
    noLogonEvents:
      "it can be read but holds no logon events. Sessions need the Security log, with Audit Logon and Audit Logoff turned on",
    wideGaps:
      "its record numbers have gaps. Event Viewer's XML export may leave events out: export the log as .evtx instead",
    weakText:
      "it is a text export: no record numbers (records are counted in the order of their times), times in whole seconds without a zone, and most exports do not name the computer. Export the log as .evtx for certain results",
    weakObjects:
      "it holds events as objects that PowerShell stored (ConvertTo-Xml, Export-Clixml), where the values of an event have no names: only what its message says in English was read. Export the log as .evtx, or write each event with .ToXml(), for certain results",
    zoneAssumed: "its times name no zone and were taken as those of this machine's clock",
    dateOrderAssumed: "its dates do not tell day from month, so their order was assumed",
    encodingAssumed: "its characters do not tell their encoding, so Western European was assumed",
    textUnread:
      "the messages of some or all of its records are missing or not in English, so these could only be counted. Sessions need the log as .evtx or XML",
    roleUnknown:
      "neither its name nor its lines tell whether they are logons or logoffs, so they make no session until you say which",
    windowEndAssumed:
      "neither its name nor anybody says up to when it was asked for. Its last login was taken as the end: what it covers may be more",
    utcAssumed: "its times name no offset and were taken as UTC",
    formulaValues:
      "cells of it hold formulas: the values that were stored with them were read, nothing was calculated",
    rowsUnread: "rows of it have no user, or no start that can be read, and were left out",
    calendarUnknown: "some of its dates are of another calendar, and make no session until you say which",
    recordsLeftOut:
      "it is an export that leaves records out: its own count of records runs on where their numbers in the log jump. What is missing in it proves nothing",
  } satisfies Record<SourceNote, string>,
  /** Why something in a folder was left out, in a few words. */
  leftOut: {
    emptyFile: "empty",
    link: "a link, not followed",
    special: "a pipe, socket or device",
    packed: "an archive of another kind than zip",
    other: "no log",
  },
  /** Failures of the program, by the codes of the contract between page and host. */
  errors: {
    noInput: "Nothing to read. Name a file or a folder with event logs.",
    noLog: "None of the inputs could be read as an event log.",
    fileMissing: "The file is no longer there. Open it again.",
    exportMissing: "The export is no longer where it was saved.",
    fileDenied: "Not allowed to read the file. Run as an administrator, or copy it to a place you can read.",
    caseUnknown: "The case is no longer open. Open its files again.",
    caseTooLarge:
      "More sessions and refused logons than a window can hold. Open fewer files, or one computer or a shorter time at a time; or write them all with `logonscope sessions --format parquet --partition computer,day`.",
    recordUnreadable: "This record can no longer be read. The file may have changed; open it again.",
    outOfMemory:
      "Not enough memory. The files are untouched. Close other programs, or open fewer files, one computer or a shorter time at a time.",
    workerLost: "Reading stopped unexpectedly. Try again, with fewer or smaller files if it repeats.",
    hostLost: "The program behind this page has stopped. Start it again and reload the page.",
    notAllowed: "The program refused this.",
    badMessage: "Page and program do not understand each other. Reload the page.",
    saveFailed: "The file could not be written. Choose another place, or make room on the disk.",
    notWindows: "This is not Windows, so there is no Windows log to read here. Bring the log as a file.",
    collectDenied:
      "Windows does not let this account read the log. Start Logonscope as an administrator, or join the group Event Log Readers and sign in again.",
    collectRefused:
      "The question of Windows was answered with No, so the log was not read. Try again and choose Yes.",
    collectNotElevated:
      'Windows could not ask for an administrator\'s permission. Close Logonscope and start it with "Run as administrator".',
    collectNoProgram:
      "The program wevtutil.exe, which belongs to Windows, was not found or may not be started here. Save the log with Event Viewer and open the file.",
    collectNoService:
      "The Windows Event Log service does not answer. Start it in Services (services.msc), then try again.",
    collectNoFolder:
      "No private folder could be made for the copy of the log. Check that your folder for temporary files exists and may be written.",
    collectDiskFull: "There is no room on the disk for a copy of the log. Make room and try again.",
    collectTimeout:
      "Windows took too long to answer and was stopped. Try again when the machine is less busy.",
    collectDamaged:
      "Windows calls this log damaged and does not hand it out. Copy its file and open the copy here: damaged files are read as far as they go.",
    collectQuery: "Windows did not accept the selection of events. Try again with the whole log.",
    collectFailed: "Windows could not save the log.",
    channelMissing: "This Windows has no such log.",
    remoteUnreachable:
      'The computer cannot be reached. Is it on, and is its name right? Its firewall must let in the group "Remote Event Log Management".',
    remoteNoService:
      "The computer answers, but its event log service does not. Start the service Windows Event Log there, then try again.",
    remoteDenied:
      "The computer does not let this account read the log. Use an administrator of it or a member of its group Event Log Readers; a new membership counts from the next logon on.",
    remoteCredentials:
      "The computer does not accept this user name and password. Check both; the name of a domain account is written DOMAIN\\user. It is not tried again.",
    remoteLocked:
      "The account is locked, disabled, expired or must change its password. It is not tried again.",
    remoteTimeout: "The computer did not answer in time and is no longer waited for. Try again later.",
    remoteNotAsked:
      "Not asked, because other computers refused this user name and password: more refusals could lock the account.",
    remoteQuery: "The computer did not accept the selection of events. Try again with every record (--all).",
    remoteBroken:
      "The connection broke off. What came until then is kept, and the next run goes on from there.",
    internal: "Something went wrong inside the program.",
  },
  /** Why a file was not saved, where that is known; nothing of it is left then. */
  notSaved: {
    ENOSPC: (file) => `The disk is full: ${file} was not saved. Make room, or choose another place.`,
    EDQUOT: (file) => `Your share of the disk is used up: ${file} was not saved. Choose another place.`,
    EFBIG: (file) => `${file} is larger than files may be there, and was not saved. Choose another place.`,
    EROFS: (file) => `Nothing can be written there: ${file} was not saved. Choose another place.`,
    EACCES: (file) => `Not allowed to write there: ${file} was not saved. Choose another place.`,
    EPERM: (file) => `Not allowed to write there: ${file} was not saved. Choose another place.`,
    EBUSY: (file) =>
      `Another program has ${file} open, so it was not saved. Close it there, or choose another name.`,
    ENOENT: (file) => `The folder for ${file} is gone. Choose another place.`,
    EIO: (file) => `The disk reported an error: ${file} was not saved. Choose another place.`,
    isInput: (file) =>
      `${file} is one of the logs that are open, and logs are never changed. Choose another name.`,
    print: (file) => `The report could not be printed, so ${file} was not saved. Save it as HTML instead.`,
    tooLong: (file) =>
      `The report is too long to be printed, so ${file} was not saved. Save it as HTML, or show fewer rows.`,
  } satisfies Readonly<Record<string, (file: string) => string>> as Readonly<
    Record<string, (file: string) => string>
  >,
  tooMany: (count: number, most: number) =>
    `Found: ${count.toLocaleString("en")}, at most: ${most.toLocaleString("en")}.`,
  windowsError: (number: number) => `(Windows error ${number})`,
  endReasons: {
    userLogoff: "signed out",
    logoff: "logged off",
    superseded: "replaced by a new sign-in",
    shutdown: "shutdown",
    powerLoss: "power loss",
    crash: "crash",
    logGap: "gap in the log",
    logCleared: "log was cleared",
    stillOpen: "no end in this log",
    noRecord: "no record of the end",
  } satisfies Record<EndReason, string>,
  holes: {
    recordGap: "records are missing",
    cleared: "the log was cleared",
    serviceStop: "the log service was stopped",
    fileEdge: "the files do not join",
  } satisfies Record<HoleCause, string>,
  classes: {
    desktop: "desktop",
    secondary: "with another account in someone's session",
    network: "network",
    batch: "scheduled tasks",
    service: "services",
    newCredentials: "other credentials for the network",
    machine: "computer accounts",
    anonymous: "anonymous",
    system: "Windows itself",
    desktopHelper: "desktop helpers",
    script: "logon scripts",
    cloud: "Dynamics 365",
    unlock: "unlocks",
    credentialRefresh: "credential refreshes",
  } satisfies Record<LogonClass, string>,
  verdicts: {
    full: (_said, isWhole) =>
      `This log can answer: logons, logoffs and lock times are recorded${isWhole ? " for the whole period" : ""}.`,
    noLock: () =>
      "Logons and logoffs are recorded. Lock and disconnect times are not, so presence may be overstated.",
    noLogoff: () =>
      "Only logons are recorded. Ends are estimated from shutdowns; durations are upper limits.",
    partialWindow: (said) =>
      `The log reaches back only to ${said("oldest")}. Nothing can be said about ${said("from")} to ${said("oldest")}.`,
    cleared: (said) =>
      `The log was cleared on ${said("time")} by ${said("user")}. Earlier activity is missing.`,
    policyChanged: (said) =>
      `Auditing of ${said("subcategory")} (${said("outcome")}) was switched ${said("state")} on ${said("time")} by ${said("user")}. Results before and after are not comparable.`,
    noLogon: () => "No logon events. Turn on Audit Logon (success, failure) and Audit Logoff (success).",
    empty: () => "No Security events in this file.",
  } satisfies VerdictWords as VerdictWords,
  /** Why the records of a log prove nothing by their absence. */
  doubts: {
    filtered:
      "The records are a filtered export or came by way of an event collector. Missing events prove nothing.",
    renumbered:
      "The records were numbered anew by whatever exported them, so that nothing shows what was left out. Gaps in them and missing events prove nothing.",
    unnumbered:
      "The records have no numbers, so that nothing shows whether some were left out. Missing events prove nothing.",
  },
  /** Stands wherever somebody might read a length of stay into what a domain controller wrote. */
  dcOnly: "Domain controller data shows when users authenticated, not how long they stayed.",
  /** A verdict that holds for a part of the log only. */
  within: (from: string, to: string, verdict: string) => `${from} to ${to}: ${verdict}`,
  outcomes: { success: "success", failure: "failure", both: "success and failure" },
  states: { on: "on", off: "off" },
  someTime: "an unknown time",
  someone: "someone not recorded",
};

/** The table in another language. */
export type MessageWords = typeof MESSAGE_WORDS;
