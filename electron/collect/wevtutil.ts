import type { ProgramCall } from "./run-program.ts";

/*
 * How `wevtutil.exe` is asked, and how its answers are read. Names in answers are the same in every language of
 * Windows, sentences are not.
 */

/** What `gli` tells of a log. */
export interface LogSize {
  readonly bytes: number;
  readonly records: bigint;
  readonly oldestRecord: bigint;
}

/** Of one record as much as marks a place in its log. */
export interface RecordPlace {
  readonly recordId: bigint;
  /** UTC with a `Z`. */
  readonly time: string;
}

export interface Wevtutil {
  size(channel: string): ProgramCall;
  settings(channel: string): ProgramCall;
  /** The oldest record of a log, or of a file; the newest with `newest`. */
  edge(log: string, options?: { readonly file?: boolean; readonly newest?: boolean }): ProgramCall;
  /**
   * Saves a log as a file that does not exist yet. Never over one (`/ow`): with an administrator's rights that could
   * be led to any file of the system.
   */
  save(channel: string, file: string, query: string | null): ProgramCall;
  /**
   * A question to another computer; an empty host is this one. `user`: with that account, whose password is never an
   * argument, because every program may see those of all others.
   */
  remote(args: readonly string[], host: string, user?: string): ProgramCall;
}

export function wevtutilCalls(program: string): Wevtutil {
  const call = (...args: readonly string[]): ProgramCall => ({ program, args });
  return {
    size: (channel) => call("gli", channel),
    settings: (channel) => call("gl", channel),
    edge: (log, { file = false, newest = false } = {}) =>
      call("qe", log, ...(file ? ["/lf:true"] : []), "/c:1", `/rd:${newest}`, "/f:xml"),
    remote: (args, host, user) =>
      call(
        ...args,
        ...(host === "" ? [] : [`/r:${host}`]),
        ...(user === undefined || host === "" ? [] : [`/u:${user}`, "/p:*"]),
      ),
    save: (channel, file, query) => call("epl", channel, file, ...(query === null ? [] : [`/q:${query}`])),
  };
}

/** Null when the answer is not one. */
export function parseSize(answer: string): LogSize | null {
  const bytes = numberAfter(answer, "fileSize");
  const records = numberAfter(answer, "numberOfLogRecords");
  if (bytes === null || records === null) return null;
  return { bytes: Number(bytes), records, oldestRecord: numberAfter(answer, "oldestRecordNumber") ?? 0n };
}

/** Size at which a log begins to lose, or to archive, its oldest records; null when it is not told. */
export function parseMaxSize(answer: string): number | null {
  const bytes = numberAfter(answer, "maxSize");
  return bytes === null ? null : Number(bytes);
}

/** Null when the answer holds no record. */
export function parsePlace(answer: string): RecordPlace | null {
  const recordId = /<EventRecordID>(\d{1,20})<\/EventRecordID>/.exec(answer)?.[1];
  const time = /<TimeCreated SystemTime=['"]([0-9T:.-]{19,30}Z)['"]/.exec(answer)?.[1];
  if (recordId === undefined || time === undefined || Number.isNaN(Date.parse(time))) return null;
  return { recordId: BigInt(recordId), time };
}

function numberAfter(answer: string, name: string): bigint | null {
  const digits = new RegExp(`^\\s*${name}:\\s*(\\d{1,20})\\s*$`, "m").exec(answer)?.[1];
  return digits === undefined ? null : BigInt(digits);
}
