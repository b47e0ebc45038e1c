/** Compares memory as the machine does it, some ten times as fast as a loop in JavaScript. */
export const sameBytes = (first: Uint8Array, second: Uint8Array): boolean =>
  Buffer.compare(first, second) === 0;
