import type { InputFile } from "../../../shared/contract/worker-job.ts";
import { nowMs } from "../clock.ts";
import type { JobContext } from "../job-context.ts";
import { archiveKindOf } from "./archive-kind.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits } from "./archive-limits.ts";

export interface OpenedInputs {
  readonly files: readonly InputFile[];
  /** Position in the list that was handed in of each file. */
  readonly origins: readonly number[];
}

/** Progress is told so often while archives are unpacked. */
const INTERVAL_MS = 100;

/** Replaces the archives among inputs by what is in them. Without a spool they stay closed and are named. */
export async function openArchives(
  given: readonly InputFile[],
  spool: string | undefined,
  context: Pick<JobContext, "cancel" | "post">,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<OpenedInputs> {
  const files: InputFile[] = [];
  const origins: number[] = [];
  const report = progressReport(context);
  let openers: Openers | null = null;
  for (const [index, file] of given.entries()) {
    const kind = file.failure === null && !context.cancel.cancelled ? archiveKindOf(file.path) : null;
    let inside: readonly InputFile[] = [file];
    // Out of a folder, an archive of a kind that is not opened is what any other file is that is no log.
    if (kind === "other" || (kind !== null && spool === undefined)) inside = [{ ...file, failure: "packed" }];
    else if (kind !== null && spool !== undefined) {
      openers ??= await loadOpeners(spool, context, limits, report);
      if (kind === "zip") inside = (await openers.unpack(file)) ?? inside;
      inside = await sheetsOf(inside, openers);
    }
    for (const each of inside) {
      files.push(each);
      origins.push(index);
    }
  }
  return { files, origins };
}

interface Openers {
  /** What is in an archive; null for a file that is none after all. */
  unpack(archive: InputFile): Promise<readonly InputFile[] | null>;
  /** The sheets of a workbook; null for any other file. */
  readSheets(file: InputFile): Promise<readonly InputFile[] | null>;
}

/** Workbooks among inputs replaced by their sheets. */
async function sheetsOf(inputs: readonly InputFile[], openers: Openers): Promise<readonly InputFile[]> {
  const all: InputFile[] = [];
  for (const input of inputs) {
    const isPacked = input.failure === null && archiveKindOf(input.path) !== null;
    all.push(...((isPacked ? await openers.readSheets(input) : null) ?? [input]));
  }
  return all;
}

/** Loaded with the first archive: most jobs have none. */
async function loadOpeners(
  folder: string,
  { cancel }: Pick<JobContext, "cancel">,
  limits: ArchiveLimits,
  onProgress: (name: string, bytes: number) => void,
): Promise<Openers> {
  const [{ SpoolFolder }, { unpackArchive }, { openWorkbook }] = await Promise.all([
    import("./spool-folder.ts"),
    import("./unpack-archive.ts"),
    import("../workbooks/open-workbook.ts"),
  ]);
  const spool = new SpoolFolder(folder);
  const options = { spool, cancel, limits, onProgress };
  return {
    async unpack(archive) {
      try {
        const inside = await unpackArchive(archive, options);
        if (inside === null || inside.length > 0) return inside;
        return [{ ...archive, failure: cancel.cancelled ? "cancelled" : "emptyArchive" }];
      } catch {
        // A spool that cannot be made, or an archive that vanished meanwhile.
        return [{ ...archive, failure: "unreadable" }];
      }
    },
    async readSheets(file) {
      try {
        return await openWorkbook(file, options);
      } catch {
        return [{ ...file, failure: "unreadable" }];
      }
    },
  };
}

function progressReport(context: Pick<JobContext, "post">): (name: string, bytes: number) => void {
  const began = nowMs();
  let told = Number.NEGATIVE_INFINITY;
  return (file, bytesDone) => {
    const now = nowMs();
    if (now - told < INTERVAL_MS) return;
    told = now;
    context.post({
      type: "progress",
      progress: {
        phase: "opening",
        bytesDone,
        bytesTotal: 0,
        records: 0,
        used: 0,
        damaged: 0,
        elapsedMs: Math.round(now - began),
        file,
      },
    });
  };
}
