/**
 * A smaller input that still does the same: parts are left out, large ones first, then what is left is made plain. Ends
 * after `tries` attempts at the latest.
 */
export async function minimised(
  input: Uint8Array,
  isSame: (bytes: Uint8Array) => Promise<boolean>,
  tries: number,
): Promise<Uint8Array> {
  let best = input;
  let left = tries;
  const attempt = async (bytes: Uint8Array): Promise<boolean> => {
    if (left-- <= 0 || !(await isSame(bytes))) return false;
    best = bytes;
    return true;
  };
  for (let size = best.length >> 1; size >= 1 && left > 0; size >>= 1) {
    for (let at = 0; at < best.length && left > 0; ) {
      const end = Math.min(best.length, at + size);
      const without = new Uint8Array(best.length - (end - at));
      without.set(best.subarray(0, at));
      without.set(best.subarray(end), at);
      if (!(await attempt(without))) at = end;
    }
  }
  for (let size = 512; size >= 1 && left > 0; size >>= 3) {
    for (let at = 0; at < best.length && left > 0; at += size) {
      const plain = best.slice();
      plain.fill(0, at, at + size);
      if (plain.some((byte, place) => byte !== best[place])) await attempt(plain);
    }
  }
  return best;
}
