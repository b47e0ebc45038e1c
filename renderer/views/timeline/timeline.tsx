import { useMemo } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { INTERVAL_KINDS } from "../../../shared/types/names.ts";
import { Segmented } from "../../components/segmented.tsx";
import type { Hit } from "../../components/time-canvas/hit-test.ts";
import type { SessionFacts } from "../../components/time-canvas/paint.ts";
import { TimeCanvas } from "../../components/time-canvas/time-canvas.tsx";
import { fitWindow, type TimeWindow } from "../../components/time-canvas/time-scale.ts";
import { memoByObject } from "../../data/memo.ts";
import { failureRows, sessionRows } from "../../data/rows.ts";
import { MONTHS, WEEKDAYS } from "../../data/texts.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { askWho, narrow, select, setPrefs, setWindow, toggleFold } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { NothingMatches } from "../nothing-matches.tsx";
import { barGroupCode, barsOf, barTimes } from "./bars.ts";
import { laneSet } from "./lane-set.ts";
import { Legend } from "./legend.tsx";
import { SessionMirror } from "./session-mirror.tsx";
import { TimelineTip } from "./timeline-tip.tsx";
import { WhoBox } from "./who-box.tsx";
import { WhoPanel } from "./who-panel.tsx";

const NAMES = { weekdays: WEEKDAYS, months: MONTHS };
const HOLLOW = INTERVAL_KINDS.indexOf("disconnected");

/** What the canvas asks about sessions, answered from the columns. */
const factsOf = memoByObject((data: CaseData): SessionFacts => {
  const { sessions } = data;
  const bars = barsOf(data);
  return {
    bars,
    failureTimes: data.failures.time,
    groupOf: (row) => barGroupCode(sessions, row),
    timesOf: (row) => barTimes(data, bars, row),
    intervalsOf: (row) => {
      const first = sessions.intervalStart[row]!;
      const last = sessions.intervalStart[row + 1]!;
      return Array.from({ length: last - first }, (_, i) => {
        const to = sessions.intervals.to[first + i]!;
        return {
          kind:
            sessions.intervals.kind[first + i] === HOLLOW ? ("disconnected" as const) : ("locked" as const),
          from: sessions.intervals.from[first + i]!,
          to: Number.isNaN(to) ? bars.solidTo[row]! : to,
        };
      });
    },
  };
});

/** From the first to the last record on corrected clocks; a clock that once stood in 1601 does not count. */
const dataWindow = memoByObject((data: CaseData): TimeWindow => {
  const from = Math.min(...data.computers.map(({ oldest }) => oldest));
  const to = Math.max(...data.computers.map(({ newest }) => newest));
  return from < to && Number.isFinite(to - from) ? { from, to } : { from: data.oldest, to: data.newest };
});

export function Timeline() {
  const app = useApp();
  const zone = useZone();
  const clock = useClock();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const folded = useStore(app.view, (view) => view.folded);
  const chosenWindow = useStore(app.view, (view) => view.window);
  const moment = useStore(app.view, (view) => view.moment);
  const selection = useStore(app.view, (view) => view.selection);
  const laneBy = useStore(app.prefs, (prefs) => prefs.laneBy);
  const laneOrder = useStore(app.prefs, (prefs) => prefs.laneOrder);
  const span = useMemo(() => (data === null ? { from: 0, to: 1 } : dataWindow(data)), [data]);
  const fit = useMemo(() => fitWindow(span), [span]);
  if (data === null) return null;
  const rows = sessionRows(data, filter, zone, kinds);
  const failures = failureRows(data, filter, zone);
  const shownFailures = failures.filtered ? failures.rows : NO_ROWS;
  const lanes = laneSet(rows, data, shownFailures, laneBy, laneOrder);
  const window = chosenWindow ?? fit;
  const none = lanes.groups.every((group) => group.lanes.length === 0);

  const onHit = (hit: Hit) => {
    if (hit.type === "axis") askWho(app, hit.time);
    else if (hit.type === "label") {
      const { only } = hit.item.lane;
      if (only !== null) narrow(app, only.field, only.value);
    } else if (hit.type === "lane") {
      if (hit.failure >= 0 && hit.row < 0) select(app, { type: "failure", row: hit.failure });
      else if (hit.row >= 0) select(app, { type: "session", row: hit.row });
      else select(app, null);
    }
  };

  return (
    <>
      <div className="tool">
        <Segmented
          label="Lanes"
          value={laneBy}
          options={[
            ["user", "by user"],
            ["computer", "by computer"],
          ]}
          onChange={(value) => setPrefs(app, { laneBy: value })}
        />
        <Segmented
          label="Order of the lanes"
          value={laneOrder}
          options={[
            ["time", "time on"],
            ["name", "name"],
            ["first", "first seen"],
          ]}
          onChange={(value) => setPrefs(app, { laneOrder: value })}
        />
        <button
          type="button"
          className="btn small"
          title="Show the whole case (Home)"
          onClick={() => setWindow(app, null)}
        >
          Fit
        </button>
        <Legend />
        <span className="grow" />
        <WhoBox clock={clock} data={data} moment={moment} />
      </div>
      <div className="timeline-body">
        {none ? (
          <NothingMatches what="sessions" total={data.sessions.length + data.failures.length} />
        ) : (
          <TimeCanvas
            label="Timeline of sessions"
            hint="Arrow keys move, plus and minus zoom, Home shows all. The list after it holds the sessions in view."
            lanes={lanes}
            facts={factsOf(data)}
            clock={clock.axis}
            names={NAMES}
            window={window}
            data={span}
            folded={folded}
            chosen={selection?.type === "session" ? selection.row : -1}
            cursor={moment}
            onWindow={(next) => setWindow(app, next)}
            onHit={onHit}
            onFold={(group) => toggleFold(app, group)}
            describe={(hit) => <TimelineTip hit={hit} data={data} clock={clock} />}
            clockText={clock.short}
          />
        )}
        {moment !== null && <WhoPanel clock={clock} data={data} rows={rows} moment={moment} />}
      </div>
      <SessionMirror data={data} clock={clock} rows={rows} window={window} />
    </>
  );
}

const NO_ROWS = new Uint32Array(0);
