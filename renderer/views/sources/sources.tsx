import { damageText, failureText } from "../../../shared/export/messages.ts";
import type { SourceInfo, SourceNote } from "../../../shared/types/source.ts";
import type { Clock } from "../../data/clock.ts";
import { bytesText, count, counted, fileName, T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";

/** Every input: what it is, what was read of it, and what is wrong with it. */
export function Sources() {
  const app = useApp();
  const clock = useClock();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  if (data === null) return null;
  const bytes = data.sources.reduce((sum, source) => sum + source.bytes, 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it holds nothing to focus, yet must scroll by keyboard
    <section className="view-body sources" aria-label={T.views.sources} tabIndex={0}>
      <header>
        <h1>{counted(data.sources.length, "input")}</h1>
        <p className="mute">
          {bytesText(bytes)}, {counted(data.counts.records, "record")}; {count(data.counts.events)} of them
          are about logons, locks, starts and stops.{" "}
          {data.counts.duplicates > 0
            ? `${counted(data.counts.duplicates, "record")} stood in more than one input and count once. `
            : ""}
          The files were only read, never changed.
        </p>
      </header>
      <ul>
        {data.sources.map((source) => (
          <Source key={source.id} source={source} clock={clock} />
        ))}
      </ul>
    </section>
  );
}

function Source({ source, clock }: { readonly source: SourceInfo; readonly clock: Clock }) {
  const name = fileName(source.path);
  const failure = failureText({ path: name, failure: source.failure });
  return (
    <li className="source">
      <h2>
        {name}
        <span className="mute mono path" title={source.path}>
          {source.path === name ? "" : source.path}
        </span>
      </h2>
      {failure !== null && <p className="source-bad">{failure}</p>}
      {failure === null && (
        <dl className="facts wide">
          <dt>Format</dt>
          <dd>
            {source.format.toUpperCase()}, {bytesText(source.bytes)}
          </dd>
          <dt>Records</dt>
          <dd>
            {count(source.records)}, {count(source.used)} used
            {source.duplicates > 0 ? `, ${counted(source.duplicates, "duplicate")}` : ""}
            {source.recovered > 0 ? `; ${counted(source.recovered, "deleted record")} seen and left out` : ""}
          </dd>
          <dt>Covers</dt>
          <dd>
            {Number.isNaN(source.oldest)
              ? T.notKnown
              : `${clock.whole(source.oldest)} to ${clock.whole(source.newest)}`}
          </dd>
          <dt>Computers</dt>
          <dd>{source.computers.length === 0 ? T.notKnown : source.computers.slice(0, 20).join(", ")}</dd>
          <dt>Logs</dt>
          <dd>{source.channels.length === 0 ? T.notKnown : source.channels.slice(0, 20).join(", ")}</dd>
          <dt>SHA-256</dt>
          <dd className="mono">{source.sha256 ?? "not worked out: reading stopped before the end"}</dd>
        </dl>
      )}
      {source.damage.length > 0 && (
        <ul className="damage">
          {source.damage.map((damage) => (
            <li key={damage.code}>Damaged: {damageText(damage)}. What could be read is shown.</li>
          ))}
        </ul>
      )}
      {source.notes.map((note) => (
        <p key={note} className="mute note">
          {NOTES[note]}
        </p>
      ))}
    </li>
  );
}

const NOTES: Readonly<Record<SourceNote, string>> = {
  dirty: "It was copied while Windows was writing to it, which does no harm.",
  staleHeader: "Its header is older than its content; all of the content was read.",
  emptyChunks: "It holds unused space, which is normal.",
  noLogonEvents:
    "It can be read but holds no logon events. Sessions need the Security log, with Audit Logon and Audit Logoff turned on.",
  wideGaps:
    "Its record numbers have gaps. Event Viewer's XML export may leave events out: export the log as .evtx instead.",
};
