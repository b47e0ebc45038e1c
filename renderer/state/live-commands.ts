import type { AppError } from "../../shared/contract/errors.ts";
import type { CollectEvent, FileRef } from "../../shared/contract/host.ts";
import type { ChannelProgress, CollectOptions } from "../../shared/contract/live-log.ts";
import type { LiveChannelId } from "../../shared/types/live-channels.ts";
import { errorSentence } from "../data/messages.ts";
import { T } from "../data/texts.ts";
import type { App } from "./app.ts";
import { type LiveDesk, type TakenLogs, takenOf } from "./live.ts";
import { addFiles, asAppError, openFiles, tell } from "./open-commands.ts";

/** Opens the dialog about this machine's log. `instead` names a file that Windows does not hand out. */
export function showLive(app: App, instead: string | null = null): void {
  openLive(app, instead, "here");
}

/** Opens it about the logs of other computers. */
export function showOthers(app: App): void {
  openLive(app, null, "others");
}

function openLive(app: App, instead: string | null, place: LiveDesk["place"]): void {
  app.live.patch({ open: true, instead, error: null, place });
  if (app.live.get().run === null) void askStatus(app);
}

/** Closes the dialog; what is being saved goes on only as a refresh, which has its own place. */
export function hideLive(app: App): void {
  cancelCollecting(app);
  app.live.patch({ open: false });
}

async function askStatus(app: App): Promise<void> {
  if (app.desk.get().info?.capabilities.liveLog !== true) return;
  try {
    app.live.patch({ status: await app.host.liveLog() });
  } catch (error) {
    app.live.patch({ error: asAppError(error) });
  }
}

export function chooseChannel(app: App, channel: LiveChannelId, chosen: boolean): void {
  const next = new Set(app.live.get().chosen);
  if (chosen) next.add(channel);
  else next.delete(channel);
  app.live.patch({ chosen: next });
}

export function cancelCollecting(app: App): void {
  app.stopCollecting?.();
}

/** Saves the chosen logs and opens them as a case. */
export function startCollecting(app: App): void {
  const { chosen, status, whole } = app.live.get();
  const channels = (status?.channels ?? [])
    .filter(({ id, state }) => chosen.has(id) && state !== "missing")
    .map(({ id }) => id);
  if (channels.length === 0) return;
  run(app, { channels, whole, after: [] }, (files, asOf) => {
    app.live.patch({
      open: false,
      taken: { asOf, channels, whole, files: files.map((file) => file.token) },
    });
    openFiles(app, files);
  });
}

/** Adds what this machine has logged since its logs were last taken. */
export function refreshLive(app: App): void {
  const taken = takenOf(app.live.get(), app.desk.get().files);
  if (taken === null || app.live.get().run !== null) return;
  const { channels, whole, files } = taken;
  run(app, { channels, whole, after: files }, (added, now, complete) => {
    // What could not be taken this time still ends where it did.
    const asOf = complete ? now : taken.asOf;
    const next: TakenLogs = { ...taken, asOf, files: [...files, ...added.map((file) => file.token)] };
    app.live.patch({ taken: next });
    if (added.length > 0) addFiles(app, added);
    else tell(app, T.live.nothingNew);
  });
}

function run(
  app: App,
  options: CollectOptions,
  onDone: (files: readonly FileRef[], asOf: number, complete: boolean) => void,
): void {
  cancelCollecting(app);
  const began = app.desk.get().files;
  app.live.patch({ run: new Map(), error: null });
  const running: { stop: () => void } = { stop: () => undefined };
  const stop = () => running.stop();
  app.stopCollecting = stop;
  const onEvent = (event: CollectEvent): void => {
    const before = app.live.get().run;
    if (event.type === "channel") {
      if (before === null) return;
      app.live.patch({ run: new Map(before).set(event.progress.channel, event.progress) });
      return;
    }
    if (event.type === "host") return;
    if (app.stopCollecting === stop) app.stopCollecting = null;
    app.live.patch({ run: null });
    if (event.type === "failed") failed(app, event.error);
    if (event.type !== "done") return;
    // Another case was opened meanwhile: it is not the one these logs were for.
    if (options.after.length > 0 && began !== app.desk.get().files) return;
    const unsaved = [...(before?.values() ?? [])].find(({ step }) => step === "failed");
    onDone(event.files, event.asOf, unsaved === undefined);
    if (unsaved !== undefined) tell(app, unsavedText(unsaved), true);
  };
  running.stop = app.host.collect(options, onEvent);
}

/** In the dialog where it is open, else at the foot of the page. */
function failed(app: App, error: AppError): void {
  if (app.live.get().open) app.live.patch({ error });
  else tell(app, errorSentence(error), true);
}

function unsavedText({ channel, error }: ChannelProgress): string {
  return T.live.unsaved(T.live.channels[channel], error === null ? "" : errorSentence(error));
}
