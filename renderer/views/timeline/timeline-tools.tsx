import type { CaseData } from "../../../shared/types/case.ts";
import { Segmented } from "../../components/segmented.tsx";
import type { TimeWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { T } from "../../data/texts.ts";
import { caseSpan } from "../../data/time-window.ts";
import { useApp } from "../../state/app.ts";
import { setPrefs, setRange } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { Legend } from "./legend.tsx";
import { WhoBox } from "./who-box.tsx";

const W = T.timeline;

/** What lanes stand for, their order, the window of time, and the question who was on. */
export function TimelineTools({
  clock,
  data,
  window,
  moment,
}: {
  readonly clock: Clock;
  readonly data: CaseData;
  readonly window: TimeWindow;
  readonly moment: number | null;
}) {
  const app = useApp();
  const laneBy = useStore(app.prefs, (prefs) => prefs.laneBy);
  const laneOrder = useStore(app.prefs, (prefs) => prefs.laneOrder);
  const showDay = () => {
    const day = clock.axis.dayOf(moment ?? (window.from + window.to) / 2);
    setRange(app, { from: clock.axis.momentOf(day, 0), to: clock.axis.momentOf(day + 1, 0) });
  };
  const sourceLanes = useStore(app.view, (view) => view.sourceLanes);
  const isWhole = useStore(app.view, (view) => view.window === null);
  return (
    <div className="tool timeline-tools">
      <Segmented
        label={W.lanes}
        value={laneBy}
        options={[
          ["user", W.by.user],
          ["computer", W.by.computer],
          ["userInComputer", W.by.userInComputer],
        ]}
        onChange={(value) => setPrefs(app, { laneBy: value })}
      />
      <Segmented
        label={W.order}
        value={laneOrder}
        options={[
          ["name", W.orders.name],
          ["time", W.orders.time],
          ["first", W.orders.first],
        ]}
        onChange={(value) => setPrefs(app, { laneOrder: value })}
      />
      <button type="button" className="btn small" title={W.fitTitle} onClick={() => setRange(app, null)}>
        {W.fit}
      </button>
      <button type="button" className="btn small" title={W.dayTitle} onClick={showDay}>
        {W.day}
      </button>
      {data.failures.length > 0 && (
        <button
          type="button"
          className="btn small"
          title={T.lanes.refusedFromTitle}
          aria-pressed={sourceLanes}
          onClick={() => app.view.patch({ sourceLanes: !sourceLanes })}
        >
          {T.lanes.refusedFrom}
        </button>
      )}
      <Legend />
      {isWhole && caseSpan(data).from < window.from && (
        <span className="mute" role="note">
          {T.lanes.cut(clock.dayName(window.from))}
        </span>
      )}
      <span className="grow" />
      <WhoBox clock={clock} data={data} window={window} moment={moment} />
    </div>
  );
}
