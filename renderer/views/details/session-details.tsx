import { ChartNoAxesGantt } from "lucide-react";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Rule } from "../../../shared/types/names.ts";
import { SessionStrip } from "../../components/session-strip.tsx";
import { SureIcon } from "../../components/sure-icon.tsx";
import { BAR_GROUPS } from "../../components/time-canvas/palette.ts";
import { properWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { isOfController } from "../../data/domain.ts";
import { ruleHelp } from "../../data/engine-texts.ts";
import { plainText } from "../../data/filled-words.ts";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { endReasonText } from "../../data/messages.ts";
import {
  evidenceOf,
  proofsOf,
  rulesOf,
  sessionFacts,
  sessionText,
  sessionTitle,
  sessionUnder,
} from "../../data/session-facts.ts";
import { confidenceOf, intervalsOf, reasonOf, sessionSentence } from "../../data/session-words.ts";
import { surerTexts } from "../../data/surer.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { DOMAIN_TEXTS } from "../../data/texts/domain.ts";
import { HELP_TEXTS } from "../../data/texts/help.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { narrow, showRows } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { HelpLink } from "../help/help-link.tsx";
import { barGroupCode, barsOf, barTimes } from "../timeline/bars.ts";
import { Words } from "../words.tsx";
import { DetailsHead } from "./details-head.tsx";
import { FactList } from "./fact-list.tsx";
import { IntervalList } from "./interval-list.tsx";
import { LinkedList } from "./linked-list.tsx";
import { NoteBox } from "./note-box.tsx";
import { ProofList } from "./proof-list.tsx";
import { TrailCheck } from "./trail-check.tsx";

/** One session: what a person would say, the facts, how we know, and the records themselves. */
export function SessionDetails({ data, row }: { readonly data: CaseData; readonly row: number }) {
  const app = useApp();
  const clock = useClock();
  const onTimeline = useStore(app.view, (view) => view.view === "timeline");
  const confidence = confidenceOf(data, row);
  const rules = rulesOf(data, row);
  return (
    <div className="details">
      <DetailsHead
        title={sessionTitle(data, row)}
        under={sessionUnder(data, row)}
        text={() => sessionText(data, row, clock)}
      />
      <p className="say">
        <Words sentence={sessionSentence(data, row, clock)} />{" "}
        <span className={`tag sure-${confidence}`} title={T.confidenceMeaning[confidence]}>
          <SureIcon confidence={confidence} />
          {confidence === "exact" ? endReasonText(reasonOf(data, row)) : T.confidence[confidence]}
        </span>
        <EvidenceTag data={data} row={row} />
      </p>
      <Strip data={data} row={row} clock={clock} />
      <IntervalList data={data} row={row} clock={clock} />
      <TrailCheck data={data} row={row} clock={clock} />
      {isOfController(data, row) && (
        <p className="meaning" role="note">
          {DOMAIN_TEXTS.dcOnly}
        </p>
      )}
      <FactList facts={sessionFacts(data, row)} onNarrow={(field, value) => narrow(app, field, value)} />
      {!onTimeline && (
        <p className="actions">
          <button type="button" className="btn small" onClick={() => showOnTimeline(app, data, row)}>
            <ChartNoAxesGantt aria-hidden />
            {W.showInTime}
          </button>
        </p>
      )}
      <NoteBox data={data} row={row} />
      <h3 className="section">{W.howWeKnow}</h3>
      <ProofList proofs={proofsOf(data, row)} clock={clock} />
      <RuleHelp rule={rules.start} what="start" />
      <RuleHelp rule={rules.end} what="end" />
      <p className="meaning">
        {T.confidenceMeaning[confidence]} <HelpLink place={QUESTIONS.end} label={HELP_TEXTS.howDecided} />
      </p>
      <Surer texts={surerTexts(data, row)} />
      <LinkedList data={data} row={row} clock={clock} />
    </div>
  );
}

/** Of a session that no event log tells of: what it rests on. */
function EvidenceTag({ data, row }: { readonly data: CaseData; readonly row: number }) {
  const evidence = evidenceOf(data, row);
  if (evidence === "eventLog") return null;
  return (
    <>
      {" "}
      <span className="tag" title={T.evidenceMeaning[evidence]}>
        {T.evidence[evidence]}
      </span>
    </>
  );
}

function Surer({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3 className="section">{W.surer}</h3>
      <ul className="surer">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}

function showOnTimeline(app: ReturnType<typeof useApp>, data: CaseData, row: number): void {
  const bars = barsOf(data);
  const span = Math.max(bars.to[row]! - bars.from[row]!, 36_000_000_000);
  showRows(app, {
    view: "timeline",
    window: properWindow(bars.from[row]! - span * 1.5, bars.to[row]! + span * 1.5),
  });
}

function Strip({
  data,
  row,
  clock,
}: {
  readonly data: CaseData;
  readonly row: number;
  readonly clock: Clock;
}) {
  const times = barTimes(data, barsOf(data), row);
  const last = Math.max(times.to, times.fadeTo);
  const oneDay = clock.axis.dayOf(times.from) === clock.axis.dayOf(last);
  const captions = [
    {
      time: times.from,
      text: oneDay ? (clock.format.shortClock(times.from) ?? "") : clock.short(times.from),
    },
    { time: times.to, text: clock.nearShort(times.to, times.from) },
  ];
  if (times.fadeTo > times.to) captions.push({ time: last, text: clock.nearShort(last, times.to) });
  return (
    <SessionStrip
      label={plainText(sessionSentence(data, row, clock))}
      group={BAR_GROUPS[barGroupCode(data.sessions, row)]!}
      {...times}
      intervals={intervalsOf(data, row).map((interval) => ({
        ...interval,
        to: Number.isNaN(interval.to) ? times.to : interval.to,
      }))}
      captions={captions}
    />
  );
}

function RuleHelp({ rule, what }: { readonly rule: Rule; readonly what: "start" | "end" }) {
  const help = ruleHelp(rule);
  if (help === undefined) return null;
  return (
    <details className="rule">
      <summary>{(what === "start" ? W.whyStart : W.whyEnd)(help.title, rule)}</summary>
      <p>{help.text}</p>
    </details>
  );
}
