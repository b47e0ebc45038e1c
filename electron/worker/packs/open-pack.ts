import { createHash } from "node:crypto";
import type { JobProgress } from "../../../shared/contract/job.ts";
import type { CaseOutcome, InputFile } from "../../../shared/contract/worker-job.ts";
import { epochMsToTicks } from "../../../shared/engine/time/calendar.ts";
import { CASE_FILE } from "../../../shared/pack/pack-names.ts";
import { readCaseForm } from "../../../shared/pack/read-case-form.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { PackCheck, PackManifest, PackOrigin } from "../../../shared/types/pack.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import type { SourceFailure } from "../../../shared/types/source.ts";
import { NO_TIME, type Ticks } from "../../../shared/types/units.ts";
import { nowMs } from "../clock.ts";
import { openFile } from "../file-source.ts";
import type { JobContext } from "../job-context.ts";
import { isPack } from "./pack-kind.ts";
import { readPack } from "./read-pack.ts";

type Context = Pick<JobContext, "cancel" | "post">;

/** The case of a pack, or the inputs with what is wrong about the packs among them. */
export type PackOrInputs =
  | { readonly outcome: CaseOutcome }
  | { readonly outcome: null; readonly files: readonly InputFile[] };

/**
 * Opens the case of a pack if the inputs are one. The logs it was made from may stand beside it: they are not read again,
 * but their records can be shown. Among other inputs a pack is refused, because nobody could tell read from recorded.
 */
export async function openPackCase(files: readonly InputFile[], context: Context): Promise<PackOrInputs> {
  const at = files.findIndex(isPack);
  if (at < 0) return { outcome: null, files };
  const others = files.filter((_, index) => index !== at);
  const withFailure = (failure: SourceFailure): PackOrInputs => ({
    outcome: null,
    files: files.map((file) => (isPack(file) ? { ...file, failure } : file)),
  });
  if (others.some(isPack)) return withFailure("packAlone");
  const opened = await openCase(files[at]!, context);
  if (typeof opened === "string") return withFailure(opened);
  const places = placesOf(opened, others, context.cancel);
  if (places === null) return withFailure("packAlone");
  const cancelled = context.cancel.cancelled;
  // A source whose log is not at hand has no file that it could be read from.
  const inputs = places.map((file) => (file === null ? -1 : files.indexOf(file)));
  return {
    outcome: { data: opened, inputs, places: places.map((file) => file?.path ?? ""), cancelled },
  };
}

/** Whether a pack is as it was made, the case in it included. Progress is told at the beginning and at the end, too. */
export async function checkPack(
  path: string,
  cancel: CancelToken,
  onProgress: (progress: JobProgress) => void = () => {},
): Promise<PackCheck> {
  const progress = packProgress(path, onProgress);
  const { check, packed } = await readPack(path, { cancel, wantCase: true, onBytes: progress.bytes });
  const isBad = packed !== null && readCaseForm(packed.head, packed.columns) === null;
  progress.end();
  return isBad ? { ...check, problems: [...check.problems, { file: CASE_FILE, problem: "badCase" }] } : check;
}

/** Tells ten times a second how much of a pack was read. */
function packProgress(file: string, tell: (progress: JobProgress) => void) {
  const began = nowMs();
  let told = Number.NEGATIVE_INFINITY;
  let last = { bytesDone: 0, bytesTotal: 0 };
  const post = (): void => {
    const elapsedMs = Math.round(nowMs() - began);
    told = elapsedMs;
    tell({ phase: "opening", ...last, records: 0, used: 0, damaged: 0, elapsedMs, file });
  };
  post();
  return {
    bytes(bytesDone: number, bytesTotal: number): void {
      last = { bytesDone, bytesTotal };
      if (nowMs() - began - told >= TELL_MS) post();
    },
    end: post,
  };
}

/** Between two words on how far it is. */
const TELL_MS = 100;

async function openCase(file: InputFile, { cancel, post }: Context): Promise<CaseData | SourceFailure> {
  const { bytes: onBytes } = packProgress(file.name, (progress) => post({ type: "progress", progress }));
  const { check, packed } = await readPack(file.path, { cancel, wantCase: true, onBytes });
  const { manifest, manifestSha256 } = check;
  if (cancel.cancelled) return "cancelled";
  if (check.problems.some(({ problem }) => problem === "otherVersion")) return "packVersion";
  if (check.problems.length > 0 || manifest === null || manifestSha256 === null) return "packChanged";
  if (!manifest.case) return "packTablesOnly";
  const data = packed === null ? null : readCaseForm(packed.head, packed.columns);
  if (data === null) return "packChanged";
  return { ...data, pack: originOf(file.name, manifest, manifestSha256) };
}

function originOf(file: string, manifest: PackManifest, manifestSha256: string): PackOrigin {
  const { packed, zone, filter, kinds, window, masked } = manifest;
  return {
    file,
    manifestSha256,
    packed,
    zone,
    filter: filter ?? "",
    kinds,
    from: ticksOf(window.from),
    to: ticksOf(window.to),
    masked,
  };
}

function ticksOf(iso: string | null): Ticks {
  const [, seconds, fraction = ""] = /^(.*?)(?:\.(\d{1,7}))?Z$/.exec(iso ?? "") ?? [];
  if (seconds === undefined) return NO_TIME;
  return (epochMsToTicks(Date.parse(`${seconds}Z`)) + Number(fraction.padEnd(7, "0"))) as Ticks;
}

/** For each source the input that is its log, by its hash; null when an input is no source of the pack. */
function placesOf(
  { sources }: CaseData,
  others: readonly InputFile[],
  cancel: CancelToken,
): readonly (InputFile | null)[] | null {
  const places: (InputFile | null)[] = sources.map(() => null);
  for (const file of others) {
    const sha256 = file.failure === null ? hashOf(file.path, cancel) : null;
    const at = sha256 === null ? -1 : sources.findIndex((source) => source.sha256 === sha256);
    if (at < 0) return null;
    places[at] = file;
  }
  return places;
}

function hashOf(path: string, cancel: CancelToken): string | null {
  try {
    const source = openFile(path);
    try {
      const hash = createHash("sha256");
      const slab = new Uint8Array(1 << 20);
      for (let at = 0; at < source.size; ) {
        const length = source.read(at, slab);
        if (length === 0 || cancel.cancelled) return null;
        hash.update(slab.subarray(0, length));
        at += length;
      }
      return hash.digest("hex");
    } finally {
      source.close();
    }
  } catch {
    return null;
  }
}
