/** Adds an item to the list of a key. */
export function put<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** Position of the first item of an ascending list whose time is not before a moment; the length for none. */
export function firstFrom<Item>(list: readonly Item[], timeOf: (item: Item) => number, time: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeOf(list[middle]!) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
