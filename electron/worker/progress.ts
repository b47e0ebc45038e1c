import type { JobPhase, JobProgress } from "../../shared/contract/job.ts";
import { nowMs } from "./clock.ts";

/** Numbers that grow while an input is read; asked for only when something is sent. */
export interface ReadNumbers {
  readonly records: number;
  readonly used: number;
  readonly damaged: number;
}

const NOTHING: ReadNumbers = { records: 0, used: 0, damaged: 0 };
/** At most ten times a second. */
const INTERVAL_MS = 100;

/** Reports how far a job is, over all of its inputs. */
export class ProgressReporter {
  readonly #send: (progress: JobProgress) => void;
  readonly #bytesTotal: number;
  readonly #others: () => ReadNumbers & { readonly bytes: number };
  readonly #began = nowMs();
  #sentAt = Number.NEGATIVE_INFINITY;
  #phase: JobPhase = "opening";
  #file = "";
  #bytesBefore = 0;
  #bytesOfFile = 0;
  #before = NOTHING;
  #now: () => ReadNumbers = () => NOTHING;

  /** `others`: what is done elsewhere and counts too. */
  constructor(
    bytesTotal: number,
    send: (progress: JobProgress) => void,
    others: () => ReadNumbers & { readonly bytes: number } = () => ({ ...NOTHING, bytes: 0 }),
  ) {
    this.#bytesTotal = bytesTotal;
    this.#send = send;
    this.#others = others;
  }

  get elapsedMs(): number {
    return nowMs() - this.#began;
  }

  /** How much of all inputs has been read, 0 to 1. */
  get share(): number {
    return this.#bytesTotal === 0 ? 1 : this.#bytesDone() / this.#bytesTotal;
  }

  /** Begins an input. */
  startFile(file: string, numbers: () => ReadNumbers): void {
    this.#phase = "reading";
    this.#file = file;
    this.#now = numbers;
    this.at(0);
  }

  /** Tells how many bytes of the present input are done. Cheap enough to be called after every slab. */
  at(bytesOfFile: number): void {
    this.#bytesOfFile = bytesOfFile;
    this.tick();
  }

  /** Lets some time pass; something is sent if it is time to. */
  tick(): void {
    if (nowMs() - this.#sentAt >= INTERVAL_MS) this.#report();
  }

  /** Ends an input of a size. */
  endFile(bytes: number): void {
    this.#before = add(this.#before, this.#now());
    this.#now = () => NOTHING;
    this.#bytesBefore += bytes;
    this.#bytesOfFile = 0;
  }

  /** Begins another phase, which is told at once. */
  phase(phase: JobPhase): void {
    this.#phase = phase;
    this.#report();
  }

  #report(): void {
    this.#sentAt = nowMs();
    const { records, used, damaged } = add(add(this.#before, this.#now()), this.#others());
    this.#send({
      phase: this.#phase,
      bytesDone: this.#bytesDone(),
      bytesTotal: this.#bytesTotal,
      records,
      used,
      damaged,
      elapsedMs: Math.round(this.elapsedMs),
      file: this.#file,
    });
  }

  /** A log that grew or shrank since it was measured must not show more than everything. */
  #bytesDone(): number {
    return Math.min(this.#bytesBefore + this.#bytesOfFile + this.#others().bytes, this.#bytesTotal);
  }
}

function add(a: ReadNumbers, b: ReadNumbers): ReadNumbers {
  return { records: a.records + b.records, used: a.used + b.used, damaged: a.damaged + b.damaged };
}
