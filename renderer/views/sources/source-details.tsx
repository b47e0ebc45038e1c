import { X } from "lucide-react";
import type { LogHole } from "../../../shared/types/case.ts";
import type { AuditPolicy } from "../../../shared/types/policy.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import type { TrailSource } from "../../../shared/types/trail.ts";
import type { Clock } from "../../data/clock.ts";
import { policyText } from "../../data/coverage-texts.ts";
import { damageText, failureText, holeText, noteSentence } from "../../data/messages.ts";
import { bytesText, count } from "../../data/numbers.ts";
import { splitPath } from "../../data/source-facts.ts";
import type { Contribution, SourceJoin } from "../../data/source-joins.ts";
import { SOURCE_TEXTS as S } from "../../data/texts/sources.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { CoachButton } from "../coach/coach-button.tsx";
import { ArchiveNotes } from "./archive-notes.tsx";
import { CloudFacts } from "./cloud-facts.tsx";

/** Longer lists of names are a wall. */
const MOST_NAMES = 20;
const MOST_HOLES = 8;

export interface SourceDetailsProps {
  readonly source: SourceInfo;
  readonly clock: Clock;
  readonly holes: readonly LogHole[];
  readonly contribution: Contribution;
  /** How its log goes on, with the name of the input that it goes on in; null where it does not. */
  readonly join: (SourceJoin & { readonly name: string }) | null;
  /** What goes with it when it is removed; null when it cannot be. */
  readonly removes: string | null;
  readonly onRemove: () => void;
}

/** One input: what it was taken for, what was read of it, and what is wrong with it. */
export function SourceDetails(props: SourceDetailsProps) {
  const { source, clock, holes, contribution, join, removes, onRemove } = props;
  const { name, folder } = splitPath(source.path);
  const failure = failureText({ path: name, failure: source.failure });
  return (
    <article className="source" aria-label={name}>
      <header className="source-title">
        <h2>
          <span className="clip">{name}</span>
          <CoachButton source={source} />
          {removes !== null && (
            <button type="button" className="btn small" onClick={onRemove} title={S.removeTitle(removes)}>
              <X aria-hidden />
              {removes === name || removes === source.path ? S.remove : S.removeNamed(removes)}
            </button>
          )}
        </h2>
        {folder !== "" && <p className="mute mono path">{folder}</p>}
      </header>
      {failure !== null && <p className="source-bad">{failure}</p>}
      {source.damage.length > 0 && (
        <ul className="damage">
          {source.damage.map((damage) => (
            <li key={damage.code}>{S.damaged(damageText(damage))}</li>
          ))}
        </ul>
      )}
      {failure === null && <Facts source={source} clock={clock} contribution={contribution} join={join} />}
      {holes.length > 0 && <Holes holes={holes} computers={source.computers} clock={clock} />}
      {source.notes.map((note) => (
        <p key={note} className="mute note">
          {noteSentence(note)}
        </p>
      ))}
    </article>
  );
}

type FactsProps = Pick<SourceDetailsProps, "source" | "clock" | "contribution" | "join">;

function Facts(props: FactsProps) {
  const { source } = props;
  return (
    <dl className="facts wide">
      <dt>{S.takenFor}</dt>
      <dd>
        {source.policy === undefined
          ? (FORMATS[source.format] ?? source.format.toUpperCase())
          : policyText(source.policy)}
        , {bytesText(source.bytes)}
      </dd>
      {source.archive !== undefined ? (
        <ArchiveFacts />
      ) : source.cloud !== undefined ? (
        <CloudFacts source={source} cloud={source.cloud} />
      ) : source.policy === undefined ? (
        <RecordFacts {...props} />
      ) : (
        <PolicyFacts policy={source.policy} />
      )}
      <dt>SHA-256</dt>
      <dd className="mono">{source.sha256 ?? S.noHash}</dd>
    </dl>
  );
}

/** An index holds no records; what it says is about the other inputs. */
function ArchiveFacts() {
  const app = useApp();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  return (
    <>
      <dt>{S.archive}</dt>
      <dd>{data !== null && <ArchiveNotes data={data} />}</dd>
    </>
  );
}

/** `1,204 logon, 1,198 logoff` of a file of a logon script. */
function linesText({ logons, logoffs, unknown, undated }: TrailSource & { readonly kind: "script" }): string {
  const parts = [
    ...(unknown === 0 || logons + logoffs > 0
      ? [`${count(logons)} ${T.scripts.logons}, ${count(logoffs)} ${T.scripts.logoffs}`]
      : []),
    ...(unknown === 0 ? [] : [`${count(unknown)} ${T.scripts.unknownRole}`]),
    ...(undated === 0 ? [] : [`${count(undated)} ${T.scripts.undated}`]),
  ];
  return parts.join("; ");
}

function RecordFacts({ source, clock, contribution, join }: FactsProps) {
  const { trail } = source;
  return (
    <>
      <dt>{trail?.kind === "script" ? T.scripts.lines : S.recordsTitle}</dt>
      <dd>
        {trail?.kind === "script" ? linesText(trail) : S.used(source.records, source.used)}
        {source.duplicates > 0 ? S.duplicates(source.duplicates) : ""}
        {source.recovered > 0 ? S.recovered(source.recovered) : ""}
      </dd>
      <dt>{S.covers}</dt>
      <dd>
        {Number.isNaN(source.oldest)
          ? T.notKnown
          : S.span(clock.whole(source.oldest), clock.whole(source.newest))}
      </dd>
      <dt>{S.gives}</dt>
      <dd>{contributionText(contribution)}</dd>
      {join !== null && (
        <>
          <dt>{S.goesOn}</dt>
          <dd>
            {join.name}: {T.sources.joins[join.how]}
          </dd>
        </>
      )}
      <dt>{S.computers}</dt>
      <dd>{some(source.computers)}</dd>
      <dt>{S.logs}</dt>
      <dd>{some(source.channels)}</dd>
    </>
  );
}

/** `12 sessions begin and 11 end with its records; 3 refused sign-ins`. */
function contributionText({ begin, end, refused }: Contribution): string {
  const sessions = S.given(begin, end);
  return refused === 0 ? sessions : S.givenRefused(sessions, refused);
}

/** A policy has no records; what it says of computers is weighed where coverage is told. */
function PolicyFacts({ policy }: { readonly policy: AuditPolicy }) {
  const settings = policy.settings.length + policy.categories.length;
  const unknown = policy.settings.filter(({ state }) => state === "unknown").length;
  const left = policy.userRows + policy.otherComputers;
  return (
    <>
      <dt>{S.computer}</dt>
      <dd>{policy.computer ?? S.notNamed}</dd>
      <dt>{S.settings}</dt>
      <dd>
        {count(settings)}
        {unknown > 0 ? S.unknownSettings(unknown) : ""}
        {left > 0 ? S.leftRows(left) : ""}
      </dd>
    </>
  );
}

interface HolesProps {
  readonly holes: readonly LogHole[];
  /** Names of the computers as the log has them. */
  readonly computers: readonly string[];
  readonly clock: Clock;
}

function Holes({ holes, computers, clock }: HolesProps) {
  return (
    <section className="source-holes">
      <h3>{S.gaps}</h3>
      <ul>
        {holes.slice(0, MOST_HOLES).map((hole) => (
          <li key={`${hole.computer} ${hole.channel} ${hole.from} ${hole.to} ${hole.cause}`}>
            {spanText(clock, hole)}
            <span className="mute">
              {" "}
              {S.gap(hole.channel, asWritten(hole.computer, computers), holeText(hole.cause))}
            </span>
          </li>
        ))}
      </ul>
      {holes.length > MOST_HOLES && <p className="mute">{S.more(holes.length - MOST_HOLES)}</p>}
    </section>
  );
}

/** Holes know a computer by its key, which is in small letters. */
function asWritten(key: string, names: readonly string[]): string {
  return names.find((name) => name.toLowerCase() === key.toLowerCase()) ?? key;
}

/** A clearing has no length. */
function spanText(clock: Clock, { from, to }: LogHole): string {
  const [first, last] = [clock.whole(from), clock.whole(to)];
  return first === last ? first : S.span(first, last);
}

const FORMATS: Readonly<Record<string, string>> = {
  archive: S.archiveFormat,
  ...S.formats,
  script: T.scripts.takenFor,
};

function some(names: readonly string[]): string {
  if (names.length === 0) return T.notKnown;
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? S.andMore(shown, names.length - MOST_NAMES) : shown;
}
