import type { EventAsk } from "../../shared/contract/event-list.ts";
import { checkEventFilter } from "../../shared/engine/filter/record-filter.ts";
import { TICKS_PER_MINUTE } from "../../shared/engine/time/calendar.ts";
import type { CaseId } from "../../shared/types/units.ts";
import { zoneByName } from "../data/clock.ts";
import { EventTableBuilder } from "../data/event-table.ts";
import { unmaskedFilter } from "../data/masked-record.ts";
import type { App } from "./app.ts";
import { showRows } from "./commands.ts";
import { NO_LIST } from "./event-list.ts";

/** Rows that come while reading are put on screen at most this often: each time the table is sorted anew. */
const SHOW_MS = 400;
/** Around a record that is shown among its neighbours. */
const AROUND = 15 * TICKS_PER_MINUTE;

/** Whether a filter can be asked of records; one about sessions cannot. */
export function fitsEvents(filter: string, zone: string): boolean {
  return checkEventFilter(filter, zoneByName(zone)) === null;
}

/** Lists the records of a case, unless that is what is listed already. */
export function listRecords(app: App, caseId: CaseId, asked: EventAsk, again = false): void {
  const aliases = app.masking.get()?.aliases ?? null;
  const real = aliases === null ? asked : { ...asked, filter: unmaskedFilter(asked.filter, aliases) };
  const question = JSON.stringify([caseId, real.filter, real.zone, real.from, real.to, real.recovered]);
  const now = app.events.get();
  if (!again && now.question === question && now.phase !== "failed") return;
  app.stopListing?.();
  const builder = new EventTableBuilder();
  let shown = Number.NEGATIVE_INFINITY;
  let over = false;
  let stopped = false;
  app.events.set({ ...NO_LIST, question, phase: "reading" });
  const stop = app.host.listEvents(caseId, real, (event) => {
    if (over || stopped) return;
    const { events } = app;
    switch (event.type) {
      case "rows":
        builder.add(event.block);
        if (performance.now() - shown < SHOW_MS) return;
        shown = performance.now();
        events.patch({ table: builder.table() });
        return;
      case "progress":
        events.patch({ progress: event.progress });
        return;
      case "done":
        events.patch({
          table: builder.table(),
          phase: "done",
          matched: event.matched,
          unread: event.unread,
          progress: null,
        });
        break;
      case "cancelled":
        events.patch({ table: builder.table(), phase: "stopped", progress: null });
        break;
      case "failed":
        events.patch({ table: builder.table(), phase: "failed", error: event.error, progress: null });
        break;
    }
    over = true;
    app.stopListing = null;
  });
  if (over) return;
  app.stopListing = () => {
    stopped = true;
    app.stopListing = null;
    stop();
  };
}

/** Stops listing; what came until then stays. */
export function stopListing(app: App): void {
  if (app.stopListing === null) return;
  app.stopListing();
  app.events.patch({ phase: "stopped", progress: null });
}

/** Shows a record among those around it in time. */
export function showRecord(app: App, source: number, offset: number, time: number): void {
  showRows(app, {
    view: "events",
    filter: "",
    window: Number.isNaN(time) ? null : { from: time - AROUND, to: time + AROUND },
    selection: { type: "event", source, offset },
  });
}
