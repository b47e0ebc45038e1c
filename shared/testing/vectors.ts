import {
  type ChannelKind,
  ELEVATED_NO,
  ELEVATED_UNKNOWN,
  ELEVATED_YES,
  type EventKind,
  type EventTable,
} from "../types/event-table.ts";
import { StringTable } from "../types/string-table.ts";
import { type EventSpec, eventTable } from "./event-table-builder.ts";
import { vectorMoment } from "./vector-notation.ts";
import { VECTORS_TEXT } from "./vectors.txt.ts";

/** One sequence with its answer, in the notation explained in vectors.txt.ts. */
export interface Vector {
  readonly name: string;
  readonly title: string;
  /** The answer shows every non-system session, not only desktop ones. */
  readonly all: boolean;
  readonly rows: readonly EventSpec[];
  /** Answer lines without `=> `; none for a sequence that gives no session. */
  readonly expected: readonly string[];
}

const KINDS: Readonly<Record<string, readonly [EventKind, ChannelKind]>> = {
  "Sec:4608": ["windowsStarting", "security"],
  "Sec:4616": ["clockChanged", "security"],
  "Sec:1100": ["logServiceStopped", "security"],
  "Sec:1101": ["auditLost", "security"],
  "Sec:1102": ["logCleared", "security"],
  "Sec:4624": ["logon", "security"],
  "Sec:4625": ["logonFailed", "security"],
  "Sec:4634": ["logoff", "security"],
  "Sec:4647": ["userLogoff", "security"],
  "Sec:4648": ["explicitCredentials", "security"],
  "Sec:4672": ["privileges", "security"],
  "Sec:4778": ["sessionReconnected", "security"],
  "Sec:4779": ["sessionDisconnected", "security"],
  "Sec:4800": ["locked", "security"],
  "Sec:4801": ["unlocked", "security"],
  "Sec:4802": ["saverOn", "security"],
  "Sec:4803": ["saverOff", "security"],
  "EL:6005": ["logServiceStarted", "system"],
  "EL:6006": ["logServiceStoppedSystem", "system"],
  "EL:6008": ["uncleanShutdown", "system"],
  "KG:12": ["osStart", "system"],
  "KG:13": ["osStop", "system"],
  "KG:1": ["systemClockChanged", "system"],
  "KP:41": ["dirtyRestart", "system"],
  "KP:42": ["sleepEnter", "system"],
  "KP:107": ["sleepLeave", "system"],
  "KP:506": ["standbyEnter", "system"],
  "KP:507": ["standbyLeave", "system"],
  "KB:27": ["bootType", "system"],
  "PT:1": ["sleepInterval", "system"],
  "U32:1074": ["shutdownRequest", "system"],
  "WL:7001": ["winlogonLogon", "system"],
  "WL:7002": ["winlogonLogoff", "system"],
  "LSM:21": ["tsLogon", "lsm"],
  "LSM:23": ["tsLogoff", "lsm"],
  "LSM:24": ["tsDisconnect", "lsm"],
  "LSM:25": ["tsReconnect", "lsm"],
};

const WELL_KNOWN: Readonly<Record<string, string>> = {
  SYSTEM: "S-1-5-18",
  LOCALSERVICE: "S-1-5-19",
  ANONYMOUS: "S-1-5-7",
};
/** Names that have no SID in their records. */
const WITHOUT_SID: ReadonlySet<EventKind> = new Set([
  "sessionReconnected",
  "sessionDisconnected",
  "tsLogon",
  "tsLogoff",
  "tsDisconnect",
  "tsReconnect",
]);
const USER32_TYPES: ReadonlySet<number> = new Set([2, 7, 10, 11, 12, 13]);

function sidOf(user: string): string {
  const known = WELL_KNOWN[user];
  if (known !== undefined) return known;
  const helper = /^(UMFD|DWM)-(\d+)$/.exec(user);
  if (helper !== null) return `S-1-5-${helper[1] === "UMFD" ? 96 : 90}-0-${helper[2]}`;
  let hash = 1000;
  for (const letter of user) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_000_007;
  return `S-1-5-21-1-2-3-${hash}`;
}

/** Parses `vectors.txt.ts`, or other text in the same notation. Throws on what it does not understand. */
export function parseVectors(text: string = VECTORS_TEXT): readonly Vector[] {
  const blocks = text.trim().split(/\n(?=V\d)/);
  return blocks.map(parseBlock);
}

function parseBlock(block: string): Vector {
  const [heading, ...lines] = block.split("\n").map((line) => line.trim());
  const match = /^(\S+) (\[all\] )?(.*)$/.exec(heading!);
  if (match === null) throw new Error(`not a vector: ${heading}`);
  const answers = lines.filter((line) => line.startsWith("=> ")).map((line) => line.slice(3));
  const input = lines.filter((line) => !line.startsWith("=> ")).join(" ");
  return {
    name: match[1]!,
    title: match[3]!,
    all: match[2] !== undefined,
    rows: parseRows(input),
    expected: answers.filter((line) => line !== "none"),
  };
}

/** Parses records separated by `|`. */
export function parseRows(input: string): readonly EventSpec[] {
  const numbers = new Map<string, number>();
  return input
    .split("|")
    .map((record) => record.trim())
    .filter((record) => record !== "")
    .map((record) => parseRow(record, numbers));
}

function parseRow(record: string, numbers: Map<string, number>): EventSpec {
  const words = record.split(/\s+/);
  const day = /^d\d+$/.test(words[0]!) ? `${words.shift()}/` : "";
  const [clock, computer, source, ...pairs] = words;
  const known = KINDS[source!];
  if (known === undefined) throw new Error(`unknown record ${source} in "${record}"`);
  const [kind, channelKind] = known;
  const keys = new Map(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  const counter = `${computer} ${channelKind}`;
  const recordId = keys.has("rec") ? Number(keys.get("rec")) : (numbers.get(counter) ?? 0) + 1;
  numbers.set(counter, recordId);
  return {
    kind,
    channelKind,
    computer: computer!,
    recordId,
    offset: recordId * 512,
    eventId: Number(source!.split(":")[1]),
    time: vectorMoment(`${day}${clock}`),
    ...accountOf(kind, keys),
    ...logonOf(kind, keys),
    ...timesOf(keys),
    ...restOf(keys),
  };
}

type Keys = ReadonlyMap<string, string>;

function accountOf(kind: EventKind, keys: Keys): Partial<EventSpec> {
  const user = keys.get("user");
  if (user === undefined) return {};
  if (kind === "winlogonLogon" || kind === "winlogonLogoff") return { sid: sidOf(user) };
  return WITHOUT_SID.has(kind) ? { user, domain: "CORP" } : { user, domain: "CORP", sid: sidOf(user) };
}

function logonOf(kind: EventKind, keys: Keys): Partial<EventSpec> {
  const spec: { -readonly [Name in keyof EventSpec]?: EventSpec[Name] } = {};
  if (keys.has("id")) spec.logonId = Number(keys.get("id"));
  if (keys.has("pid")) spec.processId = Number(keys.get("pid"));
  const sub = keys.get("sub");
  if (sub !== undefined && kind === "logonFailed") spec.subStatus = Number(sub);
  else if (sub !== undefined) spec.subjectLogonId = Number(sub);
  if (kind === "logon" || kind === "logonFailed" || kind === "logoff") {
    spec.logonType = Number(keys.get("type") ?? 2);
  }
  if (kind === "logon") {
    const lp = keys.get("lp") ?? (USER32_TYPES.has(spec.logonType!) ? "User32" : undefined);
    if (lp !== undefined) spec.logonProcess = lp;
    spec.process = `C:\\Windows\\System32\\${keys.get("pn") ?? "winlogon.exe"}`;
    if (keys.has("link")) spec.linkedLogonId = Number(keys.get("link"));
    const elevated = keys.get("elev");
    spec.elevated = elevated === "Y" ? ELEVATED_YES : elevated === "N" ? ELEVATED_NO : ELEVATED_UNKNOWN;
  } else if (keys.has("pn")) spec.process = `C:\\Windows\\System32\\${keys.get("pn")}`;
  return spec;
}

function timesOf(keys: Keys): Partial<EventSpec> {
  const first = keys.get("prev") ?? keys.get("sleep") ?? keys.get("at");
  const second = keys.get("new") ?? keys.get("wake");
  return {
    ...(first === undefined ? {} : { timeA: vectorMoment(first) }),
    ...(second === undefined ? {} : { timeB: vectorMoment(second) }),
  };
}

function restOf(keys: Keys): Partial<EventSpec> {
  const session = keys.get("ts") ?? keys.get("sid");
  const address = keys.get("ip") ?? keys.get("addr");
  const number = keys.get("bugcheck") ?? keys.get("boot");
  const name = keys.get("name");
  return {
    ...(session === undefined ? {} : { sessionId: Number(session) }),
    ...(address === undefined ? {} : { address }),
    ...(number === undefined ? {} : { number: Number(number) }),
    ...(name === undefined ? {} : { sessionName: name }),
  };
}

/** The event table of parsed records, and names for SIDs that no record gives a name. */
export function vectorTable(rows: readonly EventSpec[]): { events: EventTable; strings: StringTable } {
  const strings = new StringTable();
  return { events: eventTable(rows, strings), strings };
}

/** Every user name of the notation by the SID made up for it. */
export function vectorNames(text: string = VECTORS_TEXT): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [, user] of text.matchAll(/\buser=(\S+)/g)) names.set(sidOf(user!), user!);
  return names;
}
