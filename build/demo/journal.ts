import type { RecordLayout } from "../../shared/testing/evtx-writer/event-body.ts";
import {
  EVENTS,
  type EventData,
  type EventName,
  EvtxWriter,
  type RecordHeadInput,
} from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Crc32 } from "../../shared/types/ports.ts";
import type { Ticks } from "../../shared/types/units.ts";

export type HeadOf = Omit<RecordHeadInput, "computer" | "recordId">;

interface Line {
  readonly order: Ticks;
  readonly event: EventName;
  readonly head: HeadOf;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One log of one computer while it is being written. */
export class Journal {
  readonly #computer: string;
  readonly #layout: RecordLayout;
  readonly #firstId: number;
  readonly #lines: Line[] = [];
  #keptFrom = Number.NEGATIVE_INFINITY;

  constructor(computer: string, layout: RecordLayout, firstId: number) {
    this.#computer = computer;
    this.#layout = layout;
    this.#firstId = firstId;
  }

  /**
   * Notes one record. `order` is when it is written, where that differs from its time: what the kernel has to say
   * about a boot is written when the log service starts.
   */
  add<Name extends EventName>(event: Name, head: HeadOf, data: EventData<Name>, order = head.time): void {
    this.#lines.push({ order, event, head, data });
  }

  /** Drops everything written before a moment, as clearing or overwriting does; record ids go on counting. */
  forgetBefore(time: Ticks): void {
    this.#keptFrom = time;
  }

  /** Records that stay. */
  get count(): number {
    return this.#lines.filter((line) => line.order >= this.#keptFrom).length;
  }

  /** The log as a file: records in the order they were written, up to `end`. */
  toBytes(crc32: Crc32, end: Ticks): Uint8Array {
    const writer = new EvtxWriter({ crc32, layout: this.#layout });
    const lines = this.#lines.map((line, i) => ({ line, i }));
    lines.sort((a, b) => a.line.order - b.line.order || a.i - b.i);
    for (const [position, { line }] of lines.entries()) {
      if (line.order < this.#keptFrom || line.order > end) continue;
      const recordId = this.#firstId + position;
      writer.appendCustom(
        EVENTS[line.event],
        { ...line.head, computer: this.#computer, recordId },
        line.data,
      );
    }
    return writer.finish();
  }
}
