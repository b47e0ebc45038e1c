import type { ReportSheet } from "../../shared/export/report-sheet.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { NotMade } from "../data/not-made.ts";
import { handOver } from "../data/report-job/hand-over.ts";
import type { MadeReport } from "../data/report-job/made-report.ts";
import type {
  OpenReportPort,
  ReportFormat,
  ReportNews,
  ReportOrder,
  ReportPort,
} from "../data/report-job/report-messages.ts";
import type { ReportView } from "../data/report-lines.ts";
import { T } from "../data/texts.ts";
import { Store } from "./store.ts";

/** What a report is made from. */
export interface ReportQuestion {
  readonly data: CaseData;
  readonly view: ReportView;
  readonly zone: string;
}

export interface ReportState {
  readonly phase: "idle" | "handingOver" | "making" | "done" | "stopped" | "failed";
  /** How much of the phase is done, 0 to 1. */
  readonly part: number;
  /** The question that `made` answers: while another one is being worked on, the one before. */
  readonly answered: ReportQuestion | null;
  readonly made: MadeReport | null;
}

const IDLE: ReportState = { phase: "idle", part: 0, answered: null, made: null };
/** The thread holds a copy of the case: it ends this long after the last look at a report. */
const KEPT_MS = 60_000;

/**
 * Has reports made in a thread of their own. The thread gets the case once; of several questions asked while it is busy
 * only the last one is answered. Stopping ends the thread at once, whatever it does.
 */
export class ReportDesk {
  readonly state = new Store<ReportState>(IDLE);
  readonly #open: OpenReportPort;
  #port: ReportPort | null = null;
  #question: ReportQuestion | null = null;
  /** The case the thread has, or is being given. */
  #given: CaseData | null = null;
  #isWhole = false;
  /** The order the thread is busy with, 0 for none. */
  #busy = 0;
  #asked: ReportQuestion | null = null;
  #lastId = 0;
  #arranged: { readonly sheet: ReportSheet; readonly order: Uint32Array | null } | null = null;
  /** Who waits for the next block of a file: null for its end, or why there is none. */
  readonly #saves = new Map<number, (block: Uint8Array | null | Error) => void>();
  /** Files that are being written. */
  #files = 0;
  #leaving: ReturnType<typeof setTimeout> | null = null;

  constructor(open: OpenReportPort) {
    this.#open = open;
  }

  /** Asks for a report. The same question again changes nothing, also one that was stopped. */
  ask(question: ReportQuestion): void {
    this.#stay();
    if (this.#question !== null && sameQuestion(this.#question, question)) return;
    this.#question = question;
    const { answered, made } = this.state.get();
    const stays = answered?.data === question.data && answered.view.report.name === question.view.report.name;
    this.state.set({ phase: "making", part: 0, ...(stays ? { answered, made } : NOTHING) });
    this.#next();
  }

  /** Asks once more, after it was stopped or failed. */
  again(): void {
    if (this.#question === null) return;
    this.state.patch({ phase: "making", part: 0 });
    this.#next();
  }

  stop(): void {
    this.#end();
    this.state.patch({ phase: "stopped", part: 0, ...NOTHING });
  }

  /** Tells the order in which the lines of a report stand on screen; null for as it was made. */
  arrange(sheet: ReportSheet, order: Uint32Array | null): void {
    this.#arranged = { sheet, order };
  }

  /**
   * The report on screen in the form of a file, block by block, its lines in the order of the screen. A block is made
   * when it is asked for. Throws `NotMade` when it cannot be written.
   */
  async *save(format: ReportFormat): AsyncGenerator<Uint8Array> {
    const port = this.#port;
    if (port === null || this.state.get().phase !== "done") throw new NotMade(T.reports.notWritten);
    const id = ++this.#lastId;
    const arranged = this.#arranged?.sheet === this.state.get().made?.sheet ? this.#arranged : null;
    let ask: ReportOrder = { type: "save", id, format, order: arranged?.order ?? null };
    let isWhole = false;
    this.#files++;
    try {
      for (;;) {
        const block = await this.#answerTo(port, id, ask);
        isWhole = block === null;
        if (block === null) return;
        yield block;
        ask = { type: "more", id };
      }
    } finally {
      this.#files--;
      if (!isWhole) port.post({ type: "drop", id });
    }
  }

  async #answerTo(port: ReportPort, id: number, ask: ReportOrder): Promise<Uint8Array | null> {
    if (this.#port !== port) throw new NotMade(T.reports.notWritten);
    const block = await new Promise<Uint8Array | null | Error>((resolve) => {
      this.#saves.set(id, resolve);
      port.post(ask);
    });
    if (block instanceof Error) throw block;
    return block;
  }

  /** Nobody looks at reports any more; the thread may end. */
  leave(): void {
    this.#leaving ??= setTimeout(() => {
      this.#leaving = null;
      // What is being written comes out of that thread.
      if (this.#files > 0) return this.leave();
      this.#end();
      this.#question = null;
      this.state.set(IDLE);
    }, KEPT_MS);
  }

  #stay(): void {
    if (this.#leaving !== null) clearTimeout(this.#leaving);
    this.#leaving = null;
  }

  #next(): void {
    const question = this.#question;
    if (question === null || this.#busy !== 0) return;
    if (this.#port === null || this.#given !== question.data) {
      this.#give(question.data);
      return;
    }
    if (!this.#isWhole) return;
    this.#busy = ++this.#lastId;
    this.#asked = question;
    this.state.patch({ phase: "making", part: 0 });
    this.#port.post({ type: "ask", id: this.#busy, view: question.view, zone: question.zone });
  }

  /** Hands a case to the thread, a little at a time. A thread that has another one ends: both would be too much. */
  #give(data: CaseData): void {
    if (this.#given !== null) this.#end();
    let port: ReportPort;
    try {
      port = this.#port ??= this.#start();
    } catch {
      this.#lose();
      return;
    }
    this.#given = data;
    this.#isWhole = false;
    handOver(data, {
      post: (piece) => port.post({ type: "piece", piece }),
      isWanted: () => this.#port === port,
      onPart: (part) => this.state.patch({ phase: "handingOver", part }),
      onWhole: () => {
        this.#isWhole = true;
        this.#next();
      },
      onLost: () => this.#lose(),
    });
  }

  #start(): ReportPort {
    const port: ReportPort = this.#open(
      (news) => this.#port === port && this.#take(news),
      () => this.#port === port && this.#lose(),
    );
    return port;
  }

  #take(news: ReportNews): void {
    const saved = this.#saves.get(news.id);
    if (saved !== undefined) {
      this.#saves.delete(news.id);
      saved(news.type === "saved" ? news.bytes : new NotMade(T.reports.notWritten));
      return;
    }
    if (news.id !== this.#busy) return;
    if (news.type === "progress") {
      this.state.patch({ part: news.done });
      return;
    }
    this.#busy = 0;
    if (this.#asked !== this.#question) this.#next();
    else if (news.type === "made") {
      this.state.set({ phase: "done", part: 1, answered: this.#asked, made: news.made });
    } else this.state.patch({ phase: "failed", part: 0, ...NOTHING });
  }

  #lose(): void {
    this.#end();
    this.state.patch({ phase: "failed", part: 0, ...NOTHING });
  }

  #end(): void {
    this.#port?.close();
    this.#port = null;
    this.#given = null;
    this.#busy = 0;
    for (const resolve of this.#saves.values()) resolve(new NotMade(T.reports.notWritten));
    this.#saves.clear();
  }
}

const NOTHING = { answered: null, made: null } as const;

function sameQuestion(a: ReportQuestion, b: ReportQuestion): boolean {
  const { report: first, ...restA } = a.view;
  const { report: second, ...restB } = b.view;
  return a.data === b.data && a.zone === b.zone && sameFields(restA, restB) && sameFields(first, second);
}

function sameFields(a: object, b: object): boolean {
  const others = new Map<string, unknown>(Object.entries(b));
  return Object.entries(a).every(([name, value]) => Object.is(others.get(name), value));
}
