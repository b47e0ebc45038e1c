import type { RecordMark } from "../host/live-collector.ts";

/** Characters of one event that are waited for: a record is at most a chunk of 64 KiB, its XML a few times that. */
const MAX_EVENT = 4 * 1024 * 1024;
const END = "</Event>";

/**
 * Takes what `wevtutil qe /f:xml` prints apart into whole events, whatever pieces it comes in. What is around them, such
 * as the root element, is left out; an event that never ends is not taken.
 */
export class RecordStream {
  records = 0;
  first: RecordMark | null = null;
  last: RecordMark | null = null;
  /** Name of the computer in the newest record. */
  computer = "";
  /** Something other than events came, or an event without an end. */
  broken = false;
  #text = "";
  #decoder: InstanceType<typeof TextDecoder> | null = null;
  #head: Buffer = Buffer.alloc(0);

  /** Whole events of the next piece, as they came. */
  add(piece: Buffer): string {
    if (this.broken) return "";
    let bytes = piece;
    if (this.#decoder === null) {
      bytes = Buffer.concat([this.#head, piece]);
      if (bytes.length < 4) {
        this.#head = bytes;
        return "";
      }
      this.#decoder = new TextDecoder(encodingOf(bytes));
    }
    this.#text += this.#decoder.decode(bytes, { stream: true });
    return this.#take();
  }

  #take(): string {
    let taken = "";
    let from = 0;
    for (;;) {
      const begin = this.#text.indexOf("<Event ", from);
      if (begin < 0) break;
      const end = this.#text.indexOf(END, begin);
      if (end < 0) {
        from = begin;
        break;
      }
      from = end + END.length;
      const event = this.#text.slice(begin, from);
      if (this.#note(event)) taken += `${event}\n`;
    }
    this.#text = this.#text.slice(from);
    if (this.#text.length > MAX_EVENT) {
      this.broken = true;
      this.#text = "";
    }
    return taken;
  }

  /** False for what bears no number or time: it is no record of a log. */
  #note(event: string): boolean {
    const id = /<EventRecordID>(\d{1,20})<\/EventRecordID>/.exec(event)?.[1];
    const time = /<TimeCreated SystemTime=['"]([0-9T:.-]{19,30}Z)['"]/.exec(event)?.[1];
    if (id === undefined || time === undefined || Number.isNaN(Date.parse(time))) return false;
    const mark = { recordId: BigInt(id), time };
    this.first ??= mark;
    this.last = mark;
    this.records++;
    const computer = /<Computer>([^<]{1,300})<\/Computer>/.exec(event)?.[1]?.trim();
    if (computer !== undefined && computer !== "") this.computer = unescaped(computer);
    return true;
  }
}

/** `/uni:true` prints UTF-16; a Windows that does not heed it prints bytes. */
function encodingOf(bytes: Buffer): "utf-16le" | "utf-8" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[1] === 0 && bytes[3] === 0 ? "utf-16le" : "utf-8";
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? "");
}
