import { type AppError, appError, HostError } from "../../shared/contract/errors.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { errorText } from "../../shared/export/messages.ts";
import { NO_DATASET, nextDataset, nextJob, sameFailure, sameSession } from "../data/dataset.ts";
import type { App } from "./app.ts";
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

/** Files for the case on screen: its own and some more, read again together. What is asked of it stays asked. */
function addFiles(app: App, files: readonly FileRef[]): void {
  const { filter, kinds, zone, sessionSort, failureSort } = app.view.get();
  openFiles(app, [...app.desk.get().files, ...files]);
  app.view.patch({ filter, kinds, zone, sessionSort, failureSort });
}

/** Reads files into a new case; the old one leaves the screen. */
export function openFiles(app: App, files: readonly FileRef[]): void {
  if (files.length === 0) return;
  app.stop?.();
  const before = app.job.get();
  if ("caseId" in before && before.caseId !== null)
    void app.host.closeCase(before.caseId).catch(() => undefined);
  const generation = app.dataset.get().generation + 1;
  app.dataset.set({ ...NO_DATASET, generation });
  app.view.set({ ...FRESH_VIEW, view: app.view.get().view });
  app.desk.patch({ files, toast: null });
  app.job.set({ phase: "running", caseId: null, progress: null });
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
      if (over && app.stop === cancel) app.stop = null;
      takeEvent(app, event);
    },
  );
}

function takeEvent(app: App, event: JobEvent): void {
  const before = app.dataset.get();
  const after = nextDataset(before, event);
  if (after !== before) {
    const { selection } = app.view.get();
    if (selection !== null && before.data !== null && after.data !== null) {
      const same = selection.type === "session" ? sameSession : sameFailure;
      const row = same(before.data, selection.row, after.data);
      app.view.patch({ selection: row < 0 ? null : { ...selection, row } });
    }
    app.dataset.set(after);
  }
  app.job.set(nextJob(app.job.get(), event));
  if (event.type === "done") void refreshRecent(app);
}

/** Stops reading; what was read so far stays on screen, marked as partial. */
export function cancelOpen(app: App): void {
  app.stop?.();
}

export function closeCase(app: App): void {
  app.stop?.();
  app.stop = null;
  const job = app.job.get();
  if ("caseId" in job && job.caseId !== null) void app.host.closeCase(job.caseId).catch(() => undefined);
  app.dataset.set({ ...NO_DATASET, generation: app.dataset.get().generation + 1 });
  app.view.set(FRESH_VIEW);
  app.desk.patch({ files: [], toast: null });
  app.job.set({ phase: "idle" });
  void refreshRecent(app);
}

/** Lets the user choose files with the host's dialog. */
export function pickAndOpen(app: App, add: boolean): Promise<void> {
  return attempt(app, async () => {
    const chosen = await app.host.pickFiles();
    if (chosen.length === 0) return;
    if (add) addFiles(app, chosen);
    else openFiles(app, chosen);
  });
}

/** Hands files that were dropped or chosen on the page to the host, then reads them. */
export function adoptAndOpen(app: App, files: readonly File[], add: boolean): Promise<void> {
  if (files.length === 0) return Promise.resolve();
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return attempt(app, async () => {
    app.desk.patch({ uploading: { done: 0, total } });
    try {
      const adopted = await app.host.adopt(files, (done) => app.desk.patch({ uploading: { done, total } }));
      if (add) addFiles(app, adopted);
      else openFiles(app, adopted);
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

export function forgetRecent(app: App, id: string | "all"): Promise<void> {
  return attempt(app, async () => {
    await app.host.forgetRecent(id);
    await refreshRecent(app);
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
