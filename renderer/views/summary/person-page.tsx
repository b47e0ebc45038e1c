import { ArrowLeft } from "lucide-react";
import type { PersonSummary, PlaceLine } from "../../../shared/engine/summary/person.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { lengthText } from "../../data/length-text.ts";
import { isLoopback } from "../../data/session-words.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { useApp, useClock } from "../../state/app.ts";
import { anyOfText, showPerson, showRows } from "../../state/commands.ts";
import { Filled } from "../filled.tsx";
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
          {S.person.back}
        </button>
        <h1>{name}</h1>
        {others.length > 0 && (
          <p className="mute">
            {others.slice(0, MOST).join(", ")}
            {others.length > MOST ? S.person.more(others.length - MOST) : ""}
          </p>
        )}
        <Sentence person={person} clock={clock} onTimeline={() => show("", "timeline")} />
      </header>
      <div className="summary-grid">
        <Block title={S.person.lastSessions} more={allOf(signIns.total)} onMore={() => show("")}>
          {signIns.total === 0 && <p className="none">{S.person.noSession}</p>}
          <ul>
            {[...signIns.recent].map((row) => (
              <SignInLine key={row} data={data} clock={clock} row={row} place />
            ))}
          </ul>
        </Block>
        <PersonDays data={data} personKey={personKey} filter={filter} />
        <Places
          title={S.person.computers}
          data={data}
          clock={clock}
          places={person.computers}
          unknown={S.person.notNamed}
          onOpen={(text) => show(anyOfText("computer", [text]))}
        />
        <Places
          title={S.person.from}
          data={data}
          clock={clock}
          places={person.origins}
          unknown={S.person.atComputer}
          onOpen={(text) =>
            show(text === "" ? "ip:none" : anyOfText(isAddress(text) ? "ip" : "client", [text]))
          }
        />
        {stillOn.total > 0 && (
          <Block title={S.stillOn} more={allOf(stillOn.total)} onMore={() => show("confidence:open")}>
            <ul>
              {[...stillOn.recent].map((row) => (
                <SignInLine key={row} data={data} clock={clock} row={row} place />
              ))}
            </ul>
          </Block>
        )}
        <Block
          title={S.refused}
          more={allOf(failures.total)}
          onMore={() => showRows(app, { view: "failures", filter, selection: null, window: null })}
        >
          {failures.total === 0 && person.lockouts.length === 0 && <p className="none">{S.noneRecorded}</p>}
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
  return total === 0 ? undefined : S.all(total);
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
  const least = lengthText(person.presentMin) ?? "";
  const most = lengthText(person.presentMax);
  const total =
    least === most
      ? S.person.exactly(least)
      : most === null
        ? S.person.atLeastInAll(least)
        : S.person.between(least, most);
  return (
    <p className="case-line">
      <Filled
        text={S.person.seen}
        parts={{
          first: <b>{clock.whole(person.first)}</b>,
          last: <b>{clock.whole(person.lastSeen)}</b>,
          total,
        }}
      />{" "}
      <button type="button" className="link" onClick={onTimeline}>
        {S.showTimeline}
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
            <Line key={id} title={S.person.showSessions} onOpen={() => onOpen(text)}>
              {text === "" ? (
                <span className="mute">{unknown}</span>
              ) : (
                <b>{isLoopback(text) ? S.person.itself(text) : visibleText(text)}</b>
              )}
              <span className="then">{S.person.sessionsLast(sessions, clock.short(last))}</span>
            </Line>
          );
        })}
      </ul>
      {places.length > MOST && <p className="none">{S.person.moreLine(places.length - MOST)}</p>}
    </Block>
  );
}
