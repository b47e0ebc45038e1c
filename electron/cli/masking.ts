import { writeFile } from "node:fs/promises";
import type { Aliases } from "../../shared/engine/masking/aliases.ts";
import { maskCase } from "../../shared/engine/masking/mask-case.ts";
import { maskFilter } from "../../shared/engine/masking/mask-filter.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { CommandFailure, EXIT } from "./exit-codes.ts";
import type { Asked } from "./options.ts";

export const MASK_OPTIONS = ["mask", "mask-key"] as const;
export const MASK_HELP = `  --mask                          aliases in the place of people, computers, domains and addresses
  --mask-key FILE                 the same, and a new file that says what stands for what`;

export const MASK_KEY_SCHEMA = "logonscope.mask-key/1";

/** What a command prints: the case and its filter as they are, or under aliases. */
export interface Shown {
  readonly data: CaseData;
  readonly filter: string;
  /** The filter asks the shown case the same; under aliases a part of a name cannot be asked for. */
  readonly sameFilter: boolean;
  /** The name under which a computer stands in it. */
  readonly computer: (name: string) => string;
}

/** Puts aliases in the place of names where that was asked for, and writes the key. */
export async function shownCase(
  data: CaseData,
  asked: Pick<Asked<string>, "mask" | "maskKey" | "filter">,
): Promise<Shown> {
  if (!asked.mask) return { data, filter: asked.filter, sameFilter: true, computer: (name) => name };
  const { data: masked, aliases } = maskCase(data);
  const filter = maskFilter(asked.filter, aliases);
  await writeMaskKey(asked.maskKey, aliases);
  return {
    data: masked,
    filter: filter.text,
    sameFilter: filter.same,
    computer: (name) => aliases.of("computer", name),
  };
}

/** Writes what stands for what, once every name has its alias; nothing where no key was asked for. */
export async function writeMaskKey(path: string | undefined, aliases: Aliases): Promise<void> {
  if (path === undefined) return;
  const names = aliases.key();
  const text = `${JSON.stringify({ schema: MASK_KEY_SCHEMA, names }, null, 1)}\n`;
  try {
    // Never over another file: an old key is the only way back from what was handed out with it.
    await writeFile(path, text, { flag: "wx", mode: 0o600 });
  } catch (failure) {
    const exists = failure instanceof Error && "code" in failure && failure.code === "EEXIST";
    const why = exists ? "the file is there already" : "it cannot be written";
    throw new CommandFailure(EXIT.notWritten, `--mask-key ${path}: ${why}.`);
  }
}
