import { FileSearch, FolderOpen, Play, X } from "lucide-react";
import { useRef } from "react";
import { isPlainAddress } from "../../data/keep.ts";
import { locale } from "../../data/language.ts";
import { errorSentence, failureText } from "../../data/messages.ts";
import { COMPARE_TEXTS } from "../../data/texts/compare.ts";
import { HOST_TEXTS } from "../../data/texts/hosts.ts";
import { START_TEXTS as W } from "../../data/texts/start.ts";
import { fileName, T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { adoptFirstOfTwo, pickFirstOfTwo } from "../../state/compare-commands.ts";
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
import { Filled } from "../filled.tsx";
import { MoreMenu } from "../frame/more-menu.tsx";
import { ProgressLine, UploadLine } from "../frame/progress-line.tsx";
import { HelpButton } from "../help/help-button.tsx";
import { LiveButton, LiveOffer } from "../live/live-button.tsx";
import { ScriptsButton } from "../scripts/scripts-button.tsx";

const SECURITY_LOG = "C:\\Windows\\System32\\winevt\\Logs\\Security.evtx";
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
        <HelpButton />
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
  const first = useRef<HTMLInputElement>(null);
  return (
    <>
      <h1>{W.title}</h1>
      <p className="mute lead">{W.lead}</p>
      {job.phase === "failed" && (
        <div className="start-error" role="alert">
          {errorSentence(job.error)}
          {job.sources.length > 0 && (
            <ul>
              {job.sources.slice(0, MOST).map((source) => (
                <li key={source.id}>
                  {failureText({ path: fileName(source.path), failure: source.failure }) ??
                    fileName(source.path)}{" "}
                  <CoachButton source={source} />
                </li>
              ))}
              {job.sources.length > MOST && <li>{W.moreFiles(job.sources.length - MOST)}</li>}
            </ul>
          )}
          <LiveOffer sources={job.sources} />
        </div>
      )}
      {job.phase === "cancelled" && (
        <div className="start-error calm" role="status">
          {W.cancelled}
        </div>
      )}
      <div className="start-drop">
        <FileSearch aria-hidden />
        <p>
          <Filled
            text={W.drop}
            parts={{
              evtx: <span className="mono">.evtx</span>,
              evt: <span className="mono">.evt</span>,
              zip: <span className="mono">.zip</span>,
            }}
          />
        </p>
        <div className="start-buttons">
          <button
            type="button"
            className="btn primary big"
            onClick={() => (native ? void pickAndOpen(app, false) : input.current?.click())}
          >
            <FolderOpen aria-hidden />
            {W.open}
          </button>
          <LiveButton />
          <button type="button" className="btn big" onClick={() => void openDemo(app)}>
            <Play aria-hidden />
            {W.demo}
          </button>
        </div>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={W.files}
          onChange={(event) => {
            void adoptAndOpen(app, [...(event.currentTarget.files ?? [])], false);
            event.currentTarget.value = "";
          }}
        />
        <input
          ref={first}
          type="file"
          multiple
          hidden
          aria-label={COMPARE_TEXTS.twoTitle}
          onChange={(event) => {
            void adoptFirstOfTwo(app, [...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
      </div>
      <p className="start-hint mute">
        <Filled
          text={W.whereText}
          parts={{ path: <span className="mono">{SECURITY_LOG}</span>, live: T.live.title }}
        />{" "}
        <button type="button" className="link" onClick={() => showOthers(app)}>
          {W.others(HOST_TEXTS.title)}
        </button>
      </p>
      <p className="start-hint mute">
        {T.scripts.openWhy} {T.scripts.offerWhy} <ScriptsButton className="link" />
      </p>
      <p className="start-hint mute">
        {COMPARE_TEXTS.twoWhy}{" "}
        <button
          type="button"
          className="link"
          title={COMPARE_TEXTS.twoTitle}
          onClick={() => (native ? void pickFirstOfTwo(app) : first.current?.click())}
        >
          {COMPARE_TEXTS.two}
        </button>
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
    <section className="recent" aria-label={W.recentCases}>
      <div className="recent-head">
        <h2 className="section">{W.recent}</h2>
      </div>
      <ul>
        {recent.map((item) => (
          <li key={item.id}>
            <button type="button" className="recent-open" onClick={() => void openRecent(app, item.id)}>
              <span className="clip">{item.names.join(", ")}</span>
              <time className="mute" dateTime={new Date(item.openedAt).toISOString()}>
                {new Date(item.openedAt).toLocaleDateString(locale(), {
                  day: "numeric",
                  month: "short",
                  year: "numeric",
                })}
              </time>
            </button>
            <button
              type="button"
              className="btn small icon ghost"
              title={W.forgetThis}
              aria-label={W.forget(item.names.join(", "))}
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
        ? isPlainAddress(location.hostname)
          ? W.onlyListShared
          : W.onlyListRefused
        : W.kept}{" "}
      <button type="button" className="link" onClick={() => void forgetEverything(app)}>
        {W.forgetAll}
      </button>
      {hasNotes && W.notesStay}
    </p>
  );
}

function Reading() {
  const app = useApp();
  const progress = useStore(app.job, (job) => (job.phase === "running" ? job.progress : null));
  const names = useStore(app.desk, (desk) => desk.files.map((file) => file.name).join(", "));
  return (
    <section className="start-reading" aria-label={W.reading}>
      <h1 className="clip">{names}</h1>
      <div className="start-progress">
        <ProgressLine progress={progress} />
      </div>
      <button type="button" className="btn" onClick={() => cancelOpen(app)}>
        {W.cancel}
      </button>
    </section>
  );
}

function Uploading() {
  const app = useApp();
  const state = useStore(app.desk, (desk) => desk.uploading);
  if (state === null) return null;
  return (
    <section className="start-reading" aria-label={W.handing}>
      <h1>{W.handingTitle}</h1>
      <div className="start-progress">
        <UploadLine done={state.done} total={state.total} />
      </div>
    </section>
  );
}
