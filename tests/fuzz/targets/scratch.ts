import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InputFile } from "../../../shared/contract/worker-job.ts";

/** One folder for the files of a thread; made when it is first needed, removed when the process ends. */
let scratch = "";
export function folder(): string {
  if (scratch !== "") return scratch;
  scratch = mkdtempSync(join(tmpdir(), "logonscope-fuzz-"));
  process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
  return scratch;
}

/** An input on disk, in the place of the one before. */
export function put(name: string, bytes: Uint8Array): InputFile {
  const path = join(folder(), name);
  writeFileSync(path, bytes);
  return { path, name, folder: null, failure: null };
}
