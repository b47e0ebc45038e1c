import type { FullRecord, FullValue } from "../../types/full-record.ts";

/** One line of `events`, as far as anybody may rely on what a line holds. */
export interface JsonEvent {
  readonly record: FullRecord;
  /** Index of the input it was read from. */
  readonly source: number;
  /** What the record means; null in a list of every record. */
  readonly kind: string | null;
  readonly recovered: boolean;
  readonly skipped: readonly JsonSkipped[];
}

/** Records left out in front of a line. */
export interface JsonSkipped {
  readonly recordId: string;
  readonly eventId: number;
  readonly timeCreated: string;
  readonly records: number;
  readonly audit: "success" | "failure" | null;
}

/** More inputs than one run of `events` takes. */
const MAX_SOURCE = 65_535;
/** Streams of one log have fewer. */
const MAX_SKIPPED = 200_000;
const MAX_VALUES = 1024;

type Fields = Readonly<Record<string, unknown>>;

/**
 * A line of JSON as an event; null for anything that is none. Only the number of the event must be there: a line may
 * come from a program that knows less of it. Never throws.
 */
export function parseJsonEvent(line: string): JsonEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isFields(value)) return null;
  const eventId = whole(value.eventId, 65_535);
  const source = value.source === undefined ? 0 : whole(value.source, MAX_SOURCE);
  if (eventId === null || source === null) return null;
  const skipped = readSkipped(value.skipped);
  const data = readValues(value.data);
  const userData = readValues(value.userData);
  if (skipped === null || data === null || userData === null) return null;
  return {
    source,
    kind: text(value.kind),
    recovered: value.recovered === true,
    skipped,
    record: {
      recordId: typeof value.recordId === "number" ? String(value.recordId) : text(value.recordId),
      eventId,
      version: whole(value.version, 0xffff_ffff) ?? 0,
      level: whole(value.level, 0xffff_ffff) ?? 0,
      task: whole(value.task, 0xffff_ffff) ?? 0,
      keywords: text(value.keywords) ?? "",
      provider: text(value.provider),
      channel: text(value.channel),
      computer: text(value.computer),
      timeCreated: text(value.timeCreated),
      userSid: text(value.userSid),
      data,
      userData,
    },
  };
}

function readSkipped(value: unknown): readonly JsonSkipped[] | null {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MAX_SKIPPED) return null;
  const list: JsonSkipped[] = [];
  for (const item of value as readonly unknown[]) {
    if (!isFields(item)) return null;
    const records = whole(item.records, 0xffff_fffe);
    const recordId = text(item.recordId);
    if (records === null || records === 0 || recordId === null) return null;
    list.push({
      recordId,
      eventId: whole(item.eventId, 65_535) ?? 0,
      timeCreated: text(item.timeCreated) ?? "",
      records,
      audit: item.audit === "success" || item.audit === "failure" ? item.audit : null,
    });
  }
  return list;
}

function readValues(value: unknown): Readonly<Record<string, FullValue>> | null {
  if (value === undefined || value === null) return {};
  if (!isFields(value)) return null;
  const entries = Object.entries(value);
  if (entries.length > MAX_VALUES) return null;
  // What is no text stands for itself, as Windows would print it.
  return Object.fromEntries(
    entries.flatMap(([name, each]): [string, FullValue][] => {
      if (typeof each === "string") return [[name, each]];
      if (typeof each === "number" || typeof each === "boolean") return [[name, String(each)]];
      return Array.isArray(each) ? [[name, each.filter((item) => typeof item === "string")]] : [];
    }),
  );
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function whole(value: unknown, most: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most ? value : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
