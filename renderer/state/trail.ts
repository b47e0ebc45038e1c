/** Changes of the same kind within this time are one step: a word being typed, a border being dragged. */
export const ONE_STEP_MS = 800;
/** More steps than this nobody walks back. */
const MOST_STEPS = 200;

/** A row of states with a present, as undo and the history of a browser have it. */
export class Trail<T> {
  #past: T[] = [];
  #future: T[] = [];
  #present: T;
  #kind = "";
  #changedAt = Number.NEGATIVE_INFINITY;
  #position = 0;

  constructor(first: T) {
    this.#present = first;
  }

  get present(): T {
    return this.#present;
  }

  /** Steps from the first state to the present one. */
  get position(): number {
    return this.#position;
  }

  get canBack(): boolean {
    return this.#past.length > 0;
  }

  get canForward(): boolean {
    return this.#future.length > 0;
  }

  /** Takes a new state. A change of the same `kind` shortly after the last one joins it. */
  visit(next: T, kind: string, now: number): void {
    const joins = kind === this.#kind && now - this.#changedAt < ONE_STEP_MS && this.#past.length > 0;
    if (!joins) {
      this.#past.push(this.#present);
      this.#position++;
      if (this.#past.length > MOST_STEPS) this.#past.shift();
    }
    this.#future = [];
    this.#present = next;
    this.#kind = kind;
    this.#changedAt = now;
  }

  back(): T | null {
    const state = this.#step(this.#past, this.#future);
    if (state !== null) this.#position--;
    return state;
  }

  forward(): T | null {
    const state = this.#step(this.#future, this.#past);
    if (state !== null) this.#position++;
    return state;
  }

  /** Rewrites every state, for when what they speak of has changed its name. */
  rewrite(change: (state: T) => T): void {
    this.#past = this.#past.map(change);
    this.#future = this.#future.map(change);
    this.#present = change(this.#present);
  }

  #step(from: T[], to: T[]): T | null {
    const next = from.pop();
    if (next === undefined) return null;
    to.push(this.#present);
    this.#present = next;
    this.#kind = "";
    return next;
  }
}
