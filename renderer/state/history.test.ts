import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ViewHistory } from "./history.ts";
import { Store } from "./store.ts";
import { ONE_STEP_MS, Trail } from "./trail.ts";
import { FRESH_VIEW, type ViewState } from "./view-state.ts";

function watched() {
  const view = new Store<ViewState>(FRESH_VIEW);
  const clock = { now: 0 };
  const history = new ViewHistory(view, () => clock.now);
  const later = () => {
    clock.now += ONE_STEP_MS;
  };
  return { view, history, later };
}

describe("trail", () => {
  test("going back and forth visits the same states", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 20 }), (states) => {
        const trail = new Trail(-1);
        let now = 0;
        for (const state of states) {
          now += ONE_STEP_MS;
          trail.visit(state, "x", now);
        }
        const back: number[] = [];
        for (let step = trail.back(); step !== null; step = trail.back()) back.push(step);
        expect(back).toEqual([-1, ...states].slice(0, -1).reverse());
        const forth: number[] = [];
        for (let step = trail.forward(); step !== null; step = trail.forward()) forth.push(step);
        expect(forth).toEqual(states);
      }),
    );
  });

  test("a new state cuts off what was ahead", () => {
    const trail = new Trail("a");
    trail.visit("b", "x", 0);
    trail.back();
    trail.visit("c", "x", 5000);
    expect(trail.canForward).toBe(false);
    expect(trail.back()).toBe("a");
  });
});

describe("undo", () => {
  test("takes back filter, range and kinds, one step for a word that is typed", () => {
    const { view, history, later } = watched();
    for (const filter of ["u", "us", "use", "user:anna"]) view.patch({ filter });
    later();
    view.patch({ window: { from: 1, to: 2 } });
    view.patch({ window: { from: 1, to: 3 } });
    later();
    view.patch({ kinds: ["network"] });
    expect(history.undo()).toBe(true);
    expect(view.get()).toMatchObject({ kinds: FRESH_VIEW.kinds, window: { from: 1, to: 3 } });
    history.undo();
    expect(view.get()).toMatchObject({ window: null, filter: "user:anna" });
    history.undo();
    expect(view.get().filter).toBe("");
    expect(history.undo()).toBe(false);
    history.redo();
    history.redo();
    expect(view.get()).toMatchObject({ filter: "user:anna", window: { from: 1, to: 3 } });
  });

  test("leaves view and selection alone", () => {
    const { view, history, later } = watched();
    view.patch({ filter: "a" });
    later();
    view.patch({ view: "timeline", selection: { type: "session", row: 3 } });
    history.undo();
    expect(view.get()).toMatchObject({ view: "timeline", selection: { row: 3 }, filter: "" });
  });
});

describe("back and forward", () => {
  test("bring back the place as a whole", () => {
    const { view, history, later } = watched();
    view.patch({ view: "sessions", filter: "user:anna" });
    later();
    view.patch({ selection: { type: "session", row: 7 } });
    later();
    view.patch({ view: "timeline" });
    history.back();
    expect(view.get()).toMatchObject({ view: "sessions", selection: { row: 7 }, filter: "user:anna" });
    history.back();
    history.back();
    expect(view.get()).toMatchObject({ view: "summary", filter: "", selection: null });
    history.forward();
    expect(view.get()).toMatchObject({ view: "sessions", filter: "user:anna", selection: null });
  });

  test("an undo is a step that back takes back", () => {
    const { view, history, later } = watched();
    view.patch({ filter: "a" });
    later();
    history.undo();
    history.back();
    expect(view.get().filter).toBe("a");
  });

  test("rows that have moved are forgotten, the present one is not", () => {
    const { view, history, later } = watched();
    view.patch({ selection: { type: "session", row: 7 } });
    later();
    view.patch({ selection: { type: "session", row: 9 } });
    history.forgetRows();
    history.back();
    expect(view.get().selection).toBeNull();
    history.forward();
    expect(view.get().selection).toEqual({ type: "session", row: 9 });
  });

  test("another case begins a new history", () => {
    const { view, history, later } = watched();
    view.patch({ filter: "a" });
    later();
    view.set({ ...FRESH_VIEW });
    history.reset();
    expect([history.undo(), history.back()]).toEqual([false, false]);
  });
});
