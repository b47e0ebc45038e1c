import type { CollectEvent } from "../../shared/contract/host.ts";
import { LIVE_CHANNELS, type LiveChannelId } from "../../shared/types/live-channels.ts";
import { errorSentence } from "../data/messages.ts";
import type { App } from "./app.ts";
import { type HostDesk, hostListOf, hostsToRetry, NO_HOSTS } from "./live-hosts.ts";
import { openFiles, tell } from "./open-commands.ts";

function patch(app: App, change: Partial<HostDesk>): void {
  app.live.patch({ hosts: { ...app.live.get().hosts, ...change } });
}

export function chooseHostLog(app: App, channel: LiveChannelId, chosen: boolean): void {
  const next = new Set(app.live.get().hosts.chosen);
  if (chosen) next.add(channel);
  else next.delete(channel);
  patch(app, { chosen: next });
}

export function typeHosts(app: App, text: string): void {
  patch(app, { text });
}

/** Reads the computers of the list. */
export function startHosts(app: App): void {
  const { text } = app.live.get().hosts;
  const { hosts, ready } = hostListOf(text);
  if (!ready) return;
  patch(app, { rows: null, files: [] });
  run(app, hosts);
}

/** Asks those once more that could not be had. What has come stays. */
export function retryHosts(app: App): void {
  const hosts = hostsToRetry(app.live.get().hosts);
  if (hosts.length > 0) run(app, hosts);
}

/** Back to the list, which is kept. */
export function otherHosts(app: App): void {
  const { text, chosen } = app.live.get().hosts;
  patch(app, { ...NO_HOSTS, text, chosen });
}

/** Opens what has come as a case. */
export function openHostFiles(app: App): void {
  const { files } = app.live.get().hosts;
  if (files.length === 0) return;
  app.live.patch({ open: false });
  otherHosts(app);
  openFiles(app, files);
}

function run(app: App, hosts: readonly string[]): void {
  app.stopCollecting?.();
  const { chosen } = app.live.get().hosts;
  const channels = LIVE_CHANNELS.filter((id) => chosen.has(id));
  if (channels.length === 0) return;
  app.live.patch({ error: null });
  patch(app, { running: true });
  const running: { stop: () => void } = { stop: () => undefined };
  const stop = () => running.stop();
  app.stopCollecting = stop;
  const onEvent = (event: CollectEvent): void => {
    const desk = app.live.get().hosts;
    if (event.type === "host") {
      patch(app, { rows: new Map(desk.rows ?? []).set(event.progress.host, event.progress) });
      return;
    }
    if (event.type === "channel") return;
    if (app.stopCollecting === stop) app.stopCollecting = null;
    patch(app, { running: false });
    if (event.type === "done") patch(app, { files: [...desk.files, ...event.files] });
    else if (event.type === "failed") {
      if (app.live.get().open) app.live.patch({ error: event.error });
      else tell(app, errorSentence(event.error), true);
    }
  };
  running.stop = app.host.collect({ channels, whole: app.live.get().whole, after: [], hosts }, onEvent);
}
