import type { HostStep } from "../../../shared/contract/live-log.ts";
import { spoken } from "../language.ts";
import { counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  place: "Whose logs",
  here: "This machine",
  others: "Other computers",
  title: "Read other computers' logs",
  what: "Windows asks each computer for its logs over the network, with the account that Logonscope runs under: it must be an administrator there, or in the group Event Log Readers. Nothing is changed on the computers.",
  list: "Computers",
  placeholder: "dc1, dc2.corp.local, 10.0.0.5\none a line or set apart by commas; # begins a remark",
  fromFile: "From a file…",
  unreadable: "The list could not be read.",
  none: "Type at least one name.",
  refused: "No name of a computer:",
  tooMany: "One reading takes this many computers at most:",
  whichLogs: "Logs",
  noLogs: "Choose at least one log.",
  start: "Read",
  account:
    "Another account: close Logonscope and start it with this command; Windows asks for the password itself.",
  locked:
    "Until one computer lets the account in, two are asked at a time, and after two refusals no other, so that the account is not locked.",
  scheduled: "For a weekly task, with an archive that shows gaps between its runs:",
  cancel: "Cancel",
  retry: "Try again",
  open: "Open what came",
  openFiles: (n: number) => `Open what came (${counted(n, "file")})`,
  again: "Other computers…",
  rows: "Computers and how far they are",
  otherName: "calls itself",
  steps: {
    waiting: "waiting",
    asking: "asking…",
    reading: "reading",
    retrying: "asked again soon.",
    done: "done",
    partly: "not all.",
    failed: "failed.",
    notAsked: "not asked.",
    cancelled: "cancelled",
  } satisfies Readonly<Record<HostStep, string>>,
  records: "records",
  noneCame: "No logs came.",
  elsewhere:
    "Only Windows can ask other computers for their logs, and this program runs on a machine without it. On a Windows machine that reaches them, as an account that may read their logs:",
  elsewhereTool: "Logonscope on its command line, one file a log; dc1 and dc2 stand for your computers:",
  elsewhereBare: "Windows alone, for each computer:",
  elsewhereThen: "Then open the files here, or drop them on the window.",
} as const;

/** Words about reading the logs of other computers. */
export const HOST_TEXTS = spoken("hosts", ENGLISH);
export type HostTexts = Spoken<typeof ENGLISH>;

export const RUNAS_COMMAND = "runas /netonly /user:DOMAIN\\user Logonscope.exe";
export const ARCHIVE_COMMAND = "logonscope collect dc1 dc2 --archive D:\\Logs";
export const COLLECT_COMMAND = "logonscope collect dc1 dc2 --out C:\\Temp";
export const BARE_COMMAND =
  "wevtutil qe Security /r:dc1 /f:xml /e:Events /uni:true > C:\\Temp\\dc1-Security.xml";
