import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { type Link, linkedSessions } from "../../data/linked-sessions.ts";
import { durationText, typeText, userName } from "../../data/session-words.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { useApp } from "../../state/app.ts";
import { select } from "../../state/commands.ts";

/** Sessions that hang together with one; a click goes there. */
export function LinkedList({
  data,
  row,
  clock,
}: {
  readonly data: CaseData;
  readonly row: number;
  readonly clock: Clock;
}) {
  const app = useApp();
  const { links, moreChildren } = linkedSessions(data, row);
  if (links.length === 0) return null;
  return (
    <>
      <h3 className="section">{W.linked}</h3>
      <ul className="linked">
        {links.map(({ link, row: other }) => (
          <li key={`${link}-${other}`} className="linked-row">
            <span className="mute">{W.links[link]}</span>
            <button
              type="button"
              className="link clip"
              onClick={() => select(app, { type: "session", row: other })}
            >
              {textOf(data, link, other, clock)}
            </button>
          </li>
        ))}
        {moreChildren > 0 && <li className="linked-row mute">{W.moreSessions(moreChildren)}</li>}
      </ul>
    </>
  );
}

function textOf(data: CaseData, link: Link, row: number, clock: Clock): string {
  const start = data.sessions.start[row]!;
  const from = Number.isNaN(start) ? W.noStart : clock.friendly(start);
  const near = link === "before" || link === "after";
  const who = near ? "" : `${userName(data, row)}, ${typeText(data.sessions.logonType[row]!)}, `;
  const on = durationText(data, row);
  return `${who}${from}${on === "" ? "" : ` · ${on}`}`;
}
