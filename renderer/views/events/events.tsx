import { useCallback, useEffect, useMemo } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import type { CaseId } from "../../../shared/types/units.ts";
import { eventCell, eventTerm } from "../../data/event-cells.ts";
import { type EventSortColumn, maskedEvents, rowOfRecord, sortedEvents } from "../../data/event-table.ts";
import { errorText } from "../../data/messages.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { PACK_TEXTS } from "../../data/texts/pack.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { select, setFilter, setRange } from "../../state/commands.ts";
import { fitsEvents, listRecords, stopListing } from "../../state/event-commands.ts";
import { MOST_RECORDS } from "../../state/event-list.ts";
import { useStore } from "../../state/store.ts";
import { CaseTable } from "../table/case-table.tsx";
import { ColumnMenu } from "../table/column-menu.tsx";
import { useColumns } from "../table/use-columns.ts";

const TIMES: readonly string[] = ["time"];
/** A filter is typed letter by letter; reading begins when the hand rests. */
const REST_MS = 250;

/** Every record of the inputs, read again from the files as it is asked for. */
export function Events() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const caseId = useStore(app.job, (job) =>
    job.phase === "done" || job.phase === "cancelled" ? job.caseId : null,
  );
  const reading = useStore(app.job, (job) => job.phase === "running");
  if (data === null) return null;
  if (caseId === null) return <div className="empty">{reading ? T.notYet : T.events.noCase}</div>;
  return <CaseEvents data={data} caseId={caseId} />;
}

function CaseEvents({ data, caseId }: { readonly data: CaseData; readonly caseId: CaseId }) {
  const app = useApp();
  const zone = useZone();
  const clock = useClock();
  const filter = useStore(app.view, (view) => view.filter);
  const window = useStore(app.view, (view) => view.window);
  const recovered = useStore(app.view, (view) => view.recovered);
  const sort = useStore(app.view, (view) => view.eventSort);
  const selection = useStore(app.view, (view) => view.selection);
  const list = useStore(app.events, (events) => events);
  const columns = useColumns("event");
  const fits = fitsEvents(filter, zone);
  useEffect(() => {
    const ask = {
      filter: fits ? filter : "",
      zone,
      from: window?.from ?? Number.NaN,
      to: window?.to ?? Number.NaN,
      recovered,
    };
    const rest = app.events.get().phase === "idle" ? 0 : REST_MS;
    const timer = setTimeout(() => listRecords(app, caseId, ask), rest);
    return () => clearTimeout(timer);
  }, [app, caseId, filter, fits, zone, window, recovered]);

  const aliases = useStore(app.masking, (masking) => masking?.aliases ?? null);
  const table = aliases === null ? list.table : maskedEvents(list.table, aliases);
  const rows = useMemo(() => sortedEvents(table, sort), [table, sort]);
  const text = useCallback(
    (column: string, row: number) =>
      eventCell(data, table, clock, column as EventSortColumn | "meaning", row),
    [data, table, clock],
  );
  const cell = useCallback(
    (column: string, row: number) => {
      const words = text(column, row);
      return (
        <span dir="auto" title={words}>
          {words}
        </span>
      );
    },
    [text],
  );
  const chosen = useMemo(
    () => (selection?.type === "event" ? rowOfRecord(table, selection.source, selection.offset) : -1),
    [table, selection],
  );
  const choose = (row: number) =>
    select(app, { type: "event", source: table.source[row]!, offset: table.offset[row]! });
  return (
    <>
      <div className="tool">
        <label title={T.events.recoveredTitle}>
          <input
            type="checkbox"
            checked={recovered}
            onChange={(event) => app.view.patch({ recovered: event.target.checked })}
          />
          {T.events.showRecovered}
        </label>
        <ListState />
        <span className="grow" />
        <ColumnMenu columns={columns} />
      </div>
      {!fits && (
        <div className="tool" role="status">
          {T.events.otherFilter} {T.events.otherFields}
        </div>
      )}
      <div className="view-body flush">
        <CaseTable
          name="event"
          label={T.events.label}
          data={data}
          list={{
            owner: table,
            total: table.length,
            chosen,
            choose,
            empty: <NoRecords narrowed={(fits && filter.trim() !== "") || window !== null} />,
          }}
          columns={columns}
          rows={rows}
          groups={null}
          cell={cell}
          text={text}
          term={(column, row) => eventTerm(table, column, row)}
          times={TIMES}
          relocate={(_, row) => (row < table.length ? row : -1)}
        />
      </div>
    </>
  );
}

/** How far listing is, or how many there are. */
function ListState() {
  const app = useApp();
  const { phase, table, matched, unread, progress, error } = useStore(app.events, (events) => events);
  if (phase === "failed" && error !== null) return <span role="alert">{errorText(error.code)}</span>;
  if (phase === "reading") {
    const part =
      progress === null || progress.bytesTotal === 0
        ? ""
        : ` ${Math.floor((progress.bytesDone / progress.bytesTotal) * 100)} %`;
    return (
      <span role="status">
        {T.events.reading}
        {part} ·{" "}
        <button type="button" className="link" onClick={() => stopListing(app)}>
          {T.events.stop}
        </button>
      </span>
    );
  }
  if (phase === "stopped") {
    return (
      <span role="status">
        {T.events.stopped}{" "}
        <button
          type="button"
          className="link"
          onClick={() => app.events.patch({ question: "", phase: "idle" })}
        >
          {T.events.again}
        </button>
      </span>
    );
  }
  const more = matched > MOST_RECORDS ? ` ${T.events.firstOnly(MOST_RECORDS)}` : "";
  const lost = unread > 0 ? ` ${T.events.unread(unread)}` : "";
  return (
    <span role="status" className="mute">
      {COUNTS.records(phase === "done" ? matched : table.length)}.{more}
      {lost}
    </span>
  );
}

function NoRecords({ narrowed }: { readonly narrowed: boolean }) {
  const app = useApp();
  const reading = useStore(app.events, (events) => events.phase === "reading" || events.phase === "idle");
  const isPacked = useStore(app.dataset, ({ data }) => data?.pack !== undefined);
  if (reading) return <div className="empty">{T.events.reading}…</div>;
  if (isPacked) return <div className="empty">{PACK_TEXTS.noEvents}</div>;
  return (
    <div className="empty">
      <strong>{narrowed ? T.events.nothing : T.events.none}</strong>
      {narrowed && (
        <button
          type="button"
          className="btn"
          onClick={() => {
            setFilter(app, "");
            setRange(app, null);
          }}
        >
          {T.events.clear}
        </button>
      )}
    </div>
  );
}
