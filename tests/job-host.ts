import type { CliHost } from "../electron/cli/environment.ts";
import { endEvent } from "../electron/host/case-end.ts";
import { streamEvents } from "../electron/worker/events-job.ts";
import { readInfo } from "../electron/worker/info-job.ts";
import type { JobContext } from "../electron/worker/job-context.ts";
import { openCase } from "../electron/worker/open-case-job.ts";
import { pairLines } from "../electron/worker/pair-job.ts";
import type { JobNews } from "../shared/contract/worker-job.ts";
import { FEED_BYTES_AT, FEED_END, FEED_SIZE, FEED_STATE } from "../shared/contract/worker-job.ts";
import { DEFAULT_SETTINGS } from "../shared/types/settings.ts";

const files = (paths: readonly string[]) =>
  paths.map((each) => ({ path: each, name: each, folder: null, failure: null }));

const context = (post: (news: JobNews) => void = () => {}): JobContext => ({
  cancel: { cancelled: false },
  post,
  waitForRoom() {},
});

/** A host of commands whose jobs are the real ones and run in this thread. */
export const jobHost: CliHost = {
  openCasePaths: async (paths, options) =>
    endEvent({
      ok: true,
      value: openCase(
        { files: files(paths), settings: options?.settings ?? DEFAULT_SETTINGS, early: false },
        context(),
      ),
    }),
  async streamEvents(paths, options, onBlock) {
    const lines: Uint8Array[] = [];
    const outcome = streamEvents(
      files(paths),
      options,
      context((news) => news.type === "lines" && lines.push(news.bytes)),
    );
    for (const block of lines) await onBlock(block);
    return { ok: true, ...outcome };
  },
  async pairLines(input, { settings, anyOrder }, onCase) {
    const pieces: Uint8Array[] = [];
    for await (const piece of input) pieces.push(piece);
    const cases: Parameters<typeof onCase>[0][] = [];
    const feed = new SharedArrayBuffer(FEED_BYTES_AT + FEED_SIZE);
    const fill = (): void => {
      const piece = pieces.shift();
      new Uint8Array(feed, FEED_BYTES_AT).set(piece ?? []);
      Atomics.store(new Int32Array(feed, 0, 1), FEED_STATE, piece?.length ?? FEED_END);
    };
    const outcome = pairLines(
      { kind: "pair", feed, settings, anyOrder },
      context((news) => {
        if (news.type === "more") fill();
        else if (news.type === "paired") cases.push(news.data);
      }),
    );
    for (const data of cases) await onCase(data);
    return { ok: true, ...outcome };
  },
  inspect: async (paths) => ({ ok: true, ...readInfo(files(paths), context()) }),
  checkPack: () => Promise.reject(new Error("not asked for")),
  close: async () => {},
};
