import { makeDecoder } from "../../../electron/worker/code-pages.ts";
import { ComputerEvents } from "../../../electron/worker/computer-events.ts";
import { ReaderFactory, recordsAt } from "../../../electron/worker/log-reader.ts";
import { openCase } from "../../../electron/worker/open-case-job.ts";
import { splitRow } from "../../../electron/worker/ports.ts";
import { isCaseData } from "../../../shared/contract/guard-case.ts";
import { ENGINE_VERSION } from "../../../shared/contract/versions.ts";
import { ArchiveReader } from "../../../shared/readers/archive-index/archive-reader.ts";
import { logoffMessage, logonMessage } from "../../../shared/readers/csv/test-exports.ts";
import { parseJsonEvent } from "../../../shared/readers/json-lines/json-event.ts";
import { messageFacts, textEvent } from "../../../shared/readers/messages/message-facts.ts";
import { PolicyReader } from "../../../shared/readers/policy/policy-reader.ts";
import { policyCsv, SECEDIT } from "../../../shared/readers/policy/test-policies.ts";
import { ARCHIVE_HEADER } from "../../../shared/types/archive.ts";
import { DEFAULT_SETTINGS } from "../../../shared/types/settings.ts";
import { StringTable } from "../../../shared/types/string-table.ts";
import type { FuzzTarget } from "../engine/target.ts";
import { utf8, utf16 } from "../seeds/text-bytes.ts";
import { ALL, boundedSource, checkSummary, holds } from "./check-reader.ts";
import { evt, evtx } from "./logs.ts";
import { put } from "./scratch.ts";
import { csv, d365, objects, objectsCli, script, xml } from "./texts.ts";

const cancel = { cancelled: false };
const context = { cancel, post() {}, waitForRoom() {} };
const decoder = new TextDecoder();

export const policy: FuzzTarget = {
  name: "policy",
  short: 400,
  about: "audit policies and settings of logs",
  tokens: [
    ...'{0CCE9215-69AE-11D9-BED3-505054503030} Success Failure System , " \r\n [Event Audit] [Version] = 3 name: security maxSize: 20971520 99999999999999999'.split(
      " ",
    ),
    ...["Success and Failure", "No Auditing", "AuditLogonEvents = 3", "retention: false", "autoBackup: true"],
  ],
  seeds: () => [
    utf8(
      policyCsv([
        { pair: 0x15, words: "Success and Failure" },
        { pair: 0x16, words: "No Auditing" },
      ]),
    ),
    utf16(
      `\ufeff${policyCsv([
        { pair: 0x15, value: "3" },
        { pair: 0x16, value: "0" },
      ])}`,
    ),
    utf16(`\ufeff${SECEDIT}`),
    utf8(
      "name: Security\r\nenabled: true\r\nlogging:\r\n  logFileName: x\r\n  retention: false\r\n  autoBackup: false\r\n  maxSize: 20971520\r\n",
    ),
  ],
  run(bytes) {
    const reader = new PolicyReader(boundedSource(bytes, 4 * bytes.length + 100_000), {
      makeDecoder,
      splitRow,
    });
    reader.extract();
    checkSummary(reader.summary, bytes.length);
  },
};

export const index: FuzzTarget = {
  name: "index",
  short: 300,
  about: "the index of an archive folder",
  tokens: [
    '"type":"file"',
    '"type":"failed"',
    '"channel":null',
    "../x",
    "null",
    "1e999",
    "\n",
    '"sha256":"',
    "true",
  ],
  seeds: () => [
    utf8(
      `${ARCHIVE_HEADER}\n${JSON.stringify({ type: "nothingNew", run: "r", asked: "dc01", computer: "dc01", channel: "security", lastRecord: "7", at: "2024-03-04T08:00:00Z" })}\n${JSON.stringify({ type: "failed", run: "r", asked: "dc01", channel: null, at: "2024-03-04T08:00:00Z", code: "x", exit: 5 })}\n${JSON.stringify({ type: "file", run: "r", asked: "dc01", computer: "dc01", channel: "system", file: "dc01/System-1.xml", bytes: 5, records: 1, sha256: "0".repeat(64), firstRecord: "1", lastRecord: "1", from: "2024-03-04T08:00:00Z", to: "2024-03-04T08:00:00Z", began: "2024-03-04T08:00:00Z", ended: "2024-03-04T08:00:00Z", whole: true, partial: false, join: "first" })}\n`,
    ),
  ],
  run(bytes) {
    const reader = new ArchiveReader(boundedSource(bytes, 4 * bytes.length + 100_000), { makeDecoder });
    reader.extract();
    checkSummary(reader.summary, bytes.length);
    for (const entry of reader.summary.archive?.entries ?? [])
      if (entry.type === "file")
        holds(!entry.file.split("/").includes(".."), "a path that leaves the archive");
  },
};

const LINE = {
  source: 0,
  recordId: "7",
  eventId: 4624,
  version: 2,
  level: 0,
  task: 12_544,
  keywords: "0x8020000000000000",
  provider: "Microsoft-Windows-Security-Auditing",
  channel: "Security",
  computer: "PC1",
  timeCreated: "2024-03-04T08:00:00.1234567Z",
  userSid: null,
  data: {
    TargetUserName: "anna",
    TargetLogonId: "0x1a2b",
    LogonType: "2",
    TargetUserSid: "S-1-5-21-1-2-3-1001",
  },
  skipped: [
    { recordId: "6", eventId: 5379, timeCreated: "2024-03-04T07:00:00Z", records: 3, audit: "success" },
  ],
};

export const jsonl: FuzzTarget = {
  name: "jsonl",
  short: 150,
  about: "lines of `events`, paired again",
  tokens: [
    '"eventId":4634',
    '"eventId":1102',
    '"skipped":[',
    '"__proto__":',
    '"data":{',
    "[]",
    "{}",
    "null",
    "1e400",
    "-0",
    '"0xffffffffffffffff"',
    '"2024-13-45T99:00:00Z"',
    "4294967296",
    "\n",
    "\\u0000",
    "\\ud800",
  ],
  seeds: () => [
    utf8(
      `${JSON.stringify(LINE)}\n${JSON.stringify({ ...LINE, eventId: 4634, recordId: "8" })}\n${JSON.stringify({ ...LINE, eventId: 4608, computer: "PC2", recordId: 9 })}\n`,
    ),
  ],
  run(bytes) {
    const events = new ComputerEvents();
    let at = 0;
    for (const line of decoder.decode(bytes).split("\n")) {
      const event = parseJsonEvent(line);
      if (event !== null) events.add(event, event.record.computer?.trim() ?? "", at);
      at += line.length + 1;
    }
    const { data } = events.pair(DEFAULT_SETTINGS, ENGINE_VERSION);
    holds(data.sessions.length <= 4 * bytes.length, "more sessions than there is room for");
  },
};

const MESSAGE_EVENTS = [
  [4624, "Microsoft-Windows-Security-Auditing"],
  [4634, "Microsoft-Windows-Security-Auditing"],
  [4647, "Microsoft-Windows-Security-Auditing"],
  [4625, "Microsoft-Windows-Security-Auditing"],
] as const;

export const messages: FuzzTarget = {
  name: "messages",
  short: 500,
  about: "facts of messages in English",
  tokens: [
    ..."Subject: New Logon: \t\t \r\n %%1842 Yes S-1-5-18 0x3e7 : - constructor: __proto__:".split(" "),
    "Account Name:\t\t",
    "Logon ID:\t\t",
    "Logon Type:\t\t",
  ],
  seeds: () => [utf8(logonMessage("anna", "0x1a2b")), utf8(logoffMessage("anna", "0x1a2b"))],
  run(bytes) {
    const text = decoder.decode(bytes);
    for (const [id, provider] of MESSAGE_EVENTS) {
      const event = textEvent(provider, id);
      if (event !== null)
        for (const value of messageFacts(event, text)?.values() ?? [])
          holds(text.includes(value) || value.startsWith("%%"), "a fact that is not in the message");
    }
  },
};

/** Any input, as a case takes it: what it is, is told by its bytes, whatever was done to them. */
export const any: FuzzTarget = {
  name: "any",
  short: 30,
  about: "inputs of all formats, changed into each other",
  tokens: [
    "<Event",
    "<Objs",
    "ElfFile\0",
    "LfLe",
    "PK\x03\x04",
    "AADUserID,",
    "LOGON,",
    "Keywords,Date and Time,Source,Event ID",
    "\ufeff",
    '{"schema":"logonscope.archive/1"}\n',
  ],
  seeds: () =>
    [evtx, evt, xml, csv, objects, objectsCli, script, d365, policy, index].flatMap((target) =>
      target
        .seeds()
        .slice(0, 2)
        .map((seed) => seed.slice(0, 12_000)),
    ),
  run(bytes) {
    const most = 40 * bytes.length + 30_000_000;
    const strings = new StringTable();
    const text = { name: "input" };
    const { reader } = new ReaderFactory(strings).open(boundedSource(bytes, most), { cancel, text });
    const { data } = openCase(
      { files: [put("input", bytes)], settings: DEFAULT_SETTINGS, early: false },
      context,
    );
    holds(isCaseData(data), "a case that a page refuses");
    if (reader === null) return;
    const offsets: number[] = [];
    reader.extract({ wanted: ALL, accept: ({ offset }) => void offsets.push(offset), skip: () => {} });
    reader.records(() => {});
    checkSummary(reader.summary, bytes.length);
    const at = recordsAt(boundedSource(bytes, most), text);
    for (const offset of offsets.slice(0, 3)) at(offset);
  },
};
