import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../source-tree.ts";

/** Folder of real logs beside the project; they are not part of it. Null where they are not at hand. */
export const samplesFolder: string | null = existsSync(
  join(projectRoot, "../shared/samples/win7-security.evtx"),
)
  ? join(projectRoot, "../shared/samples")
  : null;

export function sample(name: string): string {
  return join(samplesFolder ?? "", name);
}
