import { TriangleAlert } from "lucide-react";
import { failureText } from "../../../shared/export/messages.ts";
import { counted, fileName } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showView } from "../../state/commands.ts";
import { cancelOpen } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
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
          {connection === "lost"
            ? "The program behind this page does not answer; trying again. What is on screen stays usable."
            : "The program behind this page was stopped. Start Logonscope again and use the address it prints."}
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
          {undecided > 0 && <span className="mute">{counted(undecided, "session")} not yet decided</span>}
          <span className="grow" />
          <button type="button" className="btn small" onClick={() => cancelOpen(app)}>
            Cancel
          </button>
        </div>
      )}
      {data?.partial === true && job.phase !== "running" && (
        <div className="banner" role="status">
          <TriangleAlert aria-hidden />
          <span>
            <b>Partial.</b> Reading stopped before the end of the inputs: sessions may be missing or look
            open.
          </span>
        </div>
      )}
      {unread.length > 0 && (
        <div className="banner" role="status">
          <TriangleAlert aria-hidden />
          <span className="clip grow">
            {unread.length === 1
              ? failureText({ path: fileName(unread[0]!.path), failure: unread[0]!.failure })
              : `${counted(unread.length, "input")} could not be read; the rest is shown.`}
          </span>
          <LiveOffer sources={unread} />
          <button type="button" className="link" onClick={() => showView(app, "sources")}>
            Show
          </button>
        </div>
      )}
    </>
  );
}
