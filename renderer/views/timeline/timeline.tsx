import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { useContextMenu } from "../../components/context-menu.tsx";
import type { Hit } from "../../components/time-canvas/hit-test.ts";
import { BAR_GROUPS } from "../../components/time-canvas/palette.ts";
import type { PaintTimeline } from "../../components/time-canvas/picture.ts";
import type { Place } from "../../components/time-canvas/stage.ts";
import { TimeCanvas } from "../../components/time-canvas/time-canvas.tsx";
import { fitWindow } from "../../components/time-canvas/time-scale.ts";
import { failureRows, sessionRows } from "../../data/rows.ts";
import { T } from "../../data/texts.ts";
import { caseSpan, type TimeWindow } from "../../data/time-window.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { askWho, narrow, select, setRange, toggleFold } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { NothingMatches } from "../nothing-matches.tsx";
import { barsOf, factsOf } from "./bars.ts";
import { laneSet } from "./lane-set.ts";
import { LaneTree, nodeText } from "./lane-tree.tsx";
import { hitMenu } from "./timeline-menu.ts";
import { TimelineTip } from "./timeline-tip.tsx";
import { TimelineTools } from "./timeline-tools.tsx";
import type { TreeNode } from "./tree-model.ts";
import { useLevels } from "./use-levels.ts";
import { WhoPanel } from "./who-panel.tsx";

const NAMES = { weekdays: T.weekdays, months: T.months, dayDot: T.dayDot };
/** What stands below a saved picture. */
const PICTURE_LEGEND = [
  ...BAR_GROUPS.map((group) => ({ color: group, name: T.legend.groups[group] })),
  { color: "fail", name: T.legend.refused },
  { color: "hole", name: T.legend.gap },
];
const NO_ROWS = new Uint32Array(0);
/** In windows shorter than this (ten minutes) the flags on the ruler show seconds. */
const FINE_SPAN = 6_000_000_000;

export function Timeline() {
  const data = useStore(useApp().dataset, (dataset) => dataset.data);
  return data === null ? null : <CaseTimeline data={data} />;
}

function CaseTimeline({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const zone = useZone();
  const clock = useClock();
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const turned = useStore(app.view, (view) => view.folded);
  const range = useStore(app.view, (view) => view.window);
  const moment = useStore(app.view, (view) => view.moment);
  const selection = useStore(app.view, (view) => view.selection);
  const laneBy = useStore(app.prefs, (prefs) => prefs.laneBy);
  const laneOrder = useStore(app.prefs, (prefs) => prefs.laneOrder);
  const menu = useContextMenu();
  const [stand, setStand] = useState<{ readonly lanes: object; readonly place: Place } | null>(null);
  const span = caseSpan(data);
  const fit = useMemo(() => fitWindow(span), [span]);
  const window = range ?? fit;
  // All sessions of the filter, whatever the range: lanes must not come and go while time is moved.
  const rows = sessionRows(data, filter, zone, kinds);
  const failures = failureRows(data, filter, zone);
  const sourceLanes = useStore(app.view, (view) => view.sourceLanes);
  const lanes = laneSet(
    rows,
    data,
    failures.filtered ? failures.rows : NO_ROWS,
    laneBy,
    laneOrder,
    sourceLanes,
  );
  const levels = useLevels(rows, data);
  const chosen = selection?.type === "session" ? selection.row : -1;
  // Lanes are numbers: a place in another set of lanes means nothing.
  const place = stand?.lanes === lanes ? stand.place : null;
  const onPlace = (next: Place | null) => setStand(next === null ? null : { lanes, place: next });

  const onWindow = (next: TimeWindow) =>
    setRange(app, next.from === fit.from && next.to === fit.to ? null : next);
  const onHit = (hit: Hit) => {
    if (hit.type === "axis" || hit.type === "levels") askWho(app, hit.time);
    else if (hit.type === "label") {
      for (const { field, value } of lanes.termsOf(hit.lane)) narrow(app, field, value);
    } else if (hit.type === "lane") {
      if (hit.row >= 0) {
        onPlace({ lane: hit.lane, row: hit.row });
        select(app, { type: "session", row: hit.row });
      } else select(app, hit.failure >= 0 ? { type: "failure", row: hit.failure } : null);
    }
  };
  const openMenu = (hit: Hit, x: number, y: number) => {
    const { label, items } = hitMenu(app, data, lanes, clock, hit);
    menu.openAt(x, y, label, items);
  };
  const clockText = useCallback(
    (time: number, ticks: number) => (ticks < FINE_SPAN ? clock.friendly(time) : clock.short(time)),
    [clock],
  );
  const picture = useRef<PaintTimeline>(null);
  useEffect(() => {
    app.drawn = { paint: (ratio) => picture.current?.(ratio) ?? null, legend: PICTURE_LEGEND };
    return () => {
      app.drawn = null;
    };
  }, [app]);
  const none = lanes.groups.every((group) => group.lanes.length === 0);

  return (
    <>
      <TimelineTools clock={clock} data={data} window={window} moment={moment} />
      <div className="timeline-body">
        {none ? (
          <NothingMatches what="sessions" total={data.sessions.length + data.failures.length} />
        ) : (
          <TimeCanvas
            label={T.timeline.label}
            hint={T.timeline.hint}
            lanes={lanes}
            bars={barsOf(data)}
            failureTimes={data.failures.time}
            facts={factsOf(data)}
            levels={levels}
            clock={clock.axis}
            names={NAMES}
            window={window}
            data={span}
            turned={turned}
            chosen={chosen}
            place={place}
            cursor={moment}
            onWindow={onWindow}
            onHit={onHit}
            onMenu={openMenu}
            onFold={(group) => toggleFold(app, group)}
            onPlace={onPlace}
            say={(at) =>
              nodeText(at.row < 0 ? { type: "lane", ...at } : { type: "session", ...at }, lanes, data, clock)
            }
            onOpen={(row) => select(app, { type: "session", row })}
            onCursor={(time) => askWho(app, time)}
            describe={(hit) => (
              <TimelineTip hit={hit} lanes={lanes} levels={levels} data={data} clock={clock} />
            )}
            clockText={clockText}
            picture={picture}
          />
        )}
        {moment !== null && <WhoPanel clock={clock} data={data} rows={rows} moment={moment} />}
      </div>
      <LaneTree
        data={data}
        clock={clock}
        lanes={lanes}
        turned={turned}
        window={window}
        chosen={chosen}
        place={place}
        onPlace={onPlace}
        onMenu={(node, x, y) => openMenu(hitOfNode(node, lanes.groups, barsOf(data).from), x, y)}
      />
      {menu.element}
    </>
  );
}

/** What the pointer would lie on if it were on this node of the list. */
function hitOfNode(node: TreeNode, groups: ReturnType<typeof laneSet>["groups"], begins: Float64Array): Hit {
  if (node.type === "group") return { type: "group", group: groups[node.group]!, mark: null };
  if (node.type === "lane") return { type: "label", lane: node.lane };
  const { lane } = node;
  if (node.type === "mark")
    return { type: "lane", lane, row: -1, time: node.mark.time, failure: -1, mark: node.mark };
  const { row } = node;
  return { type: "lane", lane, row, time: begins[row]!, failure: -1, mark: null };
}
