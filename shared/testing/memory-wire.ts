import type { Wire } from "../contract/wire.ts";

/**
 * Two ends of a wire inside one process, for tests and demonstrations. Frames arrive in order, after the sender has
 * gone on, as on every real wire.
 */
export function memoryWires(): readonly [page: Wire, host: Wire] {
  let open = true;
  const make = (): Wire => ({
    send: () => {},
    onFrame: null,
    onLostFrame: null,
    onClose: null,
    close: () => {},
  });
  const ends = [make(), make()] as const;
  for (const [index, end] of ends.entries()) {
    const other = ends[1 - index]!;
    end.send = (frame) => {
      void Promise.resolve().then(() => {
        if (open) other.onFrame?.(frame.map((piece) => new Uint8Array(piece)));
      });
    };
    end.close = () => {
      if (!open) return;
      open = false;
      for (const each of ends) each.onClose?.();
    };
  }
  return ends;
}
