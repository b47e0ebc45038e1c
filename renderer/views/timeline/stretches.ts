import type { Stretch } from "../../components/time-canvas/lane-model.ts";

/** Stretches in the order of time, those that touch made one. Empty and unknown ones go. */
export function joined(list: readonly Stretch[]): readonly Stretch[] {
  const out: { from: number; to: number }[] = [];
  for (const { from, to } of list.filter((one) => one.from < one.to).toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else out.push({ from, to });
  }
  return out;
}

/** What lies in both of two joined lists. */
function inBoth(a: readonly Stretch[], b: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!.from, b[j]!.from);
    const to = Math.min(a[i]!.to, b[j]!.to);
    if (from < to) out.push({ from, to });
    if (a[i]!.to < b[j]!.to) i++;
    else j++;
  }
  return out;
}

/** What lies in every one of some joined lists; nothing of no lists. */
export function inAll(lists: readonly (readonly Stretch[])[]): readonly Stretch[] {
  const [first, ...others] = lists;
  return first === undefined ? [] : others.reduce<readonly Stretch[]>(inBoth, first);
}
