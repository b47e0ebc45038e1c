import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { epochMsToTicks } from "../../shared/engine/time/calendar.ts";
import { EVENTS, EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { LogOfWorld, RecordOfWorld, World } from "./world.ts";
import { parseQuery } from "./xpath.ts";

/** How a stand-in program ended: the exit code of Windows, and what it said on which stream. */
export interface Said {
  readonly code: number;
  readonly out?: string;
  readonly err?: string;
  /** As `/uni:true` prints it. */
  readonly unicode?: boolean;
  /** It prints and then never ends. */
  readonly hangs?: boolean;
}

export interface Place {
  readonly world: World;
  /** A folder for what has to be remembered between two runs. */
  readonly memory: string;
  readonly elevated: boolean;
  /** What it reads from standard input. */
  readonly input: string;
  readonly killed: AbortSignal;
}

const SENTENCES: Readonly<Record<number, string>> = {
  5: "Access is denied.",
  80: "The file exists.",
  112: "There is not enough space on the disk.",
  1500: "The event log file is corrupted.",
  53: "The network path was not found.",
  1326: "The user name or password is incorrect.",
  1722: "The RPC server is unavailable.",
  15001: "The specified query is invalid.",
  15007: "The specified channel could not be found.",
};
const DEFAULT_BYTES = 69_632;

/** Does what `wevtutil.exe` does: `gli`, `gl`, `qe` and `epl`, with its words and exit codes. */
export async function wevtutil(place: Place, args: readonly string[]): Promise<Said> {
  const [command, subject = "", ...rest] = args;
  const options = new Map(
    rest
      .filter((arg) => arg.startsWith("/"))
      .map((arg) => [arg.slice(1).split(":")[0]!, arg.slice(arg.indexOf(":") + 1)]),
  );
  if (command === "qe" && options.get("lf") === "true") return queryFile(place, subject, options);
  const asked = options.get("r");
  if (asked !== undefined) {
    const away = otherHost(place, asked, options);
    if ("code" in away)
      return away.code === -1 ? { code: 0, hangs: true } : failed(command, subject, away.code);
    return structured(away, subject, command, options);
  }
  if (options.get("sq") === "true") return structured(place, subject, command, options);
  const log = place.world.logs[subject];
  if (log === undefined) return failed(command, subject, 15007);
  if (log.exit !== undefined) return failed(command, subject, log.exit);
  if (log.guarded === true && !place.elevated) return failed(command, subject, 5);
  switch (command) {
    case "gli":
      return { code: 0, out: logInfo(log) };
    case "gl":
      return { code: 0, out: logSettings(subject, log) };
    case "qe":
      return { code: 0, out: eventXml(place, log.records, options) };
    case "epl":
      return await exportLog(place, subject, log, rest[0] ?? "", options);
    default:
      return { code: 87, err: `Unknown command ${command}.\r\n` };
  }
}

/** The computer that `/r:` names, once it has let in who asks; -1: it never answers. */
function otherHost(
  place: Place,
  asked: string,
  options: ReadonlyMap<string, string>,
): Place | { readonly code: number } {
  const host = place.world.hosts?.[asked.toLowerCase()];
  if (host === undefined) return { code: 1722 };
  if (host.silent === true) return { code: -1 };
  const counter = join(place.memory, `asked-${asked.toLowerCase().replaceAll(/\W/g, "_")}`);
  const before = existsSync(counter) ? Number(readFileSync(counter, "utf8")) : 0;
  writeFileSync(counter, String(before + 1));
  if (host.exit !== undefined && (host.exitFirst === undefined || before < host.exitFirst))
    return { code: host.exit };
  const user = options.get("u");
  const password = user === undefined || options.get("p") !== "*" ? null : place.input.split(/\r?\n/)[0];
  const known = host.account;
  if (user !== undefined && (known === undefined || known.user !== user || known.password !== password))
    return { code: 1326 };
  if (user === undefined && known !== undefined) return { code: 1326 };
  return { ...place, world: { ...place.world, computer: host.computer, logs: host.logs }, elevated: true };
}

/** `gli` of a log, or `qe` with a structured query out of a file (`/sq:true`). */
function structured(
  place: Place,
  subject: string,
  command: string | undefined,
  options: ReadonlyMap<string, string>,
): Said {
  if (command === "gli") {
    const log = place.world.logs[subject];
    if (log === undefined) return failed(command, subject, 15007);
    return log.exit === undefined ? { code: 0, out: logInfo(log) } : failed(command, subject, log.exit);
  }
  if (command !== "qe" || options.get("sq") !== "true" || !existsSync(subject))
    return failed(command, subject, 87);
  const query = readFileSync(subject, "utf8");
  const parts = [...query.matchAll(/<Select Path="([^"]+)">([^<]*)<\/Select>/g)];
  const path = parts[0]?.[1] ?? "";
  const log = place.world.logs[path];
  if (log === undefined) return failed(command, path, 15007);
  if (log.exit !== undefined) return failed(command, path, log.exit);
  const tests = parts.map(([, , text = ""]) =>
    parseQuery(text.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&")),
  );
  if (tests.some((test) => test === null)) return failed(command, path, 15001);
  const kept = log.records.filter(({ id, time, event }) =>
    tests.some((test) => test!({ eventId: EVENTS[event].id, recordId: id, time })),
  );
  const unicode = options.get("uni") === "true";
  const { breaks } = log;
  if (breaks !== undefined && kept.length > breaks.after) {
    const part = eventXml(place, kept.slice(0, breaks.after), options);
    // In the middle of an event.
    const out = `<Events>${part}<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Prov`;
    return { code: breaks.exit, out, unicode, hangs: breaks.exit === 0, err: "The connection was lost.\r\n" };
  }
  return { code: 0, out: `<Events>${eventXml(place, kept, options)}</Events>\r\n`, unicode };
}

function failed(command: string | undefined, log: string, code: number): Said {
  const what =
    command === "epl"
      ? `Failed to export log ${log}.`
      : command === "gli"
        ? `Failed to read log status information for log ${log}.`
        : command === "gl"
          ? `Failed to read configuration for log ${log}.`
          : "Failed to open event query.";
  return { code, err: `${what} ${SENTENCES[code] ?? "An error occurred."}\r\n` };
}

function logInfo({ records, bytes = DEFAULT_BYTES }: LogOfWorld): string {
  const lines = [
    "creationTime: 2023-11-02T09:12:44.8531102Z",
    "lastAccessTime: 2024-03-06T13:05:00.1234567Z",
    "lastWriteTime: 2024-03-06T13:05:00.1234567Z",
    `fileSize: ${bytes}`,
    "attributes: 32",
    `numberOfLogRecords: ${records.length}`,
    `oldestRecordNumber: ${records[0]?.id ?? 0}`,
  ];
  return `${lines.join("\r\n")}\r\n`;
}

function logSettings(name: string, { maxBytes = 20_971_520 }: LogOfWorld): string {
  const lines = [
    `name: ${name}`,
    "enabled: true",
    "type: Admin",
    "owningPublisher: ",
    "isolation: Custom",
    "channelAccess: O:BAG:SYD:(A;;0xf0005;;;SY)(A;;0x5;;;BA)(A;;0x1;;;S-1-5-32-573)",
    "logging:",
    `  logFileName: %SystemRoot%\\System32\\Winevt\\Logs\\${name.replace("/", "%4")}.evtx`,
    "  retention: false",
    "  autoBackup: false",
    `  maxSize: ${maxBytes}`,
    "publishing:",
    "  fileMax: 1",
  ];
  return `${lines.join("\r\n")}\r\n`;
}

function eventXml(
  { world }: Place,
  records: readonly RecordOfWorld[],
  options: ReadonlyMap<string, string>,
): string {
  const order = options.get("rd") === "true" ? records.toReversed() : records;
  return order
    .slice(0, Number(options.get("c") ?? records.length))
    .map(
      ({ id, time, event, data }) =>
        `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${EVENTS[event].provider.name}'/><EventID>${EVENTS[event].id}</EventID><Version>${EVENTS[event].version}</Version><TimeCreated SystemTime='${time}'/><EventRecordID>${id}</EventRecordID><Channel>${EVENTS[event].channel}</Channel><Computer>${world.computer}</Computer></System><EventData>${dataXml(data)}</EventData></Event>\r\n`,
    )
    .join("");
}

function dataXml(data: RecordOfWorld["data"] = {}): string {
  return Object.entries(data)
    .map(
      ([name, value]) =>
        `<Data Name='${name}'>${String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</Data>`,
    )
    .join("");
}

async function exportLog(
  place: Place,
  name: string,
  log: LogOfWorld,
  file: string,
  options: ReadonlyMap<string, string>,
): Promise<Said> {
  const query = options.get("q");
  const keeps = query === undefined ? () => true : parseQuery(query);
  if (keeps === null) return failed("epl", name, 15001);
  if (!existsSync(dirname(file))) return failed("epl", name, 3);
  if (existsSync(file) && options.get("ow") !== "true") return failed("epl", name, 80);
  const kept = log.records.filter(({ id, time, event }) =>
    keeps({ eventId: EVENTS[event].id, recordId: id, time }),
  );
  const bytes = fileOf(place.world.computer, kept);
  const full = log.room !== undefined && log.room < bytes.length;
  const handle = openSync(file, "w");
  try {
    writeSync(handle, bytes.subarray(0, 4096));
    await sleep(log.hangs === true ? 3_600_000 : (log.slowMs ?? 0), null, { signal: place.killed });
    writeSync(handle, bytes.subarray(4096, full ? log.room : bytes.length));
  } finally {
    closeSync(handle);
  }
  if (full) return failed("epl", name, 112);
  writeFileSync(indexOf(place, file), JSON.stringify(kept));
  return { code: 0 };
}

function fileOf(computer: string, records: readonly RecordOfWorld[]): Uint8Array {
  const writer = new EvtxWriter({ crc32: (bytes, before) => crc32(bytes, before), recordNumbers: "fromOne" });
  for (const { id, time, event, data } of records) {
    const head = { computer, recordId: id, time: epochMsToTicks(Date.parse(time)) };
    writer.appendCustom(EVENTS[event], head, data ?? {});
  }
  return writer.finish();
}

/** Exports are remembered beside the world, so that this program need not read files of its own making. */
function indexOf({ memory }: Place, file: string): string {
  return join(memory, `${createHash("sha256").update(file).digest("hex")}.json`);
}

function queryFile(place: Place, file: string, options: ReadonlyMap<string, string>): Said {
  const index = indexOf(place, file);
  if (!existsSync(file) || !existsSync(index)) return failed("qe", file, 2);
  const records = JSON.parse(readFileSync(index, "utf8")) as readonly RecordOfWorld[];
  return { code: 0, out: eventXml(place, records, options) };
}
