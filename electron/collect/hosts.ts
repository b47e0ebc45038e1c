/**
 * A folder name for a computer whose records name it: text of a log, so nothing of it may lead elsewhere. Lower case,
 * because Windows does not tell names by case.
 */
export function folderOf(computer: string): string {
  const lower = computer.toLowerCase();
  const safe = lower
    .replaceAll(/[^\p{L}\p{N}_.-]/gu, "_")
    .replace(/^[.-]+|[.]+$/g, "")
    .slice(0, 100);
  if (safe === "") return "unnamed";
  // Names of devices, with or without an extension.
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/.test(safe) ? `_${safe}` : safe;
}
