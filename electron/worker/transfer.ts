/**
 * The buffers behind all typed arrays of a plain value, each once: posting them in the transfer list moves columns to
 * the other thread instead of copying them. Shared memory is not transferred and left out.
 */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (item: unknown): void => {
    if (typeof item !== "object" || item === null) return;
    if (ArrayBuffer.isView(item)) {
      if (item.buffer instanceof ArrayBuffer) found.add(item.buffer);
    } else if (Array.isArray(item)) {
      // Lists of texts, the longest ones, need no visit of their items.
      if (typeof item[0] === "object") item.forEach(visit);
    } else Object.values(item).forEach(visit);
  };
  visit(value);
  return [...found];
}
