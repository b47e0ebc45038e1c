/** Rows of a child table that name the session they belong to. */
interface Owned {
  readonly columns: { readonly session: Uint32Array };
  readonly length: number;
}

/**
 * First half of a counting sort of a child table by the position of its sessions: where the group of each position
 * begins, and after the last one the end. Rows of a session without position are in no group.
 */
export function starts(parts: readonly Owned[], position: Int32Array, length: number): Uint32Array {
  const counts = new Uint32Array(length + 1);
  for (const { columns, length: count } of parts) {
    const { session } = columns;
    for (let row = 0; row < count; row++) {
      const at = position[session[row]!]!;
      if (at >= 0) counts[at + 1]!++;
    }
  }
  for (let at = 1; at <= length; at++) counts[at]! += counts[at - 1]!;
  return counts;
}
