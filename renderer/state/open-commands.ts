import { type AppError, appError, HostError } from "../../shared/contract/errors.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { DEFAULT_KINDS } from "../../shared/engine/filter/filter.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { NO_DATASET, nextDataset, nextJob, sameFailure, sameSession } from "../data/dataset.ts";
import { openQuestion } from "../data/import-answers.ts";
import { errorText, failureText } from "../data/messages.ts";
import { knownZone, sameKinds } from "../data/report-lines.ts";
import { rolesFrom } from "../data/role-choice.ts";
import { kindsAtFirst } from "../data/rows.ts";
import { T } from "../data/texts.ts";
import { type App, lastingToast } from "./app.ts";
import { forgetCase, isStillThatCase, keepCase, recallCase } from "./known-case.ts";
import { asShown, realCase } from "./masking.ts";
import { FRESH_VIEW } from "./view-state.ts";

/** What a rejected call of the host means, as a value. */
export function asAppError(error: unknown): AppError {
  return error instanceof HostError ? error.error : appError("internal");
}

export function tell(app: App, text: string, bad = false): void {
  app.desk.patch({ toast: { text, bad } });
}

/** Runs a call of the host that answers a click; a failure becomes a sentence on the page. */
async function attempt(app: App, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tell(app, errorText(asAppError(error).code), true);
  }
}

/** Files for the case on screen: its own and some more, read again together. */
export function addFiles(app: App, files: readonly FileRef[]): void {
  openSame(app, [...app.desk.get().files, ...files]);
}

/** Opens other files as the same case: what was asked of it stays asked. */
function openSame(app: App, files: readonly FileRef[], fresh = false): void {
  const { filter, kinds, window, zone, roles, sessionSort, sessionGroup, failureSort, failureGroup } =
    app.view.get();
  openFiles(app, files, { fresh });
  app.view.patch({
    filter,
    kinds,
    window,
    zone,
    roles,
    sessionSort,
    sessionGroup,
    failureSort,
    failureGroup,
  });
  app.history.reset();
}

/** Reads the case again without one of its files; what is asked of it stays asked. */
export function removeFile(app: App, token: FileRef["token"]): void {
  const left = app.desk.get().files.filter((file) => file.token !== token);
  if (left.length > 0) openSame(app, left);
}

/**
 * Puts the case of some files on screen, out of the cache or by reading them; the old case leaves it. `fresh` reads
 * them even if the result is known.
 */
export function openFiles(app: App, files: readonly FileRef[], { fresh = false } = {}): void {
  if (files.length === 0) return;
  app.stop?.();
  const left = leave(app);
  const generation = app.dataset.get().generation + 1;
  app.dataset.set({ ...NO_DATASET, generation });
  app.caseKey = null;
  app.view.set({ ...FRESH_VIEW, view: app.view.get().view });
  app.history.reset();
  app.desk.patch({ files, toast: lastingToast(app.desk.get().toast), coach: null });
  app.job.set({ phase: "running", caseId: null, progress: null });
  if (fresh || app.keep.cache === null) readFiles(app, files, left);
  else void recallOrRead(app, files, left);
}

/** A case that has left the screen for another one, of which nobody knows yet whether it can be read. */
interface LeftCase {
  /** Frees it: the other one is there. */
  close(): void;
  /** Puts it back. False when there was none. */
  restore(): boolean;
}

/** Takes note of the case on screen. A wrong file dropped on it must not cost what somebody is working on. */
function leave(app: App): LeftCase {
  const { host, dataset, view, desk, job } = app;
  const old = {
    dataset: dataset.get(),
    view: view.get(),
    files: desk.get().files,
    job: job.get(),
    key: app.caseKey,
    masking: app.masking.get(),
  };
  const caseId = "caseId" in old.job ? old.job.caseId : null;
  let open = true;
  return {
    close() {
      if (open && caseId !== null) void host.closeCase(caseId).catch(() => undefined);
      open = false;
    },
    restore() {
      if (!open || old.dataset.data === null || old.job.phase === "running") return false;
      open = false;
      dataset.set({ ...old.dataset, generation: dataset.get().generation + 1 });
      app.caseKey = old.key;
      app.masking.set(old.masking);
      view.set(old.view);
      app.history.reset();
      desk.patch({ files: old.files });
      job.set(old.job);
      return true;
    },
  };
}

/** Looks into the cache first. Looking is quick, so cancelling it just ends the job. */
async function recallOrRead(app: App, files: readonly FileRef[], left: LeftCase): Promise<void> {
  let stopped = false;
  const stop = () => {
    stopped = true;
    app.stop = null;
    if (left.restore()) return;
    app.job.set({ phase: "cancelled", caseId: null, elapsedMs: 0 });
  };
  app.stop = stop;
  const began = performance.now();
  const recalled = await recallCase(app, files).catch(() => null);
  if (stopped) return;
  if (recalled === null) {
    readFiles(app, files, left);
    return;
  }
  left.close();
  const tokens = files.map((file) => file.token);
  const caseId = await app.host.attachCase(tokens, recalled.sources).catch(() => null);
  if (stopped) return;
  app.stop = null;
  const { generation } = app.dataset.get();
  app.dataset.set({ generation: generation + 1, data: asShown(app, recalled.data), undecided: 0 });
  app.caseKey = recalled.entry.key;
  showTrailsAlone(app);
  const { zone, roles } = app.view.get();
  app.view.patch({
    zone: zone ?? recalled.entry.zone,
    roles: { ...rolesFrom(recalled.entry.roles), ...roles },
  });
  const done = { phase: "done", caseId, elapsedMs: performance.now() - began } as const;
  app.job.set({ ...done, from: recalled.unchecked ? "checking" : "kept" });
  void refreshRecent(app);
  if (!recalled.unchecked) return;
  const same = await isStillThatCase(app, recalled, files);
  if (realCase(app) !== recalled.data) return;
  if (same) app.job.set({ ...done, from: "kept" });
  else {
    await forgetCase(app, files);
    openSame(app, files, true);
    tell(app, T.keeping.changed);
  }
}

/** A case without a single desktop session, but with trails: these are what there is to see. */
function showTrailsAlone(app: App): void {
  const { data } = app.dataset.get();
  if (data === null || app.view.get().kinds !== DEFAULT_KINDS) return;
  const kinds = kindsAtFirst(data);
  if (kinds !== DEFAULT_KINDS) app.view.patch({ kinds });
}

/** A case out of an evidence pack is shown as it was made: in its zone, with its filter and its range. */
function showPackAsMade(app: App, { pack }: CaseData): void {
  if (pack === undefined) return;
  const { from, to } = pack;
  app.view.patch({
    ...(knownZone(pack.zone) === null ? {} : { zone: pack.zone }),
    ...(from < to ? { window: { from, to } } : {}),
    // A filter speaks of names that are not on screen while they are hidden.
    ...(app.masking.get() === null ? { filter: pack.filter } : {}),
    ...(sameKinds(pack.kinds, DEFAULT_KINDS) ? {} : { kinds: pack.kinds }),
  });
  app.history.reset();
}

function readFiles(app: App, files: readonly FileRef[], left: LeftCase): void {
  let over = false;
  // A host may answer before `openCase` returns, hence a holder for the way to stop.
  const running: { stop: () => void } = { stop: () => undefined };
  const cancel = () => running.stop();
  app.stop = cancel;
  running.stop = app.host.openCase(
    files.map((file) => file.token),
    (event) => {
      if (over) return;
      over = event.type === "done" || event.type === "cancelled" || event.type === "failed";
      // Other files are on their way already: what comes late of these is nobody's any more.
      if (app.stop !== cancel) {
        left.close();
        return;
      }
      if (over) app.stop = null;
      const gaveNothing = event.type === "failed" || (event.type === "cancelled" && event.data === null);
      if (gaveNothing && app.dataset.get().data === null && left.restore()) {
        if (event.type === "failed") tell(app, whyNothing(event), true);
        return;
      }
      if (over) left.close();
      takeEvent(app, event);
      // What was read so far stays on screen and is called partial there; this is why.
      if (event.type === "failed" && app.dataset.get().data !== null)
        tell(app, errorText(event.error.code), true);
      if (event.type !== "done") return;
      showTrailsAlone(app);
      showPackAsMade(app, event.data);
      void refreshRecent(app);
      const question = openQuestion(event.data);
      if (question >= 0) app.desk.patch({ coach: question });
      // What a text export gives depends on answers, which its bytes do not tell.
      if (event.data.sources.some(({ text, cloud }) => text !== undefined || cloud !== undefined)) return;
      void keepCase(app, files, event.data).then((text) => {
        if (text !== null) tell(app, text);
      });
    },
    { answers: [...app.desk.get().answers, ...app.prefs.get().importAnswers] },
  );
}

/** Why the files of a case gave nothing while another case is on screen again. */
function whyNothing({ error, sources = [] }: Extract<JobEvent, { type: "failed" }>): string {
  const [first] = sources.flatMap((source) => failureText(source) ?? []);
  return `${first ?? errorText(error.code)} ${T.stillHere}`;
}

function takeEvent(app: App, event: JobEvent): void {
  const before = app.dataset.get();
  const after = nextDataset(before, event);
  if (after !== before) {
    const { selection } = app.view.get();
    const isOfCase = selection?.type === "session" || selection?.type === "failure";
    if (selection !== null && isOfCase && before.data !== null && after.data !== null) {
      const same = selection.type === "session" ? sameSession : sameFailure;
      const row = same(before.data, selection.row, after.data);
      app.view.patch({ selection: row < 0 ? null : { ...selection, row } });
    }
    app.dataset.set(after.data === null ? after : { ...after, data: asShown(app, after.data) });
    app.history.forgetRows();
  }
  app.job.set(nextJob(app.job.get(), event));
}

/** Stops reading; what was read so far stays on screen, marked as partial. */
export function cancelOpen(app: App): void {
  app.stop?.();
}

/** Reads the logs of the case on screen again, whatever is known of them; what is asked of it stays asked. */
export function readAgain(app: App): void {
  openSame(app, app.desk.get().files, true);
}

export function closeCase(app: App): void {
  app.stop?.();
  app.stop = null;
  const job = app.job.get();
  if ("caseId" in job && job.caseId !== null) void app.host.closeCase(job.caseId).catch(() => undefined);
  app.dataset.set({ ...NO_DATASET, generation: app.dataset.get().generation + 1 });
  app.masking.set(null);
  app.compare.clear();
  app.view.set(FRESH_VIEW);
  app.history.reset();
  app.desk.patch({ files: [], toast: null });
  app.job.set({ phase: "idle" });
  void refreshRecent(app);
}

/** Lets the user choose files with the host's dialog. */
export function pickAndOpen(app: App, add: boolean): Promise<void> {
  return pickForUse(app, (chosen) => (add ? addFiles(app, chosen) : openFiles(app, chosen)));
}

/** Hands files that were dropped or chosen on the page to the host, then reads them. */
export function adoptAndOpen(app: App, files: readonly File[], add: boolean): Promise<void> {
  return adoptForUse(app, files, (adopted) => (add ? addFiles(app, adopted) : openFiles(app, adopted)));
}

/** Asks for files with the host's dialog, to do something else with them than open them. */
export function pickForUse(app: App, use: (files: readonly FileRef[]) => void): Promise<void> {
  return attempt(app, async () => {
    const chosen = await app.host.pickFiles();
    if (chosen.length > 0) use(chosen);
  });
}

/** Hands files of the page to the host, to do something else with them than open them. */
export function adoptForUse(
  app: App,
  files: readonly File[],
  use: (files: readonly FileRef[]) => void,
): Promise<void> {
  if (files.length === 0) return Promise.resolve();
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return attempt(app, async () => {
    app.desk.patch({ uploading: { done: 0, total } });
    try {
      use(await app.host.adopt(files, (done) => app.desk.patch({ uploading: { done, total } })));
    } finally {
      app.desk.patch({ uploading: null });
    }
  });
}

export function openDemo(app: App): Promise<void> {
  return attempt(app, async () => openFiles(app, await app.host.demoFiles()));
}

export function openRecent(app: App, id: string): Promise<void> {
  return attempt(app, async () => openFiles(app, await app.host.recentFiles(id)));
}

/** Forgets a recent case and its result. */
export function forgetRecent(app: App, id: string): Promise<void> {
  return attempt(app, async () => {
    await forgetCase(app, await app.host.recentFiles(id));
    await app.host.forgetRecent(id);
    await refreshRecent(app);
  });
}

/** Forgets which cases were opened, and the results of all of them. */
export function forgetEverything(app: App): Promise<void> {
  return attempt(app, async () => {
    const gone = (await app.keep.cache?.forgetAll()) ?? true;
    if (app.desk.get().info?.capabilities.recent === true) await app.host.forgetRecent("all");
    await refreshRecent(app);
    if (gone) tell(app, T.keeping.forgotten);
    else tell(app, T.keeping.notForgotten, true);
  });
}

export async function refreshRecent(app: App): Promise<void> {
  if (app.desk.get().info?.capabilities.recent !== true) return;
  try {
    app.desk.patch({ recent: await app.host.recent() });
  } catch {
    // The list is a convenience: without it the start screen is only shorter.
    app.desk.patch({ recent: [] });
  }
}
