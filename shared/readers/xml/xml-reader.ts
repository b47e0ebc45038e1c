import type { DamageCode } from "../../types/names.ts";
import type { ByteSource, CancelToken, MakeTextDecoder, TextDecoderPort } from "../../types/ports.ts";
import type { RecordSink } from "../../types/record-view.ts";
import type { StringTable } from "../../types/string-table.ts";
import { NO_TIME, type StringId, type Ticks } from "../../types/units.ts";
import { DamageLog } from "../damage-log.ts";
import { member } from "../event-text.ts";
import { childOf, type EventNode } from "../event-tree.ts";
import type { FullEvent, FullEventVisitor } from "../evtx/chunk-reader.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import { ENCODING_HEAD, guessEncoding, type TextEncoding } from "../text-encoding.ts";
import { TreeRecordView } from "../tree-view.ts";
import { EventFinder } from "./event-finder.ts";
import { EventParser } from "./event-parser.ts";
import { GapWatch } from "./gap-watch.ts";
import { decoderName, UnitWindow } from "./unit-window.ts";

export interface XmlOptions {
  readonly strings: StringTable;
  readonly makeDecoder: MakeTextDecoder;
  readonly cancel: CancelToken;
  /** Told after each piece how many bytes of the input are done. */
  readonly onProgress?: (bytesDone: number) => void;
  /** Given every byte of the input once and in order, so that the caller can hash it. The bytes are reused. */
  readonly onBytes?: (bytes: Uint8Array, position: number) => void;
}

export type XmlSummary = ReaderSummary;

type Handle = (event: EventNode, offset: number) => void;

/** Whether a tree is an event at all: without System/EventID nothing can be said about it. */
function isEvent(event: EventNode): boolean {
  return /^(?:\d{1,10}|0x[0-9a-f]{1,8})$/i.test(member(childOf(event, "System"), "EventID") ?? "");
}

/** The encoding of a source, by its first bytes. */
export function encodingOf(source: ByteSource): TextEncoding {
  const head = new Uint8Array(ENCODING_HEAD);
  return guessEncoding(head.subarray(0, Math.max(0, source.read(0, head))));
}

/**
 * Reads event XML from its first byte to its last: documents of Event Viewer, streams of `wevtutil` and lines of
 * `.ToXml()`, in UTF-8 and UTF-16. Needs memory for one event at a time. `extract` and `records` each make one pass;
 * `summary` tells about the last one. Damage is counted, never thrown: an event that is not well-formed is left out
 * (`xmlBad`), as is one beyond the caps (`limit`), one without System/EventID (`recordBad`), and one cut off by the
 * end of the input (`truncated`). Errors of the source itself do go through.
 */
export class XmlEventReader {
  readonly #source: ByteSource;
  readonly #options: XmlOptions;
  readonly #view: TreeRecordView;
  readonly #parser = new EventParser();
  #damage = new DamageLog();
  #gaps = new GapWatch();
  #computers = new Set<StringId>();
  #channels = new Set<StringId>();
  #records = 0;
  #oldest = Number.POSITIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;
  #isLog = false;
  #cancelled = false;

  constructor(source: ByteSource, options: XmlOptions) {
    this.#source = source;
    this.#options = options;
    this.#view = new TreeRecordView(options.strings);
  }

  /** Delivers every record, in file order: Event Viewer saves the newest first. */
  extract(sink: RecordSink): void {
    this.#pass((event, offset) => {
      const view = this.#live(event, offset);
      if (sink.wanted[view.eventId] === 1) {
        sink.accept(view);
        return;
      }
      const { time, recordIdLow, recordIdHigh, computer, channel, eventId, keywordsHigh } = view;
      sink.skip(time, recordIdLow, recordIdHigh, computer, channel, offset, eventId, keywordsHigh);
    });
  }

  /** Visits every record as a tree, in file order. */
  records(visit: FullEventVisitor): void {
    this.#pass((tree, offset) => {
      const { recordIdLow, recordIdHigh } = this.#live(tree, offset);
      const event: FullEvent = {
        tree,
        recordIdLow,
        recordIdHigh,
        offset,
        recovered: false,
        unreadable: false,
      };
      visit(event);
    });
  }

  get summary(): XmlSummary {
    const { strings } = this.#options;
    const text = (id: StringId): string => strings.get(id);
    return {
      isLog: this.#isLog,
      records: this.#records,
      recovered: 0,
      oldest: (Number.isFinite(this.#oldest) ? this.#oldest : NO_TIME) as Ticks,
      newest: (Number.isFinite(this.#newest) ? this.#newest : NO_TIME) as Ticks,
      computers: [...this.#computers].filter((id) => id !== 0).map(text),
      channels: [...this.#channels].filter((id) => id !== 0).map(text),
      damage: this.#damage.toArray(),
      notes: this.#gaps.wide ? ["wideGaps"] : [],
      cancelled: this.#cancelled,
    };
  }

  #reset(): void {
    this.#damage = new DamageLog();
    this.#gaps = new GapWatch();
    this.#computers = new Set();
    this.#channels = new Set();
    this.#records = 0;
    this.#oldest = Number.POSITIVE_INFINITY;
    this.#newest = Number.NEGATIVE_INFINITY;
    this.#isLog = false;
    this.#cancelled = false;
  }

  #pass(handle: Handle): void {
    this.#reset();
    const { cancel, makeDecoder, onBytes, onProgress } = this.#options;
    const encoding = encodingOf(this.#source);
    const decoder = makeDecoder(decoderName(encoding));
    const window = new UnitWindow(this.#source, encoding);
    const finder = new EventFinder({
      event: (start, end) => this.#event(decoder, window.bytes(start, end), start * encoding.unit, handle),
      damage: (code, at) => this.#damage.add(code, at * encoding.unit),
    });
    for (let more = true; more; ) {
      if (cancel.cancelled) {
        this.#cancelled = true;
        break;
      }
      more = window.advance(finder.keepFrom, onBytes);
      finder.scan(window.units, window.base, !more);
      onProgress?.(window.position);
    }
    this.#isLog = finder.sawEvent;
  }

  #event(decoder: TextDecoderPort, bytes: Uint8Array, offset: number, handle: Handle): void {
    const parsed = parseChecked(this.#parser, decoder.decode(bytes));
    if (typeof parsed === "string") this.#damage.add(parsed, offset);
    else handle(parsed, offset);
  }

  #live(event: EventNode, offset: number): TreeRecordView {
    const view = this.#view.load(event, offset);
    this.#records++;
    if (view.time < this.#oldest) this.#oldest = view.time;
    if (view.time > this.#newest) this.#newest = view.time;
    this.#computers.add(view.computer);
    this.#channels.add(view.channel);
    this.#gaps.see(view.computer, view.channel, view.recordIdLow, view.recordIdHigh);
    return view;
  }
}

/** The event in a text, or what is wrong with it. */
export function parseChecked(parser: EventParser, text: string): EventNode | DamageCode {
  const parsed = parser.parse(text);
  return typeof parsed === "string" || isEvent(parsed) ? parsed : "recordBad";
}
