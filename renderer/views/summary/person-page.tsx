import { ArrowLeft } from "lucide-react";
import type { PersonSummary, PlaceLine } from "../../../shared/engine/summary/person.ts";
import { formatDuration } from "../../../shared/engine/time/duration.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { isLoopback } from "../../data/session-words.ts";
import { count, counted } from "../../data/texts.ts";
import { visibleText } from "../../data/visible-text.ts";
import { useApp, useClock } from "../../state/app.ts";
import { anyOfText, showPerson, showRows } from "../../state/commands.ts";
import { FailureLines } from "./failure-lines.tsx";
import { Block, Line } from "./line.tsx";
import { PersonDays } from "./person-days.tsx";
import { SignInLine } from "./sign-in-line.tsx";

/** Places shown; the rest is a number. */
const MOST = 8;

/** One person: where, when, from where, how long, and what was refused. */
export function PersonPage({
  data,
  person,
  personKey,
}: {
  readonly data: CaseData;
  readonly person: PersonSummary;
  readonly personKey: string;
}) {
  const app = useApp();
  const clock = useClock();
  const filter = userFilter(person);
  const show = (extra: string, view: "sessions" | "timeline" = "sessions") =>
    showRows(app, { view, filter: `${filter} ${extra}`.trim(), selection: null, window: null });
  const name = visibleText(person.user.name);
  const others = person.user.spellings.map(visibleText).filter((spelling) => spelling !== name);
  const { signIns, stillOn, failures } = person;
  return (
    <div className="view-body summary">
      <header className="summary-head">
        <button type="button" className="link back" onClick={() => showPerson(app, null)}>
          <ArrowLeft aria-hidden />
          Summary
        </button>
        <h1>{name}</h1>
        {others.length > 0 && (
          <p className="mute">
            {others.slice(0, MOST).join(", ")}
            {others.length > MOST ? ` and ${others.length - MOST} more` : ""}
          </p>
        )}
        <Sentence person={person} clock={clock} onTimeline={() => show("", "timeline")} />
      </header>
      <div className="summary-grid">
        <Block title="Last sessions" more={allOf(signIns.total)} onMore={() => show("")}>
          {signIns.total === 0 && <p className="none">No session of this account is in these logs.</p>}
          <ul>
            {[...signIns.recent].map((row) => (
              <SignInLine key={row} data={data} clock={clock} row={row} place />
            ))}
          </ul>
        </Block>
        <PersonDays data={data} personKey={personKey} filter={filter} />
        <Places
          title="Computers"
          data={data}
          clock={clock}
          places={person.computers}
          unknown="not named"
          onOpen={(text) => show(anyOfText("computer", [text]))}
        />
        <Places
          title="From"
          data={data}
          clock={clock}
          places={person.origins}
          unknown="at the computer, or not recorded"
          onOpen={(text) =>
            show(text === "" ? "ip:none" : anyOfText(isAddress(text) ? "ip" : "client", [text]))
          }
        />
        {stillOn.total > 0 && (
          <Block
            title="Still on when the log ends"
            more={allOf(stillOn.total)}
            onMore={() => show("confidence:open")}
          >
            <ul>
              {[...stillOn.recent].map((row) => (
                <SignInLine key={row} data={data} clock={clock} row={row} place />
              ))}
            </ul>
          </Block>
        )}
        <Block
          title="Refused sign-ins"
          more={allOf(failures.total)}
          onMore={() => showRows(app, { view: "failures", filter, selection: null, window: null })}
        >
          {failures.total === 0 && person.lockouts.length === 0 && <p className="none">None are recorded.</p>}
          <FailureLines
            data={data}
            clock={clock}
            failures={failures}
            lockouts={person.lockouts}
            filter={filter}
          />
        </Block>
      </div>
    </div>
  );
}

function allOf(total: number): string | undefined {
  return total === 0 ? undefined : `All ${count(total)}`;
}

/** Filter that keeps the person's rows: by SID where one is known, because names are shared and change. */
function userFilter({ user }: PersonSummary): string {
  return anyOfText("user", [user.sid ?? user.name]);
}

function isAddress(text: string): boolean {
  return /^[\d.]+$|:/.test(text);
}

function Sentence({
  person,
  clock,
  onTimeline,
}: {
  readonly person: PersonSummary;
  readonly clock: Clock;
  readonly onTimeline: () => void;
}) {
  if (person.signIns.total === 0) return null;
  const least = formatDuration(person.presentMin);
  const most = formatDuration(person.presentMax);
  return (
    <p className="case-line">
      First on <b>{clock.whole(person.first)}</b>, last seen <b>{clock.whole(person.lastSeen)}</b>.{" "}
      {least === most ? `On for ${least} in all` : `On for at least ${least} in all`}
      {most === null ? ", an upper limit is not known" : least === most ? "" : `, at most ${most}`}.{" "}
      <button type="button" className="link" onClick={onTimeline}>
        Show the timeline
      </button>
    </p>
  );
}

function Places({
  title,
  data,
  clock,
  places,
  unknown,
  onOpen,
}: {
  readonly title: string;
  readonly data: CaseData;
  readonly clock: Clock;
  readonly places: readonly PlaceLine[];
  readonly unknown: string;
  readonly onOpen: (text: string) => void;
}) {
  if (places.length === 0) return null;
  return (
    <Block title={title}>
      <ul>
        {places.slice(0, MOST).map(({ text: id, sessions, last }) => {
          const text = data.strings[id] ?? "";
          return (
            <Line key={id} title="Show these sessions" onOpen={() => onOpen(text)}>
              {text === "" ? (
                <span className="mute">{unknown}</span>
              ) : (
                <b>{isLoopback(text) ? `the computer itself (${text})` : visibleText(text)}</b>
              )}
              <span className="then">
                {counted(sessions, "session")}, the last {clock.short(last)}
              </span>
            </Line>
          );
        })}
      </ul>
      {places.length > MOST && <p className="none">and {count(places.length - MOST)} more</p>}
    </Block>
  );
}
