import type { CaseData } from "../../../shared/types/case.ts";
import { handOver } from "../report-job/hand-over.ts";
import type { PackNews, PackOrder, PackView } from "./pack-messages.ts";

interface PackPort {
  post(order: PackOrder): void;
  close(): void;
}

/**
 * Makes a pack in a thread of its own, and gives its bytes as they are asked for; who stops taking them, or `signal`,
 * ends the thread, whatever it is busy with. Throws where it cannot be made.
 */
export async function* makePack(
  data: CaseData,
  view: PackView,
  onManifest: (sha256: string) => void,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const news: PackNews[] = [];
  let wake = (): void => {};
  const take = (each: PackNews): void => {
    news.push(each);
    wake();
  };
  const port = await openPort(take);
  let isWanted = true;
  const stop = (): void => {
    isWanted = false;
    take({ type: "failed" });
  };
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  try {
    if (isWanted) {
      handOver(data, {
        post: (piece) => port.post({ type: "piece", piece }),
        isWanted: () => isWanted,
        onWhole: () => port.post({ type: "pack", view }),
        onLost: stop,
      });
    }
    for (;;) {
      const next = news.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (next.type === "failed") throw new Error("the pack could not be made");
      if (next.type === "done") {
        onManifest(next.manifestSha256);
        return;
      }
      yield next.bytes;
      port.post({ type: "more" });
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    port.close();
  }
}

async function openPort(take: (news: PackNews) => void): Promise<PackPort> {
  if (typeof Worker === "undefined") {
    // The same within the page, for surroundings that have no workers.
    const { packServer } = await import("./pack-server.ts");
    return { post: packServer(take), close() {} };
  }
  const worker = new Worker(new URL("./pack-worker.ts", import.meta.url), { type: "module" });
  const lose = (): void => take({ type: "failed" });
  worker.onmessage = ({ data }: MessageEvent<PackNews>) => take(data);
  worker.onerror = lose;
  worker.onmessageerror = lose;
  return { post: (order) => worker.postMessage(order), close: () => worker.terminate() };
}
