import { FEED_BYTES_AT, FEED_EMPTY, FEED_END, FEED_STATE } from "../../shared/contract/worker-job.ts";
import type { JobContext } from "./job-context.ts";

/** How long one wait for the host lasts before the cancel flag is looked at again. */
const WAIT_MS = 100;
/** Longest line that is read; one event with all it may carry stays below. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;
const NEWLINE = 10;

/** A line without its end; null for one that is too long to be an event. */
export interface FedLine {
  readonly text: string | null;
  /** Where it begins in the input. */
  readonly offset: number;
}

/** The lines that a host feeds, until it has no more or the job is cancelled. Memory is that of the longest line. */
export function* fedLines(
  feed: SharedArrayBuffer,
  context: JobContext,
  longest = MAX_LINE_BYTES,
): Generator<FedLine> {
  const decoder = new TextDecoder();
  let pending: Uint8Array = new Uint8Array(0);
  let tooLong = false;
  /** Of the line at hand. */
  let offset = 0;
  let position = 0;
  for (;;) {
    const bytes = takeBytes(feed, context);
    if (bytes === null) break;
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      const line = joined(pending, bytes.subarray(from, at));
      yield { text: tooLong ? null : decoder.decode(line), offset };
      pending = new Uint8Array(0);
      tooLong = false;
      from = at + 1;
      offset = position + from;
    }
    position += bytes.length;
    if (!tooLong) pending = joined(pending, bytes.subarray(from)).slice();
    if (pending.length > longest) {
      tooLong = true;
      pending = new Uint8Array(0);
    }
  }
  if ((pending.length > 0 || tooLong) && !context.cancel.cancelled)
    yield { text: tooLong ? null : decoder.decode(pending), offset };
}

/** The next piece of the feed, copied; null at its end. */
function takeBytes(feed: SharedArrayBuffer, context: JobContext): Uint8Array | null {
  const state = new Int32Array(feed, 0, 1);
  Atomics.store(state, FEED_STATE, FEED_EMPTY);
  context.post({ type: "more" });
  for (;;) {
    if (context.cancel.cancelled) return null;
    const length = Atomics.load(state, FEED_STATE);
    if (length === FEED_END) return null;
    if (length >= 0) return new Uint8Array(feed, FEED_BYTES_AT, length).slice();
    Atomics.wait(state, FEED_STATE, FEED_EMPTY, WAIT_MS);
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
