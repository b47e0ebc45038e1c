import type { ComputerInfo } from "../../types/case.ts";

/**
 * Gives the computers of two cases one name each: what one case knows as `pc1` may be `pc1.corp.example` in the other,
 * which knows both names. A name that neither lists is a computer of its own.
 */
export function sameComputers(
  a: readonly ComputerInfo[],
  b: readonly ComputerInfo[],
): (computer: string) => string {
  const known = new Map<string, string>();
  for (const { key, name, aliases } of [...a, ...b]) {
    const names = [key, name, ...aliases].map((each) => each.toLowerCase());
    const first =
      names.map((each) => known.get(each)).find((each) => each !== undefined) ?? key.toLowerCase();
    for (const each of names) if (!known.has(each)) known.set(each, first);
  }
  return (computer) => known.get(computer.toLowerCase()) ?? computer.toLowerCase();
}
