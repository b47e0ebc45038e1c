import type { Store } from "./store.ts";
import { Trail } from "./trail.ts";
import type { ViewState } from "./view-state.ts";

/** What undo brings back: the question, not the place it is asked from. */
const QUESTION = ["filter", "kinds", "window"] as const;
/** What back and forward bring back: the place as a whole. */
const PLACE = ["view", "computer", "covered", "selection", ...QUESTION] as const;

type Question = Pick<ViewState, (typeof QUESTION)[number]>;
type Place = Pick<ViewState, (typeof PLACE)[number]>;

/**
 * Two trails through what the user looked at: changes of the question (undo, redo) and places (back, forward). It
 * watches the view, so no command has to think of it.
 */
export class ViewHistory {
  readonly #view: Store<ViewState>;
  readonly #now: () => number;
  #questions: Trail<Question>;
  #places: Trail<Place>;
  #deaf = false;
  #epoch = 0;

  constructor(view: Store<ViewState>, now: () => number = () => performance.now()) {
    this.#view = view;
    this.#now = now;
    this.#questions = new Trail(questionOf(view.get()));
    this.#places = new Trail(placeOf(view.get()));
    view.subscribe(this.#note);
  }

  /** Number of the case: places of different ones have nothing to do with each other. */
  get epoch(): number {
    return this.#epoch;
  }

  /** How many places of this case were looked at before the present one. */
  get place(): number {
    return this.#places.position;
  }

  /** Another case: what was asked of the old one means nothing here. */
  reset(): void {
    this.#epoch++;
    this.#questions = new Trail(questionOf(this.#view.get()));
    this.#places = new Trail(placeOf(this.#view.get()));
  }

  /** Rows have moved: places keep everything but the row that was chosen there. */
  forgetRows(): void {
    const { selection } = this.#view.get();
    this.#places.rewrite((place) => ({ ...place, selection: null }));
    this.#places.rewrite((place) => (place === this.#places.present ? { ...place, selection } : place));
  }

  /** Takes back the last change of filter, range or kinds. False when there is none. */
  undo(): boolean {
    return this.#restore(this.#questions.back(), this.#places);
  }

  redo(): boolean {
    return this.#restore(this.#questions.forward(), this.#places);
  }

  back(): boolean {
    return this.#restore(this.#places.back(), this.#questions);
  }

  forward(): boolean {
    return this.#restore(this.#places.forward(), this.#questions);
  }

  /** Puts a state on screen; the other trail takes it as a new step of its own. */
  #restore(state: Partial<ViewState> | null, other: Trail<Question> | Trail<Place>): boolean {
    if (state === null) return false;
    this.#deaf = true;
    this.#view.patch(state);
    this.#deaf = false;
    if (other === this.#places) this.#notePlace();
    else this.#noteQuestion();
    return true;
  }

  readonly #note = (): void => {
    if (this.#deaf) return;
    this.#noteQuestion();
    this.#notePlace();
  };

  #noteQuestion(): void {
    const next = questionOf(this.#view.get());
    const kind = changed(QUESTION, this.#questions.present, next);
    if (kind !== "") this.#questions.visit(next, kind, this.#now());
  }

  #notePlace(): void {
    const next = placeOf(this.#view.get());
    const kind = changed(PLACE, this.#places.present, next);
    if (kind !== "") this.#places.visit(next, kind, this.#now());
  }
}

function questionOf({ filter, kinds, window }: ViewState): Question {
  return { filter, kinds, window };
}

function placeOf({ view, computer, covered, selection, filter, kinds, window }: ViewState): Place {
  return { view, computer, covered, selection, filter, kinds, window };
}

/** Names of the fields that differ, as one text. */
function changed<State extends object>(fields: readonly (keyof State)[], a: State, b: State): string {
  return fields.filter((field) => !Object.is(a[field], b[field])).join(" ");
}
