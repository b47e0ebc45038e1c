import type { AppError } from "../../shared/contract/errors.ts";
import type { PageState, PageWork, WorkDone } from "../../shared/contract/page-state.ts";
import type { JobState } from "../data/dataset.ts";
import { language } from "../data/language.ts";
import { T } from "../data/texts.ts";
import type { App, Toast } from "./app.ts";
import { VIEWS } from "./view-state.ts";

/**
 * Tells the host what the page shows, at once and whenever that changes, where the host wants to know. Returns how to
 * stop. What is told is put together once a change is over, so that a case is never seen half opened.
 */
export function tellPageState(app: App): () => void {
  let told = "";
  let work: PageWork | null = null;
  let done: WorkDone | null = null;
  let before = stateBefore(app);
  let due = false;
  let over = false;

  const send = (): void => {
    due = false;
    if (over) return;
    const now = workOf(app);
    if (now !== null) {
      done = null;
      if (work === null) before = stateBefore(app);
      else before = { ...before, toast: app.desk.get().toast };
    } else if (work !== null) done = doneOf(app, work.kind, before);
    work = now;
    const state: PageState = { ...shownOf(app), work, done };
    const text = JSON.stringify(state);
    if (text === told) return;
    told = text;
    // A host that is gone is told of elsewhere.
    void app.host.pageState(state).catch(() => undefined);
  };
  const change = (): void => {
    if (due) return;
    due = true;
    queueMicrotask(send);
  };
  const stops = [app.dataset, app.job, app.live, app.saving, app.desk].map((store) =>
    store.subscribe(change),
  );
  change();
  return () => {
    over = true;
    for (const stop of stops) stop();
  };
}

function shownOf(app: App): Omit<PageState, "work" | "done"> {
  const hasCase = app.dataset.get().data !== null;
  return {
    language: language(),
    hasCase,
    canSave: hasCase && workOf(app) === null,
    views: VIEWS.map((view) => T.views[view]),
  };
}

/** In whole percents: a bar shows no more, and each step is a message. */
function workOf(app: App): PageWork | null {
  const job = app.job.get();
  if (job.phase === "running") {
    const { bytesDone = 0, bytesTotal = 0 } = job.progress ?? {};
    const part = bytesTotal > 0 ? Math.min(1, Math.round((100 * bytesDone) / bytesTotal) / 100) : null;
    return { kind: "reading", part };
  }
  const { run, hosts } = app.live.get();
  // Logs of computers are fetched to be read: one piece of work.
  if (run !== null || hosts.running) return { kind: "reading", part: null };
  return app.saving.get()?.shown === true ? { kind: "saving", part: null } : null;
}

/** What there was before work ended. */
interface Before {
  /** When it began. */
  readonly job: JobState;
  readonly error: AppError | null;
  /** When it was last told of. */
  readonly toast: Toast | null;
}

function stateBefore(app: App): Before {
  return { job: app.job.get(), error: app.live.get().error, toast: app.desk.get().toast };
}

/** What the work came to; null for work that was stopped. A case that failed beside another leaves a word on screen. */
function doneOf(app: App, kind: PageWork["kind"], before: Before): WorkDone | null {
  const { toast } = app.desk.get();
  const failed = toast !== before.toast && toast?.bad === true;
  if (kind === "saving") return failed || toast?.saved !== undefined ? { kind, failed } : null;
  const job = app.job.get();
  const { error } = app.live.get();
  if (failed || job.phase === "failed" || (error !== null && error !== before.error))
    return { kind, failed: true, logs: 0, sessions: 0 };
  const { data } = app.dataset.get();
  if (job === before.job || job.phase !== "done" || data === null) return null;
  const logs = data.sources.filter((source) => source.failure === null).length;
  return { kind, failed: false, logs, sessions: data.sessions.length };
}
