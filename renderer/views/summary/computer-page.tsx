import { ArrowLeft, CircleCheck, TriangleAlert } from "lucide-react";
import { termText } from "../../../shared/engine/filter/print.ts";
import type { RowLine } from "../../../shared/engine/summary/row-line.ts";
import type { ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import { TICKS_PER_SECOND } from "../../../shared/engine/time/calendar.ts";
import { formatDuration } from "../../../shared/engine/time/duration.ts";
import { damageText, holeText, verdictText } from "../../../shared/export/messages.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { properWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { count, counted, fileName, T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { showRows, showView } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { BootBlock } from "./boot-block.tsx";
import { DomainLine } from "./domain-line.tsx";
import { FailureBlock } from "./failure-block.tsx";
import { Block, Line } from "./line.tsx";
import { PersonSearch } from "./person-search.tsx";
import { SignInLine } from "./sign-in-line.tsx";
import { TrailBlock } from "./trail-block.tsx";

/** One computer as a page of sentences that a helpdesk can read out. */
export function ComputerPage({
  data,
  summary,
  alone,
}: {
  readonly data: CaseData;
  readonly summary: ComputerSummary;
  readonly alone: boolean;
}) {
  const app = useApp();
  const clock = useClock();
  const { computer } = summary;
  // What is known early are sessions that are over; of all else the rest of the log may tell otherwise.
  const reading = useStore(app.job, (job) => job.phase === "running");
  const filter = alone ? "" : termText("computer", computer.name);
  const openSessions = (extra: string) =>
    showRows(app, { view: "sessions", filter: `${filter} ${extra}`.trim(), selection: null });
  return (
    <div className="view-body summary">
      <header className="summary-head">
        {!alone && (
          <button type="button" className="link back" onClick={() => app.view.patch({ computer: null })}>
            <ArrowLeft aria-hidden />
            All computers
          </button>
        )}
        <div className="summary-top">
          <h1>{computer.name}</h1>
          <PersonSearch data={data} />
        </div>
        <Covers data={data} summary={summary} clock={clock} reading={reading} />
        {alone && <DomainLine data={data} />}
      </header>
      <div className="summary-grid">
        <SessionBlock
          title={reading ? "Last sign-ins that are over, so far" : "Last sign-ins"}
          none="Nobody signed in, as far as these logs show."
          data={data}
          clock={clock}
          line={summary.signIns}
          onMore={() => openSessions("")}
        />
        {reading &&
          ["Still on when the log ends", "Refused sign-ins", "Starts and crashes"].map((title) => (
            <Block key={title} title={title}>
              <p className="none">{T.notYet}</p>
            </Block>
          ))}
        {!reading && (
          <div>
            <SessionBlock
              title="Still on when the log ends"
              none={summary.signIns.total === 0 ? "Nobody." : "Nobody: every session has an end."}
              data={data}
              clock={clock}
              line={summary.stillOn}
              onMore={() => openSessions("confidence:open")}
            />
            {summary.endUnknown.total > 0 && (
              <SessionBlock
                title="End not known"
                none=""
                data={data}
                clock={clock}
                line={summary.endUnknown}
                onMore={() => openSessions("confidence:unknown")}
              />
            )}
          </div>
        )}
        {!reading && <FailureBlock data={data} clock={clock} summary={summary} filter={filter} />}
        {!reading && <BootBlock data={data} clock={clock} summary={summary} filter={filter} />}
        {!reading && <TrailBlock data={data} computer={alone ? null : computer.key} />}
      </div>
    </div>
  );
}

/** What the log covers, and whether it can be trusted. */
function Covers({
  data,
  summary,
  clock,
  reading,
}: {
  readonly data: CaseData;
  readonly summary: ComputerSummary;
  readonly clock: Clock;
  readonly reading: boolean;
}) {
  const app = useApp();
  const { computer, verdicts, holes, damagedSources } = summary;
  const hasTimes = !Number.isNaN(computer.oldest);
  return (
    <ul className="covers">
      {hasTimes && (
        <li className="plain">
          {reading ? "Read so far:" : "The logs cover"} <b>{clock.whole(computer.oldest)}</b> to{" "}
          <b>{clock.whole(computer.newest)}</b>, which is {formatDuration(computer.newest - computer.oldest)}.
        </li>
      )}
      {(reading ? [] : verdicts).map((verdict) => (
        <li key={`${verdict.key}-${verdict.from}`} className={verdict.key === "full" ? "good" : "care"}>
          {verdict.key === "full" ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
          {verdictText(verdict, clock.zone)}
        </li>
      ))}
      {holes.slice(0, 3).map((at) => {
        const hole = data.holes[at]!;
        const [from, to] = clock.fromTo(hole.from, hole.to);
        return (
          <Line
            key={at}
            title="Show it on the timeline"
            onOpen={() => {
              const span = hole.to - hole.from;
              showRows(app, { view: "timeline", window: properWindow(hole.from - span, hole.to + span) });
            }}
          >
            <span className="care">
              <TriangleAlert aria-hidden />
              <span>
                The {hole.channel} log says nothing{" "}
                {hole.to - hole.from < TICKS_PER_SECOND ? "for a moment at" : "from"} <b>{from}</b>
                {hole.to - hole.from >= TICKS_PER_SECOND && (
                  <>
                    {" "}
                    to <b>{to}</b>
                  </>
                )}
                : {holeText(hole.cause)}
                {hole.by === null ? "" : ` by ${hole.by}`}.
              </span>
            </span>
          </Line>
        );
      })}
      {holes.length > 3 && (
        <Line title="Show the timeline" onOpen={() => showView(app, "timeline")}>
          and {counted(holes.length - 3, "more gap")}
        </Line>
      )}
      {damagedSources.map((id) => {
        const source = data.sources[id];
        return source === undefined ? null : (
          <Line key={`d${id}`} title="Show what was read" onOpen={() => showView(app, "sources")}>
            <span className="care">
              <TriangleAlert aria-hidden />
              <span>
                {fileName(source.path)} is damaged:{" "}
                {source.damage.map(damageText).join("; ") || "it was not read to its end"}. What could be read
                is shown.
              </span>
            </span>
          </Line>
        );
      })}
    </ul>
  );
}

function SessionBlock(props: {
  readonly title: string;
  readonly none: string;
  readonly data: CaseData;
  readonly clock: Clock;
  readonly line: RowLine;
  readonly onMore: () => void;
}) {
  const { line } = props;
  return (
    <Block
      title={props.title}
      more={
        line.total > 0
          ? line.total > line.recent.length
            ? `All ${count(line.total)}`
            : "In the table"
          : undefined
      }
      onMore={props.onMore}
    >
      {line.total === 0 ? (
        <p className="none">{props.none}</p>
      ) : (
        <ul>
          {[...line.recent].map((row) => (
            <SignInLine key={row} data={props.data} clock={props.clock} row={row} />
          ))}
        </ul>
      )}
    </Block>
  );
}
