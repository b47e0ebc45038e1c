import { Check, CircleAlert, CircleDashed, LoaderCircle, RotateCcw, X } from "lucide-react";
import { errorSentence } from "../../data/messages.ts";
import { count } from "../../data/numbers.ts";
import { HOST_TEXTS as H } from "../../data/texts/hosts.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { cancelCollecting } from "../../state/live-commands.ts";
import { openHostFiles, otherHosts, retryHosts } from "../../state/live-host-commands.ts";
import { type HostDesk, type HostProgress, hostsToRetry } from "../../state/live-hosts.ts";

const OVER: ReadonlySet<HostProgress["step"]> = new Set([
  "done",
  "partly",
  "failed",
  "notAsked",
  "cancelled",
]);

/** How far each computer is, and what to do with what came. */
export function HostRows({ desk }: { readonly desk: HostDesk }) {
  const app = useApp();
  const rows = [...(desk.rows?.values() ?? [])];
  const over = rows.filter(({ step }) => OVER.has(step)).length;
  const again = desk.running ? [] : hostsToRetry(desk);
  return (
    <>
      <progress className="live-bar" aria-label={H.rows} value={over} max={Math.max(1, rows.length)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className="live-steps live-host-rows" tabIndex={0} aria-label={H.rows}>
        {rows.map((row) => (
          <li key={row.host} className={`live-step ${row.step}`}>
            <StepIcon step={row.step} />
            <span className="live-name">{row.host}</span>
            <span className="mute">{rowText(row)}</span>
          </li>
        ))}
      </ul>
      <p className="mute" role="status">
        {`${count(over)} / ${count(rows.length)}`}
        {!desk.running && desk.files.length === 0 && ` · ${H.noneCame}`}
      </p>
      <div className="live-buttons">
        {desk.running ? (
          <button type="button" className="btn" onClick={() => cancelCollecting(app)}>
            {H.cancel}
          </button>
        ) : (
          <>
            <button type="button" className="btn" onClick={() => otherHosts(app)}>
              {H.again}
            </button>
            {again.length > 0 && (
              <button type="button" className="btn" onClick={() => retryHosts(app)}>
                <RotateCcw aria-hidden />
                {`${H.retry} (${count(again.length)})`}
              </button>
            )}
            <button
              type="button"
              className="btn primary"
              disabled={desk.files.length === 0}
              onClick={() => openHostFiles(app)}
            >
              {desk.files.length === 0 ? H.open : H.openFiles(desk.files.length)}
            </button>
          </>
        )}
      </div>
    </>
  );
}

function StepIcon({ step }: Pick<HostProgress, "step">) {
  switch (step) {
    case "waiting":
    case "notAsked":
    case "cancelled":
      return <CircleDashed aria-hidden />;
    case "asking":
    case "reading":
    case "retrying":
      return <LoaderCircle aria-hidden />;
    case "done":
      return <Check aria-hidden />;
    case "partly":
      return <CircleAlert aria-hidden />;
    case "failed":
      return <X aria-hidden />;
  }
}

/** `reading Security, 12,345 records` · `failed. The computer cannot be reached…` */
function rowText({ host, step, channel, records, computer, error, againMs }: HostProgress): string {
  const log = channel === null ? "" : ` ${T.live.channels[channel]}`;
  const many = records === 0 ? "" : `, ${count(records)} ${H.records}`;
  const other = computer === null || isSame(host, computer) ? "" : ` · ${H.otherName} ${computer}`;
  const cause = error === null ? "" : ` ${errorSentence(error)}`;
  switch (step) {
    case "reading":
      return `${H.steps.reading}${log}${many}${other}`;
    case "done":
      return `${H.steps.done}${many}${other}`;
    case "partly":
      return `${H.steps.partly}${log}:${cause}${other}`;
    case "retrying":
      return `${cause.trim()} ${H.steps.retrying} (${Math.ceil((againMs ?? 0) / 1000)} s)`;
    case "failed":
    case "notAsked":
      return `${H.steps[step]}${cause}`;
    default:
      return H.steps[step];
  }
}

/** A first guess is enough here: the records are filed under their own name in any case. */
function isSame(host: string, computer: string): boolean {
  if (/^[\d.]+$/.test(host) || host.includes(":")) return false;
  return host.toLowerCase().split(".")[0] === computer.toLowerCase().split(".")[0];
}
