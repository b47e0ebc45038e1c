import { hostname } from "node:os";
import { appError } from "../../shared/contract/errors.ts";
import type { FileRef, Host } from "../../shared/contract/host.ts";
import type { ChannelProgress } from "../../shared/contract/live-log.ts";
import { CHANNEL_NAMES } from "../../shared/types/live-channels.ts";
import type { FileToken } from "../../shared/types/units.ts";
import type { FileRegistry } from "./file-registry.ts";
import type { CollectEnd, HostStore, HostsJob, LiveCollector, LogMark, SavedLog } from "./live-collector.ts";

/** The part of a page's host that reads the logs of this machine. */
export interface LivePage extends Pick<Host, "liveLog" | "collect"> {
  /** Stops what runs; its files are removed. */
  close(): void;
}

/** Computers that are asked at the same time for a page, and further tries of what may pass. */
const AT_ONCE = 4;
const RETRIES = 1;

/** Saved logs become temporary files of the page. Where each ends stays here, so that a page cannot make it up. */
export function createLivePage(collector: LiveCollector | null, files: FileRegistry): LivePage {
  const running = new Set<AbortController>();
  const marks = new Map<FileToken, LogMark>();
  let closed = false;

  const adopt = (log: SavedLog, filtered: boolean) => {
    const file = files.adoptTemporary(log.path, log.name, log.bytes, filtered);
    if (log.mark !== null) marks.set(file.token, log.mark);
    return file;
  };
  /** What has come is kept even when the page stops asking: it may be opened without the rest. */
  const fromHosts = async (
    collector: LiveCollector,
    asked: Pick<HostsJob, "hosts" | "channels" | "whole"> & { readonly signal: AbortSignal },
    onEvent: Parameters<Host["collect"]>[1],
  ): Promise<void> => {
    const began = Date.now();
    const refs: FileRef[] = [];
    const folder = await collector.privateFolder();
    if (folder === null) {
      const error = appError(collector.supported ? "collectNoFolder" : "notWindows");
      onEvent({ type: "failed", error });
      return;
    }
    const store: HostStore = {
      folder,
      mark: () => null,
      async take(log) {
        const name = `${log.computer}-${CHANNEL_NAMES[log.channel].split("/")[0]}.xml`;
        const ref = files.adoptTemporary(
          log.path,
          name.replaceAll(/[^\p{L}\p{N}_.-]/gu, "_"),
          log.bytes,
          !log.whole,
        );
        refs.push(ref);
      },
      looked: async () => {},
      missed: async () => {},
    };
    const end = await collector.collectHosts({
      ...asked,
      atOnce: AT_ONCE,
      retries: RETRIES,
      account: null,
      store,
      onHost: (progress) => onEvent({ type: "host", progress }),
    });
    if (closed) files.clear();
    else if (end.type === "failed") onEvent({ type: "failed", error: end.error });
    else if (end.type === "notWritten") onEvent({ type: "failed", error: appError("collectDiskFull") });
    else onEvent({ type: "done", files: refs, asOf: began });
  };

  return {
    async liveLog() {
      if (collector !== null) return await collector.status();
      return { computer: hostname(), unsupported: appError("notWindows"), channels: [] };
    },
    collect({ channels, whole, after, hosts }, onEvent) {
      const abort = new AbortController();
      if (collector === null) {
        onEvent({ type: "failed", error: appError("notWindows") });
        return () => {};
      }
      running.add(abort);
      if (hosts !== undefined) {
        void fromHosts(collector, { hosts, channels, whole, signal: abort.signal }, onEvent)
          .catch(() => onEvent({ type: "failed", error: appError("internal") }))
          .finally(() => running.delete(abort));
        return () => abort.abort();
      }
      const job = {
        channels,
        whole,
        after: after.flatMap((token) => marks.get(token) ?? []),
        onChannel: (progress: ChannelProgress) => onEvent({ type: "channel", progress }),
        signal: abort.signal,
      };
      const finish = (end: CollectEnd): void => {
        running.delete(abort);
        if (end.type !== "done") onEvent(end);
        // A page that has gone meanwhile still has its files removed: they are adopted and dropped at once.
        else {
          const refs = end.saved.map((log) => adopt(log, !whole));
          if (closed) files.clear();
          else onEvent({ type: "done", files: refs, asOf: end.asOf });
        }
      };
      void collector
        .collect(job)
        .then(finish)
        .catch(() => onEvent({ type: "failed", error: appError("internal") }));
      return () => abort.abort();
    },
    close() {
      closed = true;
      for (const abort of running) abort.abort();
    },
  };
}
