import type { PortLike } from "../contract/port-pieces.ts";

/** What is used of Node's `MessagePort`. */
interface EmitterPort {
  postMessage(message: unknown): void;
  on(event: "message" | "close", listener: (message: unknown) => void): unknown;
  close(): void;
}

/** Node's port in the shape that `portWire` wants; Electron's ports have adapters of their own where they are used. */
export function nodePort(port: EmitterPort): PortLike {
  const like: PortLike = {
    post: (message) => port.postMessage(message),
    onMessage: null,
    onClose: null,
    close: () => port.close(),
  };
  port.on("message", (message) => like.onMessage?.(message));
  port.on("close", () => like.onClose?.());
  return like;
}
