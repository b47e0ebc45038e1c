import { ArrowLeft, CircleCheck, TriangleAlert } from "lucide-react";
import { termText } from "../../../shared/engine/filter/print.ts";
import type { RowLine } from "../../../shared/engine/summary/row-line.ts";
import type { ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import { TICKS_PER_SECOND } from "../../../shared/engine/time/calendar.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { properWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import type { HelpPlace } from "../../data/help/help-page.ts";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { lengthText } from "../../data/length-text.ts";
import { damageText, holeText, verdictText } from "../../data/messages.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { fileName, T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { showRows, showView } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { Filled } from "../filled.tsx";
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
            {S.allComputers}
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
          title={reading ? S.lastSoFar : S.lastSignIns}
          none={S.nobodySignedIn}
          data={data}
          clock={clock}
          line={summary.signIns}
          onMore={() => openSessions("")}
        />
        {reading &&
          [S.stillOn, S.refused, S.starts].map((title) => (
            <Block key={title} title={title}>
              <p className="none">{T.notYet}</p>
            </Block>
          ))}
        {!reading && (
          <div>
            <SessionBlock
              title={S.stillOn}
              help={QUESTIONS.stillOn}
              none={summary.signIns.total === 0 ? S.nobody : S.nobodyLeft}
              data={data}
              clock={clock}
              line={summary.stillOn}
              onMore={() => openSessions("confidence:open")}
            />
            {summary.endUnknown.total > 0 && (
              <SessionBlock
                title={S.endNotKnown}
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
          <Filled
            text={reading ? S.coversSoFar : S.covers}
            parts={{
              from: <b>{clock.whole(computer.oldest)}</b>,
              to: <b>{clock.whole(computer.newest)}</b>,
              span: lengthText(computer.newest - computer.oldest),
            }}
          />
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
            title={S.showIt}
            onOpen={() => {
              const span = hole.to - hole.from;
              showRows(app, { view: "timeline", window: properWindow(hole.from - span, hole.to + span) });
            }}
          >
            <span className="care">
              <TriangleAlert aria-hidden />
              <span>
                <Filled
                  text={hole.to - hole.from < TICKS_PER_SECOND ? S.holeAt : S.hole}
                  parts={{
                    log: hole.channel,
                    from: <b>{from}</b>,
                    to: <b>{to}</b>,
                    why: hole.by === null ? holeText(hole.cause) : S.holeBy(holeText(hole.cause), hole.by),
                  }}
                />
              </span>
            </span>
          </Line>
        );
      })}
      {holes.length > 3 && (
        <Line title={S.showTimeline} onOpen={() => showView(app, "timeline")}>
          {S.moreGaps(holes.length - 3)}
        </Line>
      )}
      {damagedSources.map((id) => {
        const source = data.sources[id];
        return source === undefined ? null : (
          <Line key={`d${id}`} title={S.showRead} onOpen={() => showView(app, "sources")}>
            <span className="care">
              <TriangleAlert aria-hidden />
              <span>
                {S.damaged(fileName(source.path), source.damage.map(damageText).join("; ") || S.notToItsEnd)}
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
  readonly help?: HelpPlace;
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
      help={props.help}
      more={line.total > 0 ? (line.total > line.recent.length ? S.all(line.total) : S.inTable) : undefined}
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
