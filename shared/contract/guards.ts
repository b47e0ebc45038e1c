import type { FullRecord } from "../types/full-record.ts";
import type { Result } from "./errors.ts";
import type { EventListEvent } from "./event-list.ts";
import { isAppError, isFileRef, isIdText, MAX_FILES } from "./guard-basics.ts";
import { isCaseData, isSourceInfo } from "./guard-case.ts";
import { isEventAsk, isEventListEvent, isRecordsAsk } from "./guard-events.ts";
import { isCollectEvent, isCollectOptions, isLiveLog } from "./guard-live.ts";
import { isProgress } from "./guard-progress.ts";
import { isOpenCaseOptions } from "./guard-text.ts";
import {
  type CollectEvent,
  type FileIdentity,
  HOST_COMMANDS,
  type HostEvent,
  type HostInfo,
  type HostVersions,
  MAX_SAVE_PIECE,
  type RecentCase,
  type RecordDetail,
  SAVE_FORMS,
} from "./host.ts";
import type { JobEvent } from "./job.ts";
import {
  CALLS,
  type CallName,
  type HostMessage,
  type PageMessage,
  STREAMS,
  type StreamName,
} from "./messages.ts";
import { isPageState } from "./page-state.ts";
import {
  isBoolean,
  isCount,
  isListOf,
  isObject,
  isOneOf,
  isRecordOf,
  isText,
  isTextList,
  isTextOrNull,
  isTime,
} from "./shapes.ts";

/*
 * Every message is looked at before anything acts on it, on both sides: a page is what a hostile log would try to
 * take over, and a host may be an older version. What fails is dropped or refused, never guessed.
 */
const MAX_ID_TEXT = 200;
/** A record is at most one chunk of 64 KiB, its XML escaped and named a few times that. */
const MAX_XML = 16_000_000;

/** A message of a page, or null. Arguments are checked against the method. */
export function asPageMessage(value: unknown): PageMessage | null {
  if (!isObject(value) || !isCount(value.id)) return null;
  const { type, name, args } = value;
  if (type === "cancel") return { type, id: value.id };
  if (!Array.isArray(args)) return null;
  if (type === "call" && isOneOf(CALLS, name) && areArguments(name, args))
    return { type, id: value.id, name, args };
  if (type === "open" && isOneOf(STREAMS, name) && areArguments(name, args)) {
    return { type, id: value.id, name, args };
  }
  return null;
}

/** The id of a message that is otherwise refused, so that its sender can be told; null when it has none. */
export function idOf(value: unknown): number | null {
  return isObject(value) && isCount(value.id) ? value.id : null;
}

function areArguments(name: CallName | StreamName, args: readonly unknown[]): boolean {
  switch (name) {
    case "info":
    case "pickFiles":
    case "demoFiles":
    case "recent":
    case "liveLog":
    case "listen":
      return args.length === 0;
    case "recentFiles":
    case "forgetRecent":
    case "closeCase":
    case "nextRecords":
    case "closeRecords":
    case "endSave":
    case "dropSave":
    case "showSaved":
    case "dragSaved":
      return args.length === 1 && isIdText(args[0]);
    case "pageState":
      return args.length === 1 && isPageState(args[0]);
    case "identify":
      return args.length === 2 && isListOf(isIdText, args[0], MAX_FILES) && isBoolean(args[1]);
    case "attachCase":
      return (
        args.length === 2 &&
        isListOf(isIdText, args[0], MAX_FILES) &&
        isListOf(isIdTextOrNull, args[1], MAX_FILES)
      );
    case "openRecords":
      return args.length === 2 && isIdText(args[0]) && isRecordsAsk(args[1]);
    case "readRecord":
      return args.length === 3 && isIdText(args[0]) && isCount(args[1]) && isCount(args[2]);
    case "beginSave":
      return args.length === 2 && isFileName(args[0]) && isOneOf(SAVE_FORMS, args[1]);
    case "writeSave":
      return (
        args.length === 2 &&
        isIdText(args[0]) &&
        args[1] instanceof Uint8Array &&
        args[1].length <= MAX_SAVE_PIECE
      );
    case "openCase":
      return (
        (args.length === 1 || (args.length === 2 && isOpenCaseOptions(args[1]))) &&
        isListOf(isIdText, args[0], MAX_FILES)
      );
    case "collect":
      return args.length === 1 && isCollectOptions(args[0]);
    case "listEvents":
      return args.length === 2 && isIdText(args[0]) && isEventAsk(args[1]);
  }
}

/** A name to save under: a name only, never a way to another folder. */
export function isFileName(value: unknown): value is string {
  return isText(value, 255) && value !== "" && value !== "." && value !== ".." && !hasForbidden(value);
}

function hasForbidden(name: string): boolean {
  for (const char of name) if (char < " " || '/\\:*?"<>|'.includes(char)) return true;
  return false;
}

/** A message of a host, or null. What it carries is checked by `isReplyValue` and `isStreamEvent`. */
export function asHostMessage(value: unknown): HostMessage | null {
  if (!isObject(value) || !isCount(value.id)) return null;
  if (value.type === "event" && isObject(value.event))
    return { type: "event", id: value.id, event: value.event };
  if (value.type === "reply" && isResult(value.result))
    return { type: "reply", id: value.id, result: value.result };
  return null;
}

function isResult(value: unknown): value is Result<unknown> {
  if (!isObject(value)) return false;
  return value.ok === true ? Object.hasOwn(value, "value") : value.ok === false && isAppError(value.error);
}

/** Whether a value is what the call answers with. */
export function isReplyValue(name: CallName, value: unknown): boolean {
  switch (name) {
    case "info":
      return isHostInfo(value);
    case "pickFiles":
    case "demoFiles":
    case "recentFiles":
      return isListOf(isFileRef, value, MAX_FILES);
    case "recent":
      return isListOf(isRecentCase, value, 1000);
    case "forgetRecent":
    case "closeCase":
    case "closeRecords":
    case "writeSave":
    case "endSave":
    case "dropSave":
    case "showSaved":
    case "dragSaved":
    case "pageState":
      return value === null;
    case "identify":
      return isListOf(isIdentityOrNull, value, MAX_FILES);
    case "attachCase":
    case "openRecords":
      return isIdText(value);
    case "nextRecords":
      return value === null || value instanceof Uint8Array;
    case "readRecord":
      return isRecordDetail(value);
    case "beginSave":
      return isIdTextOrNull(value);
    case "liveLog":
      return isLiveLog(value);
  }
}

/** Whether an event belongs to the stream. */
export function isStreamEvent(name: "openCase", event: unknown): event is JobEvent;
export function isStreamEvent(name: "collect", event: unknown): event is CollectEvent;
export function isStreamEvent(name: "listEvents", event: unknown): event is EventListEvent;
export function isStreamEvent(name: "listen", event: unknown): event is HostEvent;
export function isStreamEvent(name: StreamName, event: unknown): boolean {
  switch (name) {
    case "openCase":
      return isJobEvent(event);
    case "collect":
      return isCollectEvent(event);
    case "listEvents":
      return isEventListEvent(event);
    case "listen":
      return isHostEvent(event);
  }
}

export function isJobEvent(value: unknown): value is JobEvent {
  if (!isObject(value)) return false;
  switch (value.type) {
    case "started":
      return isIdText(value.caseId);
    case "progress":
      return isProgress(value.progress);
    case "partial":
      return isCaseData(value.data) && isCount(value.undecided);
    case "done":
      return isCaseData(value.data);
    case "cancelled":
      return value.data === null || isCaseData(value.data);
    case "failed":
      return (
        isAppError(value.error) && (value.sources === undefined || isListOf(isSourceInfo, value.sources))
      );
    default:
      return false;
  }
}

/** Whether an event is the last one of its job; all streams with an end have the same ones. */
export function endsJob(event: JobEvent | CollectEvent | EventListEvent): boolean {
  return event.type === "done" || event.type === "cancelled" || event.type === "failed";
}

function isHostEvent(value: unknown): value is HostEvent {
  if (!isObject(value)) return false;
  if (value.type === "openFiles") return isListOf(isFileRef, value.files, MAX_FILES);
  if (value.type === "showView") return isCount(value.view);
  if (value.type === "recentChanged") return true;
  return value.type === "command" && isOneOf(HOST_COMMANDS, value.command);
}

function isIdTextOrNull(value: unknown): value is string | null {
  return value === null || isIdText(value);
}

function isIdentityOrNull(value: unknown): value is FileIdentity | null {
  if (value === null) return true;
  return (
    isObject(value) &&
    isCount(value.bytes) &&
    isHash(value.probe) &&
    (value.sha256 === null || isHash(value.sha256))
  );
}

function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function isHostInfo(value: unknown): value is HostInfo {
  if (!isObject(value) || !isObject(value.capabilities)) return false;
  const { pickFiles, saveFile, savePdf, recent, liveLog, keep, showSaved, pageState } = value.capabilities;
  return (
    isCount(value.contract) &&
    [value.engine, value.zone, value.locale].every((text) => isText(text, MAX_ID_TEXT)) &&
    isOneOf(["windows", "mac", "linux", "other"], value.platform) &&
    [pickFiles, saveFile, savePdf, recent, liveLog, keep, showSaved, pageState].every(isBoolean) &&
    isVersions(value.versions)
  );
}

function isVersions(value: unknown): value is HostVersions {
  if (!isObject(value)) return false;
  const { program, electron, chromium, node } = value;
  return (
    [program, node].every((text) => isText(text, MAX_ID_TEXT)) &&
    [electron, chromium].every((text) => text === null || isText(text, MAX_ID_TEXT))
  );
}

function isRecentCase(value: unknown): value is RecentCase {
  return (
    isObject(value) && isIdText(value.id) && isTextList(value.names, MAX_FILES) && isTime(value.openedAt)
  );
}

function isRecordDetail(value: unknown): value is RecordDetail {
  return isObject(value) && isText(value.xml, MAX_XML) && isFullRecord(value.record);
}

function isFullRecord(value: unknown): value is FullRecord {
  return (
    isObject(value) &&
    [value.eventId, value.version, value.level, value.task].every(isCount) &&
    isText(value.keywords) &&
    [value.recordId, value.provider, value.channel, value.computer, value.timeCreated, value.userSid].every(
      isTextOrNull,
    ) &&
    isRecordOf(isFullValue, value.data) &&
    isRecordOf(isFullValue, value.userData)
  );
}

function isFullValue(value: unknown): boolean {
  return isText(value, MAX_XML) || isTextList(value, 100_000);
}
