import type { InputFile } from "../../../shared/contract/worker-job.ts";
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
  let unpack: ((archive: InputFile) => Promise<readonly InputFile[] | null>) | null = null;
  for (const [index, file] of given.entries()) {
    const kind = file.failure === null && !context.cancel.cancelled ? archiveKindOf(file.path) : null;
    let inside: readonly InputFile[] = [file];
    // Out of a folder, an archive of a kind that is not opened is what any other file is that is no log.
    if (kind === "other" || (kind === "zip" && spool === undefined))
      inside = [{ ...file, failure: "packed" }];
    else if (kind === "zip" && spool !== undefined) {
      unpack ??= await unpacker(spool, context, limits, report);
      inside = (await unpack(file)) ?? inside;
    }
    for (const each of inside) {
      files.push(each);
      origins.push(index);
    }
  }
  return { files, origins };
}

/** Loaded with the first archive: most jobs have none. */
async function unpacker(
  folder: string,
  { cancel }: Pick<JobContext, "cancel">,
  limits: ArchiveLimits,
  onProgress: (name: string, bytes: number) => void,
): Promise<(archive: InputFile) => Promise<readonly InputFile[] | null>> {
  const [{ SpoolFolder }, { unpackArchive }] = await Promise.all([
    import("./spool-folder.ts"),
    import("./unpack-archive.ts"),
  ]);
  const spool = new SpoolFolder(folder);
  return async (archive) => {
    try {
      const inside = await unpackArchive(archive, { spool, cancel, limits, onProgress });
      if (inside === null || inside.length > 0) return inside;
      return [{ ...archive, failure: cancel.cancelled ? "cancelled" : "emptyArchive" }];
    } catch {
      // A spool that cannot be made, or an archive that vanished meanwhile.
      return [{ ...archive, failure: "unreadable" }];
    }
  };
}

function progressReport(context: Pick<JobContext, "post">): (name: string, bytes: number) => void {
  const began = performance.now();
  let told = Number.NEGATIVE_INFINITY;
  return (file, bytesDone) => {
    const now = performance.now();
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
