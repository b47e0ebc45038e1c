import { statSync } from "node:fs";
import type { EventAsk } from "../../shared/contract/event-list.ts";
import type { InputFile, ListOutcome } from "../../shared/contract/worker-job.ts";
import { parseQuery } from "../../shared/engine/filter/parse.ts";
import {
  asksForContent,
  compileEventFilter,
  type EventObject,
  type EventTest,
} from "../../shared/engine/filter/record-filter.ts";
import { loadZone } from "../../shared/engine/time/load-zone.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { treeToFullRecord } from "../../shared/readers/event-text.ts";
import type { FullEvent } from "../../shared/readers/evtx/chunk-reader.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { isoToTicks } from "../../shared/readers/time.ts";
import { FIELD } from "../../shared/types/fields.ts";
import type { FullRecord } from "../../shared/types/full-record.ts";
import type { RecordSink, RecordView } from "../../shared/types/record-view.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { type EventRow, EventRows } from "./event-rows.ts";
import type { JobContext } from "./job-context.ts";
import { type LogReader, ReaderFactory } from "./log-reader.ts";
import { ProgressReporter } from "./progress.ts";
import { readFile } from "./reading/read-file.ts";

const NO_HEAD = new Uint8Array(0);
const ALL_IDS = new Uint8Array(65_536).fill(1);
/** Where the account stands that a record is about, the best one first. */
const ACCOUNTS = ["TargetUserName", "SubjectUserName", "AccountName", "User", "Param1"] as const;

/**
 * Lists records of a case. What a record is comes out of the readers' fast path; only a question about its content
 * takes its text as well. Sources are read one after another; one that fails is counted and the rest goes on.
 */
export async function listEvents(
  files: readonly InputFile[],
  sources: readonly number[],
  ask: EventAsk,
  context: JobContext,
): Promise<ListOutcome> {
  const { cancel } = context;
  const query = parseQuery(ask.filter);
  const zone = (await loadZone(ask.zone)) ?? UTC;
  const test = compileEventFilter(ask.filter, zone, { from: ask.from, to: ask.to });
  // The page only asks what it could read itself.
  if (!query.ok || !test.ok) return { matched: 0, unread: files.length, cancelled: false };
  const content = asksForContent(query.value);
  const everything = query.value.type === "all" && Number.isNaN(ask.from) && Number.isNaN(ask.to);
  const strings = new StringTable();
  const factory = new ReaderFactory(strings);
  const rows = new EventRows((block) => context.post({ type: "rows", block }));
  const total = files.reduce(
    (sum, { path }) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  const progress = new ProgressReporter(total, (news) => context.post({ type: "progress", progress: news }));
  let unread = 0;
  for (const [index, file] of files.entries()) {
    if (cancel.cancelled) break;
    const source = sources[index] ?? index;
    const read = (reader: LogReader) => {
      const from = rows.matched;
      if (content) listByContent(reader, source, ask.recovered, test.value, rows, strings);
      else reader.extract(listingSink(source, everything ? null : test.value, rows, strings));
      return { used: rows.matched - from, logons: -1, lost: 0 };
    };
    const options = { cancel, recovered: ask.recovered, hash: false, factory, progress };
    const { info, broken } = readFile(file, source, options, { read, used: () => rows.matched });
    progress.endFile(info.bytes);
    if (broken || info.failure !== null) unread++;
    rows.flush();
  }
  return { matched: rows.matched, unread, cancelled: cancel.cancelled };
}

/** Takes rows from the readers' fast path; `test` looks at what a record is, null takes all. */
function listingSink(
  source: number,
  test: EventTest | null,
  rows: EventRows,
  strings: StringTable,
): RecordSink {
  return {
    wanted: ALL_IDS,
    accept(record) {
      if (test !== null && !test(headOf(record, strings))) return;
      if (rows.isFull) rows.countOnly();
      else rows.add(rowOf(source, record, strings));
    },
    skip() {
      // Every number is wanted.
    },
  };
}

/** What a record is, as the filter asks for it. */
function headOf(record: RecordView, strings: StringTable): EventObject {
  return {
    eventId: record.eventId,
    recordId: record.recordIdHigh * 2 ** 32 + record.recordIdLow,
    provider: strings.get(record.provider),
    channel: strings.get(record.channel),
    computer: strings.get(record.computer),
    time: record.time,
  };
}

function rowOf(source: number, record: RecordView, strings: StringTable): EventRow {
  let user = "";
  for (const name of ACCOUNTS) {
    user = strings.get(record.text(FIELD[name]));
    if (user !== "") break;
  }
  return {
    source,
    offset: record.offset,
    time: record.time,
    eventId: record.eventId,
    level: record.level,
    recordIdLow: record.recordIdLow,
    recordIdHigh: record.recordIdHigh,
    provider: strings.get(record.provider),
    channel: strings.get(record.channel),
    computer: strings.get(record.computer),
    user: user === "" ? strings.get(record.userSid) : user,
    recovered: record.recovered,
  };
}

/** Takes rows of records whose text passes: .evtx as lines of JSON, which is quick, all else and deleted records as trees. */
function listByContent(
  reader: LogReader,
  source: number,
  recovered: boolean,
  test: EventTest,
  rows: EventRows,
  strings: StringTable,
): void {
  const byTree = (event: FullEvent) => {
    if (event.unreadable) return;
    const record = treeToFullRecord(event.tree);
    if (test({ ...record })) rows.add(rowOfRecord(source, event, record));
  };
  if (!(reader instanceof EvtxReader)) {
    reader.records(byTree);
    return;
  }
  const decoder = new TextDecoder();
  let head: EventRow | null = null;
  reader.lines({
    head(record) {
      head = rowOf(source, record, strings);
      return NO_HEAD;
    },
    line(bytes) {
      const event = JSON.parse(decoder.decode(bytes)) as EventObject;
      if (head !== null && test(event)) rows.add(head);
    },
    tree: byTree,
  });
  if (!recovered) return;
  reader.records((event) => {
    if (event.recovered) byTree(event);
  });
}

function rowOfRecord(source: number, event: FullEvent, record: FullRecord): EventRow {
  const named = ACCOUNTS.map((name) => record.data[name] ?? record.userData[name]);
  const user = named.find((value) => typeof value === "string" && value !== "" && value !== "-");
  return {
    source,
    offset: event.offset,
    time: isoToTicks(record.timeCreated ?? ""),
    eventId: record.eventId,
    level: record.level,
    recordIdLow: event.recordIdLow,
    recordIdHigh: event.recordIdHigh,
    provider: record.provider ?? "",
    channel: record.channel ?? "",
    computer: record.computer ?? "",
    user: typeof user === "string" ? user : (record.userSid ?? ""),
    recovered: event.recovered,
  };
}
