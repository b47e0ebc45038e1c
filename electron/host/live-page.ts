import { hostname } from "node:os";
import { appError } from "../../shared/contract/errors.ts";
import type { Host } from "../../shared/contract/host.ts";
import type { ChannelProgress } from "../../shared/contract/live-log.ts";
import type { FileToken } from "../../shared/types/units.ts";
import type { FileRegistry } from "./file-registry.ts";
import type { CollectEnd, LiveCollector, LogMark, SavedLog } from "./live-collector.ts";

/** The part of a page's host that reads the logs of this machine. */
export interface LivePage extends Pick<Host, "liveLog" | "collect"> {
  /** Stops what runs; its files are removed. */
  close(): void;
}

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
  return {
    async liveLog() {
      if (collector !== null) return await collector.status();
      return { computer: hostname(), unsupported: appError("notWindows"), channels: [] };
    },
    collect({ channels, whole, after }, onEvent) {
      const abort = new AbortController();
      if (collector === null) {
        onEvent({ type: "failed", error: appError("notWindows") });
        return () => {};
      }
      running.add(abort);
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
