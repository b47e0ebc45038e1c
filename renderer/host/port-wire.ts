import { PORT_REPLY, PORT_REQUEST } from "../../shared/contract/page-link.ts";
import { type PortLike, portWire } from "../../shared/contract/port-pieces.ts";
import type { Wire } from "../../shared/contract/wire.ts";

/** The part of `window` that the handover needs. */
export type PortPlace = Pick<Window, "postMessage" | "addEventListener" | "removeEventListener" | "location">;

/**
 * Asks the preload script for the port to the host and makes a wire of it. Only the reply to this very request
 * counts: messages of other frames and older requests are not looked at. Rejects after `timeoutMs`.
 */
export function openPortWire(place: PortPlace, nonce: string, timeoutMs = 10_000): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const { origin } = place.location;
    const onMessage = (event: MessageEvent<unknown>): void => {
      const { data } = event;
      if (event.source !== place || event.origin !== origin) return;
      if (typeof data !== "object" || data === null) return;
      const { type, nonce: answered } = data as { type?: unknown; nonce?: unknown };
      const [port] = event.ports;
      if (type !== PORT_REPLY || answered !== nonce || port === undefined) return;
      finish();
      const { wire, start } = pagePortWire(port);
      resolve(wire);
      // Whoever waits for the wire sets its listeners first.
      setTimeout(start, 0);
    };
    const finish = (): void => {
      clearTimeout(timer);
      place.removeEventListener("message", onMessage);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error("no port"));
    }, timeoutMs);
    place.addEventListener("message", onMessage);
    place.postMessage({ type: PORT_REQUEST, nonce }, origin);
  });
}

/** A page's port in the shape of the wire. The `close` event is Electron's, and lately also that of browsers. */
export function pagePortWire(port: MessagePort): { readonly wire: Wire; start(): void } {
  const like: PortLike = {
    post: (message) => port.postMessage(message),
    onMessage: null,
    onClose: null,
    close: () => port.close(),
  };
  port.addEventListener("message", ({ data }: MessageEvent<unknown>) => like.onMessage?.(data));
  port.addEventListener("close", () => like.onClose?.());
  return { wire: portWire(like), start: () => port.start() };
}
