/** Encoding goes on for this long before the thread may breathe. */
const SLICE_MS = 30;

export interface EncodeOptions {
  /** Told now and then how many bytes there are. */
  readonly onBytes?: (bytes: number) => void;
  /** Ends it: the promise is rejected. */
  readonly signal?: AbortSignal;
}

/** Many pieces in one array, texts as UTF-8, without holding the thread still for long. */
export async function encode(
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  { onBytes, signal }: EncodeOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let size = 0;
  let breath = performance.now();
  for await (const piece of pieces) {
    const part = typeof piece === "string" ? encoder.encode(piece) : piece;
    parts.push(part);
    size += part.length;
    if (performance.now() - breath < SLICE_MS) continue;
    onBytes?.(size);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    breath = performance.now();
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
