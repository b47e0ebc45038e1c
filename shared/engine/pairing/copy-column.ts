/*
 * Some rows of a column, into one of its own. A column after the other is many times faster than a row after the other:
 * the machine reads ahead. One function for each type of element, so that each keeps code made for it.
 */

export function copyBytes(to: Uint8Array, from: Uint8Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at]!]!;
}

export function copyShorts(to: Uint16Array, from: Uint16Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at]!]!;
}

export function copyWords(to: Uint32Array, from: Uint32Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at]!]!;
}

export function copyTimes(to: Float64Array, from: Float64Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at]!]!;
}
