import { useEffect, useMemo } from "react";
import { useApp, useZone } from "../../state/app.ts";
import { select } from "../../state/commands.ts";
import type { CompareState } from "../../state/compare-desk.ts";
import { realCase } from "../../state/masking.ts";
import { useStore } from "../../state/store.ts";

/** Has the two compared, anew whenever something it depends on changes. */
export function useComparison(): CompareState {
  const app = useApp();
  const zone = useZone();
  // Aliases are given where the two are compared, so that a name has the same one on both sides.
  const masked = useStore(app.masking, (masking) => masking !== null);
  const shown = useStore(app.dataset, (dataset) => dataset.data);
  const data = shown === null ? null : realCase(app);
  const reading = useStore(app.job, (job) => job.phase === "running");
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const window = useStore(app.view, (view) => view.window);
  const first = useStore(app.view, (view) => view.compareFirst);
  const changes = useStore(app.view, (view) => view.compareChanges);
  const order = useStore(app.view, (view) => view.compareSort);
  const question = useMemo(
    () =>
      data === null || reading
        ? null
        : { data, view: { filter, kinds, window, zone, first, changes, order, masked } },
    [data, reading, filter, kinds, window, zone, first, changes, order, masked],
  );
  useEffect(() => {
    if (question !== null) app.compare.ask(question);
  }, [app, question]);
  const state = useStore(app.compare.state, (now) => now);
  // A row of one answer is another one in the next.
  const { answered } = state;
  useEffect(() => {
    if (answered !== null) return () => void (isDifference(app) && select(app, null));
    return undefined;
  }, [app, answered]);
  return state;
}

function isDifference(app: ReturnType<typeof useApp>): boolean {
  return app.view.get().selection?.type === "difference";
}
