import type { MessagePortMain } from "electron";
import { type PortLike, portWire } from "../../shared/contract/port-pieces.ts";
import type { Wire } from "../../shared/contract/wire.ts";

/**
 * A wire over one end of a `MessageChannelMain`. Pieces, copies and credit are the business of `portWire`; here the
 * port is only brought into its shape. Nothing is ever handed to the transfer list: Electron takes ports there and
 * loses the message of everything else.
 *
 * Call `start` once the wire has its listeners: until then the port keeps what arrives.
 */
export function mainPortWire(port: MessagePortMain): { readonly wire: Wire; start(): void } {
  const like: PortLike = {
    post: (message) => port.postMessage(message),
    onMessage: null,
    onClose: null,
    close: () => port.close(),
  };
  port.on("message", ({ data }: { data: unknown }) => like.onMessage?.(data));
  port.on("close", () => like.onClose?.());
  return { wire: portWire(like), start: () => port.start() };
}
