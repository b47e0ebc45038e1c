import type { Rows } from "../../shared/engine/filter/filter.ts";
import { type FailureRows, visibleFailures, visibleRows } from "../data/rows.ts";
import { useApp, useZone } from "./app.ts";
import { useStore } from "./store.ts";

const NO_ROWS: Rows = new Uint32Array(0);
const NO_FAILURES: FailureRows = { rows: NO_ROWS, filtered: true };

/** Session rows on screen: filter, kinds and range, in table order. */
export function useVisibleRows(): Rows {
  const app = useApp();
  const zone = useZone();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  return useStore(app.view, (view) => (data === null ? NO_ROWS : visibleRows(data, view, zone)));
}

/** Failure rows on screen: filter and range. */
export function useVisibleFailures(): FailureRows {
  const app = useApp();
  const zone = useZone();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  return useStore(app.view, (view) => (data === null ? NO_FAILURES : visibleFailures(data, view, zone)));
}
