import type { AppError } from "../../shared/contract/errors.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import type { JobProgress } from "../../shared/contract/job.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type {
  CompareFormat,
  CompareNews,
  CompareOrder,
  ComparePort,
  CompareSummary,
  CompareView,
  Difference,
  DifferenceRow,
  OpenComparePort,
  Section,
  Side,
} from "../data/compare-job/compare-messages.ts";
import { handOver } from "../data/report-job/hand-over.ts";
import { Store } from "./store.ts";

/** What is compared: the case on screen under its own names, and how it is looked at. */
export interface CompareQuestion {
  readonly data: CaseData;
  readonly view: CompareView;
}

export interface CompareState {
  /** `none`: there is nothing to hold the case against. */
  readonly phase: "none" | "reading" | "handingOver" | "comparing" | "done" | "stopped" | "unread" | "failed";
  /** How much of the phase is done, 0 to 1. */
  readonly part: number;
  /** Of reading the other side. */
  readonly progress: JobProgress | null;
  /** The files of the other side. */
  readonly files: readonly FileRef[];
  /** Why the other side gave no case. */
  readonly unread: { readonly error: AppError; readonly sources: readonly SourceInfo[] } | null;
  readonly summary: CompareSummary | null;
  /** The question that `summary` answers: while another one is being worked on, the one before. */
  readonly answered: CompareQuestion | null;
  /** Counts what came of rows, so that those on screen are drawn again. */
  readonly came: number;
}

const NONE: CompareState = {
  phase: "none",
  part: 0,
  progress: null,
  files: [],
  unread: null,
  summary: null,
  answered: null,
  came: 0,
};
/** Rows that are asked for together, and how many such blocks are kept. */
const BLOCK = 128;
const MOST_BLOCKS = 64;

/** The host's part in reading the other side: how it is started, and how to stop it. */
export type ReadOther = (
  files: readonly FileRef[],
  on: {
    readonly progress: (progress: JobProgress) => void;
    readonly done: (data: CaseData) => void;
    readonly failed: (error: AppError, sources: readonly SourceInfo[]) => void;
    readonly cancelled: () => void;
  },
) => () => void;

/**
 * Holds the case on screen against another one, in a thread of its own that has both. The page keeps neither the other
 * case nor the differences: numbers, what is called out, and the rows that are on screen. Of several questions asked
 * while the thread is busy only the last one is answered.
 */
export class CompareDesk {
  readonly state = new Store<CompareState>(NONE);
  readonly #open: OpenComparePort;
  readonly #read: ReadOther;
  #port: ComparePort | null = null;
  #question: CompareQuestion | null = null;
  #asked: CompareQuestion | null = null;
  /** What each side of the thread has, or is being given. */
  #screen: CaseData | null = null;
  #hasOther = false;
  #handing = 0;
  /** The order the thread is busy with, 0 for none. */
  #busy = 0;
  #lastId = 0;
  #stopReading: (() => void) | null = null;
  /** Blocks of rows by section and number, the one used last at the end; null for one that is on its way. */
  readonly #blocks = new Map<string, readonly DifferenceRow[] | null>();
  readonly #orders = new Map<number, (news: CompareNews | null) => void>();

  constructor(open: OpenComparePort, read: ReadOther) {
    this.#open = open;
    this.#read = read;
  }

  /** Reads the other side, and compares when a question is there. */
  with(files: readonly FileRef[]): void {
    this.#end();
    this.state.set({ ...NONE, phase: "reading", files, came: this.state.get().came + 1 });
    let over = false;
    const settle = (work: () => void): void => {
      if (over) return;
      over = true;
      this.#stopReading = null;
      work();
    };
    const running: { stop: () => void } = { stop: () => {} };
    this.#stopReading = () => {
      over = true;
      running.stop();
    };
    running.stop = this.#read(files, {
      progress: (progress) => {
        if (!over) this.state.patch({ progress });
      },
      done: (data) => settle(() => this.#giveOther(data)),
      failed: (error, sources) =>
        settle(() => this.state.patch({ phase: "unread", progress: null, unread: { error, sources } })),
      cancelled: () => settle(() => this.state.patch({ phase: "stopped", progress: null })),
    });
  }

  /** Asks for a comparison. The same question again changes nothing, also one that was stopped. */
  ask(question: CompareQuestion): void {
    if (this.#question !== null && sameQuestion(this.#question, question)) return;
    this.#question = question;
    const { phase } = this.state.get();
    if (phase === "done" || phase === "comparing" || phase === "handingOver") this.#next();
  }

  /** Reads and compares once more, after it was stopped or failed. */
  again(): void {
    this.with(this.state.get().files);
  }

  stop(): void {
    this.#end();
    this.state.patch({ phase: "stopped", part: 0, progress: null, summary: null, answered: null });
  }

  /** There is nothing to compare with any more. */
  clear(): void {
    this.#end();
    this.#question = null;
    this.state.set({ ...NONE, came: this.state.get().came + 1 });
  }

  /** A row of a section as the table shows it; null for one that is on its way. */
  row(section: Section, at: number): DifferenceRow | null {
    const block = Math.floor(at / BLOCK);
    const key = `${section} ${block}`;
    const known = this.#blocks.get(key);
    if (known === undefined) {
      this.#askBlock(section, block, key);
      return null;
    }
    this.#blocks.delete(key);
    this.#blocks.set(key, known);
    return known?.[at - block * BLOCK] ?? null;
  }

  /** All that is known of one row; null when there is none any more. */
  async difference(section: Section, at: number): Promise<Difference | null> {
    const news = await this.#order((id) => ({ type: "row", id, section, at }));
    return news?.type === "row" ? news.row : null;
  }

  /** What is shown as a file, block by block as they are taken. Throws where it could not be written. */
  async *save(format: CompareFormat): AsyncGenerator<Uint8Array> {
    const id = ++this.#lastId;
    let order: CompareOrder = { type: "save", id, format };
    for (;;) {
      const asked = order;
      const news = await this.#order(() => asked, id);
      if (news === null || news.type === "failed") throw new Error("the comparison could not be written");
      if (news.type !== "bytes") return;
      yield news.bytes;
      order = { type: "more", id };
    }
  }

  #order(make: (id: number) => CompareOrder, id = ++this.#lastId): Promise<CompareNews | null> {
    const port = this.#port;
    if (port === null || this.state.get().phase !== "done") return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#orders.set(id, resolve);
      port.post(make(id));
    });
  }

  #askBlock(section: Section, block: number, key: string): void {
    const length = this.state.get().summary?.rows[section] ?? 0;
    const from = block * BLOCK;
    if (from >= length) return;
    this.#blocks.set(key, null);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > MOST_BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    const { answered } = this.state.get();
    const to = Math.min(length, from + BLOCK);
    void this.#order((id) => ({ type: "rows", id, section, from, to })).then((news) => {
      // Rows of a question before this one are nobody's any more.
      if (news?.type !== "rows" || this.state.get().answered !== answered) {
        if (this.#blocks.get(key) === null) this.#blocks.delete(key);
        return;
      }
      this.#blocks.set(key, news.rows);
      this.state.patch({ came: this.state.get().came + 1 });
    });
  }

  #next(): void {
    const question = this.#question;
    if (question === null || this.#busy !== 0 || this.#handing > 0 || this.#port === null || !this.#hasOther)
      return;
    if (this.#screen !== question.data) {
      this.#give("screen", question.data);
      return;
    }
    this.#busy = ++this.#lastId;
    this.#asked = question;
    this.state.patch({ phase: "comparing", part: 0 });
    this.#port.post({ type: "ask", id: this.#busy, view: question.view });
  }

  #giveOther(data: CaseData): void {
    try {
      this.#port = this.#start();
    } catch {
      this.#lose();
      return;
    }
    this.#give("other", data);
  }

  /** Hands a case to the thread, a little at a time. */
  #give(side: Side, data: CaseData): void {
    const port = this.#port;
    if (port === null) return;
    if (side === "screen") this.#screen = data;
    this.#handing++;
    this.state.patch({ phase: "handingOver", part: 0, progress: null });
    handOver(data, {
      post: (piece) => port.post({ type: "piece", side, piece }),
      isWanted: () => this.#port === port,
      onPart: (part) => this.state.patch({ part }),
      onWhole: () => {
        this.#handing--;
        if (side === "other") this.#hasOther = true;
        this.#next();
      },
      onLost: () => this.#lose(),
    });
  }

  #start(): ComparePort {
    const port: ComparePort = this.#open(
      (news) => this.#port === port && this.#take(news),
      () => this.#port === port && this.#lose(),
    );
    return port;
  }

  #take(news: CompareNews): void {
    const order = this.#orders.get(news.id);
    if (order !== undefined) {
      this.#orders.delete(news.id);
      order(news);
      return;
    }
    if (news.id !== this.#busy) return;
    if (news.type === "progress") {
      this.state.patch({ part: news.done });
      return;
    }
    this.#busy = 0;
    if (this.#asked !== this.#question) this.#next();
    else if (news.type === "compared") {
      this.#blocks.clear();
      const { came } = this.state.get();
      this.state.patch({
        phase: "done",
        part: 1,
        summary: news.summary,
        answered: this.#asked,
        came: came + 1,
      });
    } else this.#lose();
  }

  #lose(): void {
    this.#end();
    this.state.patch({ phase: "failed", part: 0, progress: null, summary: null, answered: null });
  }

  #end(): void {
    this.#stopReading?.();
    this.#stopReading = null;
    this.#port?.close();
    this.#port = null;
    this.#screen = null;
    this.#hasOther = false;
    this.#handing = 0;
    this.#busy = 0;
    this.#blocks.clear();
    for (const resolve of this.#orders.values()) resolve(null);
    this.#orders.clear();
  }
}

function sameQuestion(a: CompareQuestion, b: CompareQuestion): boolean {
  const others = new Map<string, unknown>(Object.entries(b.view));
  return (
    a.data === b.data && Object.entries(a.view).every(([name, value]) => Object.is(others.get(name), value))
  );
}
