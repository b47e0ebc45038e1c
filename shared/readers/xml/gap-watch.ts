import type { StringId } from "../../types/units.ts";

interface Span {
  low: number;
  high: number;
  records: number;
}

/** Logs (computer and channel) looked at; the rest of a file with more of them is left out. */
const MAX_LOGS = 1024;
/** Fewer records say nothing. */
const FEW = 20;
/** Records missing for each one that is there. */
const MISSING = 2;

/**
 * Tells whether a file holds far fewer records than its record numbers span. Event Viewer is known to save only part of
 * a large log as XML without a word (4168 of 20568 records in Microsoft's own example); a filter looks the same.
 */
export class GapWatch {
  readonly #spans = new Map<StringId, Map<StringId, Span>>();
  #logs = 0;

  see(computer: StringId, channel: StringId, low: number, high: number): void {
    // Halves are joined as a double: rounding beyond 2^53 does not matter to a span.
    const id = high * 4_294_967_296 + low;
    const span = this.#spans.get(computer)?.get(channel);
    if (span !== undefined) {
      span.records++;
      if (id < span.low) span.low = id;
      if (id > span.high) span.high = id;
    } else if (this.#logs < MAX_LOGS) {
      this.#logs++;
      const channels = this.#spans.get(computer) ?? new Map<StringId, Span>();
      channels.set(channel, { low: id, high: id, records: 1 });
      this.#spans.set(computer, channels);
    }
  }

  get wide(): boolean {
    for (const channels of this.#spans.values()) {
      for (const { low, high, records } of channels.values()) {
        if (records >= FEW && high - low + 1 > records * (MISSING + 1)) return true;
      }
    }
    return false;
  }
}
