import { FileSearch, FolderOpen, Play, X } from "lucide-react";
import { useRef } from "react";
import { errorText, failureText } from "../../../shared/export/messages.ts";
import { isPlainAddress } from "../../data/keep.ts";
import { HOST_TEXTS } from "../../data/texts/hosts.ts";
import { counted, fileName, LOCALE, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showOthers } from "../../state/live-commands.ts";
import {
  adoptAndOpen,
  cancelOpen,
  forgetEverything,
  forgetRecent,
  openDemo,
  openRecent,
  pickAndOpen,
} from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import { CoachButton } from "../coach/coach-button.tsx";
import { MoreMenu } from "../frame/more-menu.tsx";
import { ProgressLine, UploadLine } from "../frame/progress-line.tsx";
import { LiveButton, LiveOffer } from "../live/live-button.tsx";
import { ScriptsButton } from "../scripts/scripts-button.tsx";

/** More sentences about unread files than this help nobody. */
const MOST = 10;

/** Without a case: how to get one. Reading shows here too, until there is something to look at. */
export function Start() {
  const app = useApp();
  const phase = useStore(app.job, (job) => job.phase);
  const uploading = useStore(app.desk, (desk) => desk.uploading);
  return (
    <div className="start">
      <header className="start-top">
        <span className="brand">
          <i aria-hidden />
          {T.app}
        </span>
        <span className="grow" />
        <MoreMenu />
      </header>
      <main className="start-body">
        {uploading !== null ? <Uploading /> : phase === "running" ? <Reading /> : <Welcome />}
      </main>
    </div>
  );
}

function Welcome() {
  const app = useApp();
  const job = useStore(app.job, (state) => state);
  const native = useStore(app.desk, (desk) => desk.info?.capabilities.pickFiles === true);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <h1>Who was on, from when to when, and how sure is that?</h1>
      <p className="mute lead">
        Open the Security log of a Windows computer, and its System log if you have it. Nothing leaves this
        machine, and the logs are only read.
      </p>
      {job.phase === "failed" && (
        <div className="start-error" role="alert">
          {errorText(job.error.code)}
          {job.sources.length > 0 && (
            <ul>
              {job.sources.slice(0, MOST).map((source) => (
                <li key={source.id}>
                  {failureText({ path: fileName(source.path), failure: source.failure }) ??
                    fileName(source.path)}{" "}
                  <CoachButton source={source} />
                </li>
              ))}
              {job.sources.length > MOST && <li>and {counted(job.sources.length - MOST, "more file")}</li>}
            </ul>
          )}
          <LiveOffer sources={job.sources} />
        </div>
      )}
      {job.phase === "cancelled" && (
        <div className="start-error calm" role="status">
          Reading was cancelled before anything could be shown.
        </div>
      )}
      <div className="start-drop">
        <FileSearch aria-hidden />
        <p>
          Drop logs here: <span className="mono">.evtx</span>, <span className="mono">.evt</span>, event XML,
          CSV or text exports, a folder or a <span className="mono">.zip</span> of them
        </p>
        <div className="start-buttons">
          <button
            type="button"
            className="btn primary big"
            onClick={() => (native ? void pickAndOpen(app, false) : input.current?.click())}
          >
            <FolderOpen aria-hidden />
            Open logs…
          </button>
          <LiveButton />
          <button type="button" className="btn big" onClick={() => void openDemo(app)}>
            <Play aria-hidden />
            Look at a sample log
          </button>
        </div>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Log files"
          onChange={(event) => {
            void adoptAndOpen(app, [...(event.currentTarget.files ?? [])], false);
            event.currentTarget.value = "";
          }}
        />
      </div>
      <p className="start-hint mute">
        Windows keeps the Security log at{" "}
        <span className="mono">C:\Windows\System32\winevt\Logs\Security.evtx</span> and hands out copies only:
        “Save All Events As” in Event Viewer, or “{T.live.title}” above, on that computer.{" "}
        <button type="button" className="link" onClick={() => showOthers(app)}>
          {HOST_TEXTS.title}…
        </button>
      </p>
      <p className="start-hint mute">
        {T.scripts.openWhy} {T.scripts.offerWhy} <ScriptsButton className="link" />
      </p>
      <Recent />
      <Kept />
    </>
  );
}

function Recent() {
  const app = useApp();
  const recent = useStore(app.desk, (desk) => desk.recent);
  if (recent.length === 0) return null;
  return (
    <section className="recent" aria-label="Recent cases">
      <div className="recent-head">
        <h2 className="section">Recent</h2>
      </div>
      <ul>
        {recent.map((item) => (
          <li key={item.id}>
            <button type="button" className="recent-open" onClick={() => void openRecent(app, item.id)}>
              <span className="clip">{item.names.join(", ")}</span>
              <time className="mute" dateTime={new Date(item.openedAt).toISOString()}>
                {new Date(item.openedAt).toLocaleDateString(LOCALE, {
                  day: "numeric",
                  month: "short",
                  year: "numeric",
                })}
              </time>
            </button>
            <button
              type="button"
              className="btn small icon ghost"
              title="Forget this one"
              aria-label={`Forget ${item.names.join(", ")}`}
              onClick={() => void forgetRecent(app, item.id)}
            >
              <X aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What stays behind, and how to be rid of it. */
function Kept() {
  const app = useApp();
  const keepsFiles = useStore(app.desk, (desk) => desk.info?.capabilities.recent === true);
  const hasNotes = useStore(app.notes, (notes) => notes.size > 0);
  if (app.keep.cache === null && !keepsFiles) return null;
  return (
    <p className="start-hint mute">
      {app.keep.cache === null
        ? `The list of recent logs stays on this machine; results do not, because ${
            isPlainAddress(location.hostname)
              ? "other programs could share this page's address"
              : "this browser keeps nothing"
          }.`
        : "Results stay on this machine, so that a log opens at once the next time."}{" "}
      <button type="button" className="link" onClick={() => void forgetEverything(app)}>
        Forget everything
      </button>
      {hasNotes && " (your notes stay)"}
    </p>
  );
}

function Reading() {
  const app = useApp();
  const progress = useStore(app.job, (job) => (job.phase === "running" ? job.progress : null));
  const names = useStore(app.desk, (desk) => desk.files.map((file) => file.name).join(", "));
  return (
    <section className="start-reading" aria-label="Reading">
      <h1 className="clip">{names}</h1>
      <div className="start-progress">
        <ProgressLine progress={progress} />
      </div>
      <button type="button" className="btn" onClick={() => cancelOpen(app)}>
        Cancel
      </button>
    </section>
  );
}

function Uploading() {
  const app = useApp();
  const state = useStore(app.desk, (desk) => desk.uploading);
  if (state === null) return null;
  return (
    <section className="start-reading" aria-label="Handing over">
      <h1>Handing the logs to Logonscope</h1>
      <div className="start-progress">
        <UploadLine done={state.done} total={state.total} />
      </div>
    </section>
  );
}
