import { statSync } from "node:fs";
import type { InputFile } from "../../../shared/contract/worker-job.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import type { SourceFailure } from "../../../shared/types/source.ts";
import type { ArchiveLimits } from "./archive-limits.ts";
import { entryLabel, LabelSet } from "./entry-label.ts";
import { salvageEntries } from "./salvage-entries.ts";
import type { SpoolFolder } from "./spool-folder.ts";
import { type Bounds, unpackEntry } from "./unpack-entry.ts";
import { openZip } from "./zip-entries.ts";

export interface UnpackOptions {
  readonly spool: SpoolFolder;
  readonly cancel: CancelToken;
  readonly limits: ArchiveLimits;
  /** Told now and then of the entry being unpacked and the bytes of all so far. */
  readonly onProgress: (name: string, bytes: number) => void;
}

/**
 * Unpacks what looks like a log in a zip archive; everything else in it becomes an input with its failure. Inputs come
 * in byte order of their names. Null for a file that is no archive after all. Rejects for nothing that is in the
 * archive.
 */
export async function unpackArchive(
  archive: InputFile,
  options: UnpackOptions,
): Promise<readonly InputFile[] | null> {
  const { limits, spool, cancel } = options;
  const zip = await openZip(archive.path, limits.entries);
  if (zip?.isDocument === true) {
    zip.close();
    return null;
  }
  const packedBytes = statSync(archive.path).size;
  const bounds: Bounds = {
    limits,
    left: Math.min(limits.bytesOfAll, spool.freeBytes() - limits.spareBytes),
    isDiskShort: spool.freeBytes() - limits.spareBytes < limits.bytesOfAll,
    most: Math.max(limits.freeBytes, packedBytes * limits.ratio),
    unpacked: 0,
  };
  const labels = new LabelSet();
  const inputs: InputFile[] = [];
  const folder = archive.folder ?? archive.name;
  const make = (name: string, failure: SourceFailure | null): InputFile => ({
    path: "",
    name,
    folder,
    failure,
    archive: archive.name,
    ...(archive.answers === undefined ? {} : { answers: archive.answers }),
  });
  /** What goes for the archive as a whole. */
  let stopped: SourceFailure | null = zip === null ? "archiveDamaged" : zip.cut;
  let entries = 0;
  try {
    for await (const entry of zip?.entries ?? salvageEntries(archive.path, limits.entries)) {
      if (cancel.cancelled) break;
      entries++;
      const name = `${archive.name}/${labels.add(entryLabel(entry.name))}`;
      options.onProgress(name, bounds.unpacked);
      const result = await unpackEntry(entry, bounds, options, (bytes) => options.onProgress(name, bytes));
      if (result.file !== undefined) {
        const { path, damage } = result.file;
        inputs.push({ ...make(name, null), path, ...(damage.length === 0 ? {} : { damage }) });
      } else inputs.push(make(name, result.failure));
      if (result.stop !== undefined) {
        stopped = result.stop;
        break;
      }
    }
  } catch {
    stopped ??= "archiveDamaged";
  } finally {
    zip?.close();
  }
  inputs.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
  return summed(archive, inputs, stopped, entries);
}

/** One sentence for what holds of a whole archive, instead of one for each of its entries. */
function summed(
  archive: InputFile,
  inputs: readonly InputFile[],
  stopped: SourceFailure | null,
  entries: number,
): readonly InputFile[] {
  const whole = (failure: SourceFailure): InputFile => ({ ...archive, failure });
  for (const failure of ["encrypted", "compression"] as const) {
    if (entries > 1 && inputs.length === entries && inputs.every((input) => input.failure === failure))
      return [whole(failure)];
  }
  return stopped === null ? inputs : [whole(stopped), ...inputs];
}
