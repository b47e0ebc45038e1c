import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { HelpMessage, LinesOrder } from "../../shared/contract/worker-job.ts";
import { ChunkReader } from "../../shared/readers/evtx/chunk-reader.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import type { ByteSource, CancelToken } from "../../shared/types/ports.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { type FileSource, openFile } from "./file-source.ts";
import { LineDesk } from "./line-desk.ts";
import { type LineMakers, makersOf, type UnitEnd, unitAt, writeUnit } from "./line-units.ts";
import { BLOCK_BYTES, LineWriter } from "./line-writer.ts";
import { cancelToken, crc32 } from "./ports.ts";
import { Board } from "./reading/board.ts";
import { OWN } from "./reading/merged-strings.ts";

/** A log whose lines are wanted, for helpers. */
export interface SharedLog {
  /** Its number on the desk. */
  readonly log: number;
  readonly path: string;
  /** The file that the job has opened, whatever stands in its place by now. */
  readonly identity: string;
  readonly size: number;
  /** Number of its source, which stands in the lines. */
  readonly source: number;
  /** Who has taken which unit. */
  readonly board: SharedArrayBuffer;
}

/** What a helper sends: a block of lines of a unit, or the unit's end. */
export type LineNews =
  | {
      readonly log: number;
      readonly unit: number;
      /** Shared with the helper, which writes it again once it was given back; -1 for memory that is not. */
      readonly slot: number;
      readonly block: Uint8Array;
      readonly lines: number;
    }
  /** `end`: null when it has to be written by somebody else. */
  | { readonly log: number; readonly unit: number; readonly end: UnitEnd["part"] | null };

/** How long one wait lasts before the cancel flag is looked at. */
const WAIT_MS = 50;

/** Writes lines of another worker's job until no log is left. */
export function helpWithLines(message: HelpMessage<MessagePort>, order: LinesOrder): void {
  new LineHelper(message, order).work();
  message.port.close();
}

/** A log that a helper has opened. */
interface OpenLog {
  readonly shared: SharedLog;
  readonly file: FileSource;
  readonly reader: EvtxReader;
  readonly makers: LineMakers;
  readonly board: Board;
}

/** One helper of one job. What it has learnt of templates is kept from log to log. */
export class LineHelper {
  readonly #port: MessagePort;
  readonly #helper: number;
  readonly #all: boolean;
  readonly #desk: LineDesk;
  readonly #job: CancelToken;
  readonly #strings = new StringTable();
  readonly #chunks = new ChunkReader(this.#strings, crc32);
  readonly #writer: LineWriter;
  /** Blocks by their numbers on the desk, and back. */
  readonly #blocks: Uint8Array[] = [];
  readonly #slots = new Map<ArrayBufferLike, number>();
  /** The last log that it was told of. */
  #told: SharedLog | null = null;
  #open: OpenLog | null = null;
  #unit = 0;
  /** Set once the log in hand is another one. */
  readonly #dropped: CancelToken;

  constructor(
    { helper, port, flags }: Pick<HelpMessage<MessagePort>, "helper" | "port" | "flags">,
    { all, helpers, desk }: LinesOrder,
  ) {
    this.#port = port;
    this.#helper = helper;
    this.#all = all;
    this.#desk = LineDesk.of(desk, helpers);
    this.#job = cancelToken(flags);
    const isDropped = (): boolean => this.#desk.log !== this.#told?.log || this.#job.cancelled;
    this.#dropped = {
      get cancelled() {
        return isDropped();
      },
    };
    this.#writer = new LineWriter(
      (block, lines) => this.#send(block, lines),
      () => this.#memory(),
    );
  }

  /** Writes units until the job is over. */
  work(): void {
    const desk = this.#desk;
    while (!this.#job.cancelled && !desk.isOver) {
      const { log } = desk;
      if (!this.step()) desk.waitForLog(log, WAIT_MS);
    }
    this.#close();
  }

  /** Writes the lines of one unit; false when there is none to be had. */
  step(): boolean {
    const open = this.#next();
    if (open === null) return false;
    const unit = open.board.claim(OWN + 1 + this.#helper);
    if (unit < 0) {
      this.#close();
      return false;
    }
    this.#unit = unit;
    const { log, size } = open.shared;
    const { part, failure } = writeUnit(open.reader, unitAt(unit, size), open.makers, this.#writer);
    this.#tell({ log, unit, end: failure === null && !part.cancelled ? part : null });
    return true;
  }

  /** The log in hand; opens it where it is a new one. */
  #next(): OpenLog | null {
    const { log } = this.#desk;
    if (this.#open?.shared.log === log) return this.#open;
    this.#close();
    if (log <= 0) return null;
    // It is told of before it is put on the desk.
    while (this.#told === null || this.#told.log < log) {
      const received = receiveMessageOnPort(this.#port) as { message: SharedLog } | undefined;
      if (received === undefined) return null;
      this.#told = received.message;
      if (this.#told.log === log) this.#open = this.#openLog(this.#told);
    }
    return this.#open;
  }

  #openLog(shared: SharedLog): OpenLog | null {
    const { path, identity, size, source } = shared;
    let file: FileSource;
    try {
      file = openFile(path);
    } catch {
      return null;
    }
    // Who finds another file, or less of it, leaves it to the job, which holds the one that it has opened.
    if (file.identity !== identity || file.size < size) {
      file.close();
      return null;
    }
    const cancel = this.#dropped;
    // What was written to it since it was opened for the job belongs to no line.
    const held: ByteSource = { size, read: (position, target) => file.read(position, target) };
    const options = { strings: this.#strings, crc32, cancel, chunks: this.#chunks };
    return {
      shared,
      file,
      reader: new EvtxReader(held, options),
      makers: makersOf(this.#all, source, this.#strings, cancel),
      board: Board.of(shared.board),
    };
  }

  #close(): void {
    this.#open?.file.close();
    this.#open = null;
  }

  #send(block: Uint8Array, lines: number): void {
    const slot = this.#slots.get(block.buffer) ?? -1;
    const log = this.#told?.log ?? 0;
    if (!this.#dropped.cancelled) this.#tell({ log, unit: this.#unit, slot, block, lines });
    else if (slot >= 0) this.#desk.giveBlock(this.#helper, slot);
  }

  #tell(news: LineNews): void {
    this.#port.postMessage(news);
    this.#open?.board.tell();
  }

  /** A block that the job has done with; waits for one while the lines of others come first. */
  #memory(): Uint8Array {
    const desk = this.#desk;
    while (!this.#dropped.cancelled) {
      const given = desk.givenTo(this.#helper);
      const slot = desk.takeBlock(this.#helper);
      if (slot >= 0) return this.#block(slot);
      desk.waitForBlock(this.#helper, given, WAIT_MS);
    }
    // Nobody will see what is written into it.
    return new Uint8Array(BLOCK_BYTES);
  }

  #block(slot: number): Uint8Array {
    const known = this.#blocks[slot];
    if (known !== undefined) return known;
    const block = new Uint8Array(new SharedArrayBuffer(BLOCK_BYTES));
    this.#blocks[slot] = block;
    this.#slots.set(block.buffer, slot);
    return block;
  }
}
