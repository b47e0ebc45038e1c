import type { Progress } from "../../data/dataset.ts";
import { bytesText } from "../../data/numbers.ts";
import { T } from "../../data/texts.ts";

/** `Reading Security.evtx  42 %  118 MB/s  15,200 records  3 s left`. */
export function ProgressLine({ progress }: { readonly progress: Progress | null }) {
  if (progress === null) {
    return (
      <>
        <progress aria-label={T.progress.opening} />
        <span>{T.phases.opening}…</span>
      </>
    );
  }
  const { bytesDone, bytesTotal, phase, file } = progress;
  const known = bytesTotal > 0;
  const part = known ? Math.min(1, bytesDone / bytesTotal) : 0;
  return (
    <>
      <progress aria-label={T.phases[phase]} {...(known ? { value: part, max: 1 } : {})} />
      <span className="clip">
        {T.phases[phase]}
        {phase === "reading" && file !== "" ? ` ${file}` : ""}
      </span>
      {known && <b>{Math.floor(part * 100)} %</b>}
      <span className="mute">{progressDetails(progress)}</span>
    </>
  );
}

/** `Handing over  12 MB of 200 MB`: files on their way to a host that cannot see this machine's disk. */
export function UploadLine({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <>
      <progress aria-label={T.progress.handing} value={total > 0 ? done / total : 0} max={1} />
      <span>{T.progress.handed(bytesText(done), bytesText(total))}</span>
    </>
  );
}

/** Speed, records and what is left; nothing that is not known yet. */
export function progressDetails({ bytesDone, bytesTotal, elapsedMs, records, phase }: Progress): string {
  const parts: string[] = [];
  const seconds = elapsedMs / 1000;
  if (phase === "reading" && seconds > 0.2 && bytesDone > 0)
    parts.push(`${bytesText(bytesDone / seconds)}/s`);
  if (records > 0) parts.push(T.progress.records(records));
  if (phase === "reading" && seconds > 0.7 && bytesDone > 0 && bytesTotal > bytesDone) {
    parts.push(T.progress.left(leftText(((bytesTotal - bytesDone) / bytesDone) * seconds)));
  }
  return parts.join(" · ");
}

function leftText(seconds: number): string {
  if (seconds < 1.5) return "1 s";
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
