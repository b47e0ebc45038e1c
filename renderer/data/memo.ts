/**
 * Remembers what was worked out of one object (a case, a table), a few results per question. Results live as long as
 * the object, so a new generation of a case forgets all of them by itself.
 */
export function memoByObject<Owner extends object, Spec extends readonly unknown[], Result>(
  work: (owner: Owner, ...spec: Spec) => Result,
  keep = 4,
): (owner: Owner, ...spec: Spec) => Result {
  const known = new WeakMap<Owner, { readonly spec: Spec; readonly result: Result }[]>();
  return (owner, ...spec) => {
    let entries = known.get(owner);
    if (entries === undefined) {
      entries = [];
      known.set(owner, entries);
    }
    const at = entries.findIndex((entry) => entry.spec.every((value, i) => Object.is(value, spec[i])));
    if (at >= 0) {
      const [entry] = entries.splice(at, 1);
      entries.push(entry!);
      return entry!.result;
    }
    const result = work(owner, ...spec);
    entries.push({ spec, result });
    if (entries.length > keep) entries.shift();
    return result;
  };
}
