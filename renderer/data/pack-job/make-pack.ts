import type { CaseData } from "../../../shared/types/case.ts";
import { casePieces, onItsOwn } from "../report-job/case-pieces.ts";
import type { PackNews, PackOrder, PackView } from "./pack-messages.ts";

/** Handing over goes on for this long before the page may breathe. */
const SLICE_MS = 8;

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
  const stop = (): void => take({ type: "failed" });
  signal?.addEventListener("abort", stop);
  try {
    await handOver(port, data);
    port.post({ type: "pack", view });
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

/** Columns are copied on their way; a large case at once would hold the page still. */
async function handOver(port: PackPort, data: CaseData): Promise<void> {
  let breath = performance.now();
  for (const piece of casePieces(data)) {
    port.post({ type: "piece", piece: onItsOwn(piece) });
    if (performance.now() - breath < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    breath = performance.now();
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
