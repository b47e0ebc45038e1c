import type { CaseData } from "../../../shared/types/case.ts";
import type { Hit } from "../../components/time-canvas/hit-test.ts";
import type { LaneMark } from "../../components/time-canvas/lane-model.ts";
import type { LevelFacts } from "../../components/time-canvas/stage.ts";
import type { Clock } from "../../data/clock.ts";
import { failureSentence } from "../../data/failure-words.ts";
import { count } from "../../data/numbers.ts";
import { sessionTitle } from "../../data/session-facts.ts";
import { durationText, sessionSentence, typeText } from "../../data/session-words.ts";
import { T } from "../../data/texts.ts";
import { Filled } from "../filled.tsx";
import { Words } from "../words.tsx";
import type { TimelineLanes } from "./lane-set.ts";
import { shortTime } from "./lane-words.ts";

/** What lies under the pointer, in words. */
export function TimelineTip({
  hit,
  lanes,
  levels,
  data,
  clock,
}: {
  readonly hit: Hit;
  readonly lanes: TimelineLanes;
  readonly levels: LevelFacts | null;
  readonly data: CaseData;
  readonly clock: Clock;
}) {
  switch (hit.type) {
    case "axis":
      return <span>{T.tip.axis}</span>;
    case "label":
      return <LaneTip lane={hit.lane} lanes={lanes} />;
    case "group":
      if (hit.mark !== null) return <MarkTip mark={hit.mark} clock={clock} />;
      return (
        <>
          <strong>{hit.group.label}</strong>
          {hit.group.remark !== undefined && <span>{hit.group.remark}</span>}
          <span className="mute">
            {hit.group.note === ""
              ? T.tip.fold(hit.group.lanes.length)
              : T.tip.foldOn(hit.group.lanes.length, hit.group.note)}
          </span>
        </>
      );
    case "levels":
      return levels === null ? null : <LevelTip time={hit.time} levels={levels} clock={clock} />;
    case "none":
      return null;
    case "lane":
      if (hit.row >= 0)
        return (
          <>
            {hit.mark !== null && <MarkTip mark={hit.mark} clock={clock} />}
            <SessionTip row={hit.row} data={data} clock={clock} />
          </>
        );
      if (hit.failure >= 0) {
        return (
          <span>
            <Words sentence={failureSentence(data, hit.failure, clock)} />
          </span>
        );
      }
      if (hit.mark !== null) return <MarkTip mark={hit.mark} clock={clock} />;
      return <HoleTip lane={hit.lane} time={hit.time} lanes={lanes} clock={clock} />;
  }
}

function SessionTip({
  row,
  data,
  clock,
}: {
  readonly row: number;
  readonly data: CaseData;
  readonly clock: Clock;
}) {
  return (
    <>
      <strong>{sessionTitle(data, row)}</strong>
      <span className="mute">
        {typeText(data.sessions.logonType[row]!)} · {durationText(data, row)}
      </span>
      <span>
        <Words sentence={sessionSentence(data, row, clock)} />
      </span>
    </>
  );
}

function LaneTip({ lane, lanes }: { readonly lane: number; readonly lanes: TimelineLanes }) {
  const { label, note, failures } = lanes.laneOf(lane);
  const sessions = lanes.sessionsOf(lane).length;
  const on = shortTime(lanes.timeOn(lane));
  return (
    <>
      <strong>{label}</strong>
      {sessions > 0 && (
        <span className="mute">
          {on === "" ? T.tip.sessions(sessions) : T.tip.sessionsOn(sessions, on)}
          {note !== on && note !== "" && ` · ${note}`}
        </span>
      )}
      {failures.length > 0 && <span className="mute">{T.tip.refused(failures.length)}</span>}
      {lanes.termsOf(lane).length > 0 && <span>{T.tip.onlyThis}</span>}
    </>
  );
}

function MarkTip({ mark, clock }: { readonly mark: LaneMark; readonly clock: Clock }) {
  return (
    <span>
      {mark.label}: <b>{clock.friendly(mark.time)}</b>
    </span>
  );
}

function HoleTip({
  lane,
  time,
  lanes,
  clock,
}: {
  readonly lane: number;
  readonly time: number;
  readonly lanes: TimelineLanes;
  readonly clock: Clock;
}) {
  const hole = lanes.laneOf(lane).holes.find(({ from, to }) => from <= time && time < to);
  if (hole === undefined) return null;
  const [from, to] = clock.fromTo(hole.from, hole.to);
  return (
    <span>
      <Filled text={T.tip.hole} parts={{ from: <b>{from}</b>, to: <b>{to}</b> }} />
    </span>
  );
}

function LevelTip({
  time,
  levels,
  clock,
}: {
  readonly time: number;
  readonly levels: LevelFacts;
  readonly clock: Clock;
}) {
  const sure = levels.sure(time, time + 1, 1)[0] ?? 0;
  const possible = levels.possible(time, time + 1, 1)[0] ?? 0;
  return (
    <span>
      <Filled
        text={
          possible > sure ? T.tip.levelPossible(possible, clock.short(time)) : T.tip.level(clock.short(time))
        }
        parts={{ surely: <b>{count(sure)}</b> }}
      />
    </span>
  );
}
