import type { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import type { FileSource } from "./file-source.ts";
import type { Crew, JobContext } from "./job-context.ts";
import { LineDesk } from "./line-desk.ts";
import type { SharedLog } from "./line-helper.ts";
import type { LineOutput } from "./line-output.ts";
import { lineUnits } from "./line-units.ts";
import { BLOCK_BYTES } from "./line-writer.ts";
import { LogShare } from "./log-share.ts";
import { Board } from "./reading/board.ts";

/**
 * Smaller logs are written before another thread has taken part. One that runs has to translate its code first, and to start
 * one takes so long that half of 80 MB are written meanwhile: for less than `far` in all inputs together nobody is called.
 */
export const HELP_FROM_BYTES = { near: 12 * 1024 * 1024, far: 128 * 1024 * 1024 };
/** Lines of all helpers that are there at the same time, in bytes. */
const HELPERS_AHEAD = 24 * 1024 * 1024;

/** Threads that write the lines of large logs together. They are called with the first such log. */
export class LinesTeam {
  readonly #context: Pick<JobContext, "cancel" | "crew" | "linesTaken">;
  readonly #all: boolean;
  readonly #output: LineOutput;
  readonly #from: typeof HELP_FROM_BYTES;
  readonly #bytes: () => number;
  #desk: LineDesk | null = null;
  #logs = 0;
  #last: LogShare | null = null;
  #linesBefore = 0;

  /** `bytes` tells how much there is to read in all. */
  constructor(
    all: boolean,
    output: LineOutput,
    context: Pick<JobContext, "cancel" | "crew" | "linesTaken">,
    bytes: () => number,
    from = HELP_FROM_BYTES,
  ) {
    this.#bytes = bytes;
    this.#all = all;
    this.#output = output;
    this.#context = context;
    this.#from = from;
  }

  /** Lines of all logs that have gone to the host. */
  get lines(): number {
    return this.#linesBefore + (this.#last?.lines ?? 0);
  }

  /**
   * Lets others begin with the lines of a log, of which none goes to the host before `write`; null for a log that is
   * better written by one thread.
   */
  share(reader: EvtxReader, file: FileSource, source: number): LogShare | null {
    const { crew, linesTaken, cancel } = this.#context;
    // Blocks of others can only be written again where the host tells that it has done with them.
    if (crew === undefined || crew.ports.length === 0 || linesTaken === undefined) return null;
    const { near, far } = this.#from;
    if (file.size < near) return null;
    if (this.#desk === null && !crew.isNear && this.#bytes() < far) return null;
    const units = lineUnits(file);
    if (units === 0) return null;
    const desk = this.#desk ?? this.#call(crew);
    const board = Board.make(units);
    const { path, identity, size } = file;
    const log = ++this.#logs;
    const shared: SharedLog = { log, path, identity, size, source, board: board.buffer };
    for (const port of crew.ports) port.postMessage(shared);
    desk.begin(log);
    this.#linesBefore = this.lines;
    this.#last = new LogShare(shared, units, { board, desk, crew, cancel, output: this.#output, reader });
    return this.#last;
  }

  /** The log that was shared last is over, whatever became of it. */
  endLog(): void {
    this.#last?.drop();
  }

  /** No log is left. */
  end(): void {
    if (this.#desk === null) return;
    this.#desk.end();
    for (const port of this.#context.crew?.ports ?? []) port.close();
  }

  #call(crew: Crew): LineDesk {
    const helpers = crew.ports.length;
    const desk = LineDesk.make(helpers, Math.floor(HELPERS_AHEAD / BLOCK_BYTES / helpers));
    this.#desk = desk;
    crew.call({ all: this.#all, desk: desk.buffer, helpers });
    return desk;
  }
}
