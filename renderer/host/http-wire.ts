import { FrameSplitter } from "../../shared/contract/frame-splitter.ts";
import type { FramePieces } from "../../shared/contract/frames.ts";
import type { Wire } from "../../shared/contract/wire.ts";
import { bytesOf } from "../../shared/types/join-bytes.ts";

export interface HttpPage {
  /** Origin of the server, without a slash at the end. */
  readonly origin: string;
  readonly token: string;
  /** Random id of this page; the same after a broken connection. */
  readonly id: string;
}

/** Why a wire ended. */
export type HttpEnd = "lost" | "refused";

/** Headers of every call, see the server's checks. */
export function pageHeaders({ token, id }: HttpPage): Record<string, string> {
  return { "x-logonscope-token": token, "x-logonscope-page": id };
}

/** The server takes at most 4 MB a call; a batch of calls stays well below. */
const MAX_BATCH = 1024 * 1024;

/**
 * The page's end of the wire to the browser host: one long answer brings frames, short calls take them away, one
 * after another so that they stay in order. `onEnd` is told why before `onClose`; `onOpen` when the host answers.
 */
export function httpWire(page: HttpPage, onOpen: () => void, onEnd: (why: HttpEnd) => void): Wire {
  const abort = new AbortController();
  const queue: FramePieces[] = [];
  let isOpen = false;
  let sending = false;
  let closed = false;

  const end = (why: HttpEnd | null): void => {
    if (closed) return;
    closed = true;
    abort.abort();
    if (why !== null) onEnd(why);
    wire.onClose?.();
  };

  const wire: Wire = {
    onFrame: null,
    onLostFrame: null,
    onClose: null,
    send(frame) {
      if (closed) return;
      queue.push(frame);
      void flush();
    },
    close: () => end(null),
  };

  const request = (path: string, init: RequestInit): Promise<Response> =>
    fetch(`${page.origin}${path}`, {
      ...init,
      headers: pageHeaders(page),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: abort.signal,
    });

  const flush = async (): Promise<void> => {
    if (!isOpen || sending || closed) return;
    sending = true;
    try {
      while (queue.length > 0) {
        const response = await request("/api/call", { method: "POST", body: takeBatch(queue) });
        if (!response.ok) {
          end(response.status === 403 ? "refused" : "lost");
          return;
        }
      }
    } catch {
      end("lost");
    } finally {
      sending = false;
    }
  };

  const listen = async (): Promise<void> => {
    try {
      const response = await request("/api/stream", { method: "GET" });
      if (!response.ok || response.body === null) {
        end(response.status === 403 ? "refused" : "lost");
        return;
      }
      isOpen = true;
      onOpen();
      void flush();
      const splitter = new FrameSplitter();
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || closed) break;
        for (const frame of splitter.push(value)) wire.onFrame?.(frame);
      }
    } catch {
      // Told below: whatever broke, the stream is over.
    }
    end("lost");
  };
  void listen();
  return wire;
}

/** As many queued frames as fit into one call, at least one. */
function takeBatch(queue: FramePieces[]): Blob {
  const batch: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  while (queue.length > 0 && (batch.length === 0 || length + bytesOf(queue[0]!) <= MAX_BATCH)) {
    const frame = queue.shift()!;
    length += bytesOf(frame);
    for (const piece of frame) batch.push(piece as Uint8Array<ArrayBuffer>);
  }
  return new Blob(batch);
}
