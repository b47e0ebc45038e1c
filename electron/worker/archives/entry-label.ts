import { MAX_LABEL } from "./archive-limits.ts";

/**
 * The name of an entry as it is shown: `..\..\Windows\x.evtx` becomes `Windows/x.evtx`. Names in an archive are only
 * labels: none is ever used as a path on disk.
 */
export function entryLabel(name: string): string {
  const parts = name
    .slice(0, 4 * MAX_LABEL)
    .split(/[/\\]/)
    .filter((part) => part !== "" && part !== "." && part !== ".." && !/^[A-Za-z]:$/.test(part))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name.
    .map((part) => part.replaceAll(/[\u0000-\u001f\u007f]/g, "_"));
  const label = parts.join("/");
  return label === "" ? "unnamed" : label.slice(0, MAX_LABEL);
}

/** Tells entries of one name apart: `a`, `a (2)`, `a (3)`. */
export class LabelSet {
  readonly #taken = new Map<string, number>();

  add(label: string): string {
    const count = (this.#taken.get(label) ?? 0) + 1;
    this.#taken.set(label, count);
    return count === 1 ? label : this.add(`${label} (${count})`);
  }
}
