import { parseUserTime } from "../../../shared/engine/time/user-time.ts";
import { UTC } from "../../../shared/engine/time/zone.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { FullRecord } from "../../../shared/types/full-record.ts";
import type { Clock } from "../../data/clock.ts";
import { recordTitle } from "../../data/engine-texts.ts";
import { failureReason, failureUser } from "../../data/failure-words.ts";
import { type RecordLink, rowsProvedBy, sessionsDuring } from "../../data/record-sessions.ts";
import { typeText, userName } from "../../data/session-words.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { fileName, T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { select } from "../../state/commands.ts";
import { showRecord } from "../../state/event-commands.ts";
import { DetailsHead } from "./details-head.tsx";
import { RecordFields } from "./raw-record.tsx";
import { useRecord } from "./use-record.ts";

interface EventDetailsProps {
  readonly data: CaseData;
  readonly source: number;
  readonly offset: number;
}

/** One record of a log: what it means, what it says, and the sessions it belongs to. */
export function EventDetails({ data, source, offset }: EventDetailsProps) {
  const app = useApp();
  const clock = useClock();
  const state = useRecord(source, offset);
  const file = fileName(data.sources[source]?.path ?? "");
  const place = `${visibleText(file)}, ${T.events.offset} ${offset}`;
  if (state.type !== "here") {
    return (
      <div className="details">
        <DetailsHead title={T.events.place} under={place} text={() => place} />
        {state.type === "failed" ? <p role="alert">{state.text}</p> : <p className="mute">{W.reading}</p>}
      </div>
    );
  }
  const { record } = state.detail;
  const time = parseUserTime(record.timeCreated ?? "", UTC);
  const links = linksOf(data, source, offset, record, time);
  return (
    <div className="details">
      <DetailsHead title={titleOf(record)} under={place} text={() => asText(record, clock, time, place)} />
      <p className="say">
        {clock.friendly(time)}
        {record.computer === null ? "" : ` · ${visibleText(record.computer)}`}
      </p>
      <h3 className="section">{T.events.found}</h3>
      {links.length === 0 ? (
        <p className="mute">{T.events.noLink}</p>
      ) : (
        <ul className="linked">
          {links.map((link) => (
            <li key={`${link.type}-${link.row}`} className="linked-row">
              <span className="mute">{wordOf(link)}</span>
              <button
                type="button"
                className="link clip"
                onClick={() => select(app, { type: link.type, row: link.row })}
              >
                {linkText(data, link, clock)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p>
        <button type="button" className="link" onClick={() => showRecord(app, source, offset, time)}>
          {T.events.showHere}
        </button>
      </p>
      <RecordFields detail={state.detail} />
    </div>
  );
}

function wordOf({ link, type }: RecordLink): string {
  if (type === "failure") return T.events.refused;
  return link === "during" ? T.events.during : T.proofs[link];
}

function titleOf(record: FullRecord): string {
  const title = recordTitle(record.provider ?? "", record.eventId);
  return title === null ? W.event(record.eventId) : `${title} (${record.eventId})`;
}

function linksOf(
  data: CaseData,
  source: number,
  offset: number,
  record: FullRecord,
  time: number,
): readonly RecordLink[] {
  const proved = rowsProvedBy(data, source, offset);
  const known = new Set(proved.filter(({ type }) => type === "session").map(({ row }) => row));
  return [...proved, ...sessionsDuring(data, record, time).filter(({ row }) => !known.has(row))];
}

function linkText(data: CaseData, { type, row }: RecordLink, clock: Clock): string {
  if (type === "failure") return `${failureUser(data, row)}: ${failureReason(data, row).text}`;
  const start = data.sessions.start[row]!;
  const from = Number.isNaN(start) ? W.noStart : clock.friendly(start);
  return `${userName(data, row)}, ${typeText(data.sessions.logonType[row]!)}, ${from}`;
}

function asText(record: FullRecord, clock: Clock, time: number, place: string): string {
  const fields = [...Object.entries(record.data), ...Object.entries(record.userData)];
  return [
    titleOf(record),
    `${clock.format.full(time) ?? T.notKnown} (${clock.zone.name})`,
    ...fields.map(([name, value]) => `${name}: ${typeof value === "string" ? value : value.join(", ")}`),
    W.recordPlace(record.channel ?? "", record.recordId ?? "", place),
  ].join("\n");
}
