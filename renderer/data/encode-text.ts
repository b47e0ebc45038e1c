/** Encoding goes on for this long before the thread may breathe. */
const SLICE_MS = 30;

/** UTF-8 of many pieces in one array, without holding the thread still for long. */
export async function encode(pieces: Iterable<string>): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let size = 0;
  let breath = performance.now();
  for (const piece of pieces) {
    const part = encoder.encode(piece);
    parts.push(part);
    size += part.length;
    if (performance.now() - breath < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
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
