import { CaseAssembly } from "../report-job/case-pieces.ts";
import { packBytes } from "./pack-bytes.ts";
import type { PackNews, PackOrder } from "./pack-messages.ts";

/** Small blocks of a zip are handed on together. */
const BLOCK_BYTES = 1 << 20;

/** Takes a case piece by piece, and makes a pack of it. */
export function packServer(
  post: (news: PackNews, transfer: ArrayBuffer[]) => void,
): (order: PackOrder) => void {
  const assembly = new CaseAssembly();
  return (order) => {
    if (order.type === "piece") {
      assembly.add(order.piece);
      return;
    }
    try {
      let hash = "";
      const pieces = packBytes(assembly.data, order.view, (sha256) => {
        hash = sha256;
      });
      for (const bytes of inBlocks(pieces)) post({ type: "bytes", bytes }, [bytes.buffer]);
      post({ type: "done", manifestSha256: hash }, []);
    } catch {
      post({ type: "failed" }, []);
    }
  };
}

function* inBlocks(pieces: Iterable<Uint8Array>): Generator<Uint8Array<ArrayBuffer>> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  const joined = (): Uint8Array<ArrayBuffer> => {
    const block = new Uint8Array(size);
    let at = 0;
    for (const piece of waiting) {
      block.set(piece, at);
      at += piece.length;
    }
    waiting = [];
    size = 0;
    return block;
  };
  for (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size >= BLOCK_BYTES) yield joined();
  }
  yield joined();
}
