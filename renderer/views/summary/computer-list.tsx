import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, ChevronRight } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import { formatDuration } from "../../../shared/engine/time/duration.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { confidenceCounts, sessionRows } from "../../data/rows.ts";
import { userName } from "../../data/session-words.ts";
import { type Trouble, troubleOf } from "../../data/summary.ts";
import { count, counted } from "../../data/texts.ts";
import { logSpan } from "../../data/time-window.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { FRESH_VIEW } from "../../state/view-state.ts";
import { DomainLine } from "./domain-line.tsx";
import { PersonSearch } from "./person-search.tsx";
import { TrailBlock } from "./trail-block.tsx";

interface Entry {
  readonly summary: ComputerSummary;
  readonly trouble: Trouble;
}

type Order = "name" | "signIns" | "last" | "stillOn" | "failures" | "trouble";
const COLUMNS: readonly (readonly [order: Order, label: string, className: string])[] = [
  ["name", "Computer", "c-name"],
  ["last", "Last sign-in", "c-last"],
  ["signIns", "Sign-ins", "c-num"],
  ["stillOn", "Still on", "c-num"],
  ["failures", "Refused", "c-num"],
  ["trouble", "Worth a look", "c-trouble"],
];

/** One line a computer, the ones worth a look first. */
export function ComputerList({
  data,
  summaries,
}: {
  readonly data: CaseData;
  readonly summaries: readonly ComputerSummary[];
}) {
  const app = useApp();
  const clock = useClock();
  const [order, setOrder] = useState<{ readonly by: Order; readonly descending: boolean }>({
    by: "trouble",
    descending: true,
  });
  const box = useRef<HTMLDivElement>(null);
  const entries = useMemo(
    () => summaries.map((summary): Entry => ({ summary, trouble: troubleOf(data, summary) })),
    [data, summaries],
  );
  const sorted = useMemo(() => {
    const key = keyOf(data, order.by);
    const sign = order.descending ? -1 : 1;
    return [...entries].sort((a, b) => {
      const x = key(a);
      const y = key(b);
      return x < y ? -sign : x > y ? sign : 0;
    });
  }, [data, entries, order]);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => 34,
    overscan: 8,
  });
  return (
    <div className="view-body computers" ref={box}>
      <header className="summary-head">
        <div className="summary-top">
          <h1>{counted(summaries.length, "computer")}</h1>
          <PersonSearch data={data} />
        </div>
        <CaseLine data={data} />
        <DomainLine data={data} />
        <TrailBlock data={data} />
      </header>
      <div className="computer-head">
        {COLUMNS.map(([by, label, className]) => (
          <button
            key={by}
            type="button"
            className={className}
            aria-pressed={order.by === by}
            onClick={() =>
              setOrder((old) =>
                old.by === by ? { by, descending: !old.descending } : { by, descending: by !== "name" },
              )
            }
          >
            {label}
            {order.by === by && (order.descending ? <ArrowDown aria-hidden /> : <ArrowUp aria-hidden />)}
          </button>
        ))}
      </div>
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const { summary, trouble } = sorted[item.index]!;
          const last = summary.signIns.recent[0];
          return (
            <li key={summary.computer.key} style={{ transform: `translateY(${item.start}px)` }}>
              <button type="button" onClick={() => app.view.patch({ computer: summary.computer.key })}>
                <span className="c-name clip" title={summary.computer.name}>
                  {summary.computer.name}
                </span>
                <span className="c-last clip">
                  {last === undefined ? (
                    <span className="mute">nobody</span>
                  ) : (
                    <>
                      <b>{userName(data, last)}</b>{" "}
                      <span className="mute">{clock.short(startOf(data, last))}</span>
                    </>
                  )}
                </span>
                <span className="c-num">{count(summary.signIns.total)}</span>
                <span className="c-num">{zero(summary.stillOn.total)}</span>
                <span className="c-num">{zero(summary.failures.total)}</span>
                <span className="c-trouble clip" title={trouble.words.join(", ")}>
                  {trouble.words.join(", ")}
                </span>
                <ChevronRight aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** `The logs cover … 61 sign-ins, 2 still on at the end, 14 refused.` with a way to each. */
function CaseLine({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const clock = useClock();
  const zone = useZone();
  const rows = sessionRows(data, "", zone, FRESH_VIEW.kinds);
  const sure = confidenceCounts(rows, data);
  const people = useMemo(
    () => new Set(Array.from(rows, (row) => data.sessions.userKey[row]!)).size,
    [data, rows],
  );
  const open = (filter: string) => showRows(app, { view: "sessions", filter, selection: null });
  const running = useStore(app.job, (job) => job.phase === "running");
  const covered = logSpan(data);
  return (
    <p className="case-line">
      {Number.isFinite(covered.to - covered.from) && (
        <>
          The logs cover <b>{clock.whole(covered.from)}</b> to <b>{clock.whole(covered.to)}</b>, which is{" "}
          {formatDuration(covered.to - covered.from)}.{" "}
        </>
      )}
      <button type="button" className="link" onClick={() => open("")}>
        {counted(rows.length, "sign-in")}
      </button>{" "}
      by {counted(people, "account")}
      {running ? " so far" : ""}
      {sure.open > 0 && (
        <>
          ,{" "}
          <button type="button" className="link" onClick={() => open("confidence:open")}>
            {count(sure.open)} without an end in these logs
          </button>
        </>
      )}
      {sure.unknown > 0 && (
        <>
          ,{" "}
          <button type="button" className="link" onClick={() => open("confidence:unknown")}>
            {count(sure.unknown)} whose end is not known
          </button>
        </>
      )}
      ;{" "}
      {data.failures.length === 0 ? (
        "no refused sign-in"
      ) : (
        <button
          type="button"
          className="link"
          onClick={() => showRows(app, { view: "failures", filter: "", selection: null })}
        >
          {counted(data.failures.length, "refused sign-in")}
        </button>
      )}
      .
    </p>
  );
}

function zero(value: number): string {
  return value === 0 ? "–" : count(value);
}

function startOf(data: CaseData, row: number): number {
  const start = data.sessions.start[row]!;
  return Number.isNaN(start) ? data.sessions.startUpper[row]! : start;
}

function keyOf(data: CaseData, by: Order): (entry: Entry) => number | string {
  switch (by) {
    case "name":
      return ({ summary }) => summary.computer.name.toLowerCase();
    case "signIns":
      return ({ summary }) => summary.signIns.total;
    case "stillOn":
      return ({ summary }) => summary.stillOn.total;
    case "failures":
      return ({ summary }) => summary.failures.total;
    case "trouble":
      return ({ trouble }) => trouble.weight;
    case "last":
      return ({ summary }) => {
        const row = summary.signIns.recent[0];
        return row === undefined ? Number.NEGATIVE_INFINITY : startOf(data, row);
      };
  }
}
