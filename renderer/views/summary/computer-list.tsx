import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, ChevronRight } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { useMedia } from "../../components/use-media.ts";
import { lengthText } from "../../data/length-text.ts";
import { count } from "../../data/numbers.ts";
import { confidenceCounts, sessionRows } from "../../data/rows.ts";
import { userName } from "../../data/session-words.ts";
import { type Trouble, troubleOf } from "../../data/summary.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { logSpan } from "../../data/time-window.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { FRESH_VIEW } from "../../state/view-state.ts";
import { Filled } from "../filled.tsx";
import { DomainLine } from "./domain-line.tsx";
import { PersonSearch } from "./person-search.tsx";
import { TrailBlock } from "./trail-block.tsx";

interface Entry {
  readonly summary: ComputerSummary;
  readonly trouble: Trouble;
}

type Order = "name" | "signIns" | "last" | "stillOn" | "failures" | "trouble";
const COLUMNS: readonly (readonly [order: Order, label: string, className: string])[] = [
  ["name", S.columns.name, "c-name"],
  ["last", S.columns.last, "c-last"],
  ["signIns", S.columns.signIns, "c-num"],
  ["stillOn", S.columns.stillOn, "c-num"],
  ["failures", S.columns.failures, "c-num"],
  ["trouble", S.columns.trouble, "c-trouble"],
];

/** Heights of a row in pixels: on one line, and on three where a window is narrow. */
const ROW = 34;
const NARROW_ROW = 72;

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
  const isNarrow = useMedia("(max-width: 860px)");
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
    estimateSize: () => (isNarrow ? NARROW_ROW : ROW),
    overscan: 8,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows have another height where the window is narrow
  useEffect(() => virtual.measure(), [isNarrow]);
  return (
    <div className="view-body computers" ref={box}>
      <header className="summary-head">
        <div className="summary-top">
          <h1>{S.computers(summaries.length)}</h1>
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
                    <span className="mute">{S.nobodyYet}</span>
                  ) : (
                    <>
                      <b>{userName(data, last)}</b>{" "}
                      <span className="mute">{clock.short(startOf(data, last))}</span>
                    </>
                  )}
                </span>
                <span className="c-num" data-label={S.columns.signIns}>
                  {count(summary.signIns.total)}
                </span>
                <span className="c-num" data-label={S.columns.stillOn}>
                  {zero(summary.stillOn.total)}
                </span>
                <span className="c-num" data-label={S.columns.failures}>
                  {zero(summary.failures.total)}
                </span>
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
  const words = S.caseLine;
  return (
    <p className="case-line">
      {Number.isFinite(covered.to - covered.from) && (
        <>
          <Filled
            text={S.covers}
            parts={{
              from: <b>{clock.whole(covered.from)}</b>,
              to: <b>{clock.whole(covered.to)}</b>,
              span: lengthText(covered.to - covered.from),
            }}
          />{" "}
        </>
      )}
      <Filled
        text={running ? words.soFar : words.done}
        parts={{
          signIns: <Way text={words.signIns(rows.length)} onClick={() => open("")} />,
          accounts: words.accounts(people),
          open: sure.open > 0 && (
            <>
              {words.and}
              <Way text={words.open(sure.open)} onClick={() => open("confidence:open")} />
            </>
          ),
          unknown: sure.unknown > 0 && (
            <>
              {words.and}
              <Way text={words.unknown(sure.unknown)} onClick={() => open("confidence:unknown")} />
            </>
          ),
          refused:
            data.failures.length === 0 ? (
              words.refused(0)
            ) : (
              <Way
                text={words.refused(data.failures.length)}
                onClick={() => showRows(app, { view: "failures", filter: "", selection: null })}
              />
            ),
        }}
      />
    </p>
  );
}

function Way({ text, onClick }: { readonly text: string; readonly onClick: () => void }) {
  return (
    <button type="button" className="link" onClick={onClick}>
      {text}
    </button>
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
