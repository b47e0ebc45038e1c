import type { ServerResponse } from "node:http";
import { emptyFrame, type FramePieces } from "../../shared/contract/frames.ts";
import type { Wire } from "../../shared/contract/wire.ts";

/**
 * The host's end of the wire to one page: frames go out on a response that stays open, and come in as the bodies of
 * its calls. When the response breaks, the page is gone.
 */
export interface PageConnection {
  readonly wire: Wire;
  /** Hands over one frame that came in. */
  receive(frame: FramePieces): void;
}

/** So often something is sent even when there is nothing to say, or a tunnel in between may hang up. */
const PING_MS = 20_000;
/** Bytes that may wait for a page that does not read; one case of the largest size fits. */
const MAX_WAITING = 3 * 1024 * 1024 * 1024;

/** Takes over a response whose head is not sent yet. */
export function openPageConnection(
  response: ServerResponse,
  headers: Record<string, string>,
): PageConnection {
  let closed = false;
  const end = (): void => {
    if (closed) return;
    closed = true;
    clearInterval(ping);
    wire.onClose?.();
  };
  const wire: Wire = {
    onFrame: null,
    onLostFrame: null,
    onClose: null,
    send(frame) {
      if (closed) return;
      if (response.writableLength > MAX_WAITING) {
        wire.close();
        return;
      }
      response.cork();
      for (const piece of frame) response.write(piece);
      response.uncork();
    },
    close() {
      end();
      response.destroy();
    },
  };
  const ping = setInterval(() => wire.send([emptyFrame()]), PING_MS);
  ping.unref();
  response.on("close", end);
  response.on("error", end);
  response.writeHead(200, { ...headers, "Content-Type": "application/octet-stream" });
  // The page may speak as soon as it sees an answer: the head alone would wait for the first frame.
  response.write(emptyFrame());
  return {
    wire,
    receive(frame) {
      if (!closed) wire.onFrame?.(frame);
    },
  };
}
