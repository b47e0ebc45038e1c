/** Where a stretch stands on a bar that shows a time. What is too short to be seen is as wide as the styles say. */
export function placeOf(
  piece: { readonly from: number; readonly to: number },
  from: number,
  to: number,
): { readonly left: string; readonly width: string } {
  const share = (time: number) => Math.min(1, Math.max(0, (time - from) / (to - from)));
  const left = share(piece.from);
  // So that the shortest part at the very end stands within the bar.
  return { left: `min(${left * 100}%, 100% - var(--least))`, width: `${(share(piece.to) - left) * 100}%` };
}
