/** Where the headings of groups stand among the entries of a table, ascending. Headings are those from `base` on. */
export function headingPlaces(entries: Uint32Array, base: number): Uint32Array {
  let count = 0;
  for (const entry of entries) if (entry >= base) count++;
  const places = new Uint32Array(count);
  let written = 0;
  for (let at = 0; written < count; at++) if (entries[at]! >= base) places[written++] = at;
  return places;
}

/** The place of the heading that an entry stands under, its own where it is one; -1 above the first. */
export function headingOver(places: Uint32Array, at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? -1 : places[low - 1]!;
}
