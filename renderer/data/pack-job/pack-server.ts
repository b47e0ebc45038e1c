import { blocksOf } from "../encode-text.ts";
import { CaseAssembly } from "../report-job/case-pieces.ts";
import { packBytes } from "./pack-bytes.ts";
import type { PackNews, PackOrder } from "./pack-messages.ts";

/** Takes a case piece by piece, and makes a pack of it, a block whenever one is asked for. */
export function packServer(
  post: (news: PackNews, transfer: ArrayBuffer[]) => void,
): (order: PackOrder) => void {
  const assembly = new CaseAssembly();
  let blocks: Iterator<Uint8Array<ArrayBuffer>> | null = null;
  let hash = "";
  return (order) => {
    if (order.type === "piece") {
      assembly.add(order.piece);
      return;
    }
    try {
      if (order.type === "pack")
        blocks = blocksOf(
          packBytes(assembly.data, order.view, (sha256) => {
            hash = sha256;
          }),
        );
      const next = blocks?.next();
      if (next === undefined) return;
      if (next.done === true) post({ type: "done", manifestSha256: hash }, []);
      else post({ type: "bytes", bytes: next.value }, [next.value.buffer]);
    } catch {
      post({ type: "failed" }, []);
    }
  };
}
