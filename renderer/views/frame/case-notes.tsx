import { PackageCheck, TriangleAlert } from "lucide-react";
import { failureText } from "../../data/messages.ts";
import { PACK_TEXTS } from "../../data/texts/pack.ts";
import { fileName, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showView } from "../../state/commands.ts";
import { cancelOpen } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import { Filled } from "../filled.tsx";
import { LiveOffer } from "../live/live-button.tsx";
import { ProgressLine, UploadLine } from "./progress-line.tsx";

/** What concerns the whole case, once and not on every row: reading goes on, parts are missing, the host is gone. */
export function CaseNotes() {
  const app = useApp();
  const job = useStore(app.job, (state) => state);
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const undecided = useStore(app.dataset, (dataset) => dataset.undecided);
  const connection = useStore(app.desk, (desk) => desk.connection);
  const uploading = useStore(app.desk, (desk) => desk.uploading);
  const unread = data?.sources.filter((source) => source.failure !== null) ?? [];
  return (
    <>
      {connection !== "connected" && (
        <div className="banner bad" role="alert">
          <TriangleAlert aria-hidden />
          {connection === "lost" ? T.notes.lost : T.notes.stopped}
        </div>
      )}
      {uploading !== null && (
        <div className="loading" role="status">
          <UploadLine done={uploading.done} total={uploading.total} />
        </div>
      )}
      {job.phase === "running" && (
        <div className="loading">
          <ProgressLine progress={job.progress} />
          {undecided > 0 && <span className="mute">{T.notes.undecided(undecided)}</span>}
          <span className="grow" />
          <button type="button" className="btn small" onClick={() => cancelOpen(app)}>
            {T.cancel}
          </button>
        </div>
      )}
      {data?.partial === true && job.phase !== "running" && (
        <div className="banner" role="status">
          <TriangleAlert aria-hidden />
          <span>
            <Filled text={T.notes.partial} parts={{ partial: <b>{T.notes.partialWord}</b> }} />
          </span>
        </div>
      )}
      {data?.pack !== undefined && (
        <div className="banner" role="status">
          <PackageCheck aria-hidden />
          <span title={`${PACK_TEXTS.hash}: ${data.pack.manifestSha256}`}>
            <b>{PACK_TEXTS.title}</b> {PACK_TEXTS.from(data.pack.file, data.engine, data.pack.packed)}
          </span>
        </div>
      )}
      {unread.length > 0 && (
        <div className="banner" role="status">
          <TriangleAlert aria-hidden />
          <span className="clip grow">
            {unread.length === 1
              ? failureText({ path: fileName(unread[0]!.path), failure: unread[0]!.failure })
              : T.notes.unread(unread.length)}
          </span>
          <LiveOffer sources={unread} />
          <button type="button" className="link" onClick={() => showView(app, "sources")}>
            {T.notes.show}
          </button>
        </div>
      )}
    </>
  );
}
