import { ENGINE_VERSION } from "../../shared/contract/versions.ts";
import type { CaseOutcome, InputFile } from "../../shared/contract/worker-job.ts";
import { filteredByArchive } from "../../shared/engine/archive/archive-findings.ts";
import { withArchiveGaps } from "../../shared/engine/archive/archive-gaps.ts";
import { withDoubts } from "../../shared/engine/coverage/doubts.ts";
import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import { joinTrails } from "../../shared/engine/trails/join-trails.ts";
import type { EventTable } from "../../shared/types/event-table.ts";
import type { PairingSettings } from "../../shared/types/settings.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import { NO_TIME, type Ticks } from "../../shared/types/units.ts";
import { EarlySessions } from "./early-sessions.ts";
import { openFile } from "./file-source.ts";
import { flagAssumedDates } from "./flag-assumed-dates.ts";
import type { JobContext } from "./job-context.ts";
import { requireMemory } from "./memory-left.ts";
import { freeMemory } from "./ports.ts";
import { type Reading, readCase } from "./reading/read-case.ts";
import { buffersOf } from "./transfer.ts";

export interface CaseJob {
  readonly files: readonly InputFile[];
  readonly settings: PairingSettings;
  readonly early: boolean;
  readonly hash?: boolean;
  readonly maxSessions?: number;
}

/** What pairing adds for an event, result and garbage: about 105, as `npm run bench` measures it, and some to spare. */
const PAIRING_BYTES = 128;

/** The case is read and paired, and more than whoever asked for it can hold. */
export class CaseTooLarge extends Error {
  readonly count: number;
  readonly most: number;

  constructor(count: number, most: number) {
    super("caseTooLarge");
    this.count = count;
    this.most = most;
  }
}

/**
 * Reads all inputs into one event table and pairs it. A cancelled job pairs what it has read and says so. Throws for
 * nothing that is in the inputs but `CaseTooLarge`.
 */
export function openCase(
  { files, settings, early, hash = true, maxSessions = Number.POSITIVE_INFINITY }: CaseJob,
  context: JobContext,
): CaseOutcome {
  const [first] = files;
  const alone = early && files.length === 1 && first !== undefined ? first.path : null;
  const shown: { sessions: EarlySessions | null } = { sessions: null };
  const attempt = (path: string, reading: Reading): void => {
    shown.sessions ??= new EarlySessions({ finish: reading.takeRows }, textsOf(reading), settings);
    try {
      const file = openFile(path);
      try {
        const { elapsedMs, share } = reading.progress;
        const found = shown.sessions.attempt(elapsedMs, share, file, reading.info);
        if (found !== null) context.post({ type: "partial", ...found });
      } finally {
        file.close();
      }
    } catch {
      // The file is gone meanwhile: nothing more is shown early.
    }
  };
  const onPiece = alone === null ? {} : { onPiece: (reading: Reading) => attempt(alone, reading) };
  const read = readCase({ files, rows: true, hash, ...onPiece }, context);
  const { reading } = read;
  reading.progress.phase("pairing");
  const { strings } = reading;
  const events = shown.sessions?.finish() ?? reading.takeRows();
  requireMemory(events.length * PAIRING_BYTES, context.memoryLeft);
  const { duplicatesBySource, audit, ...paired } = pairCase({
    events,
    strings,
    settings,
    sourceCount: Math.max(1, read.sources.length),
    filteredSources: new Set([...filteredOf(read.inputs, files), ...filteredByArchive(read.sources)]),
  });
  const joined = joinTrails(paired, read.trails, strings);
  const tables = joined?.tables ?? paired;
  const count = tables.sessions.length + tables.failures.length;
  if (count > maxSessions) throw new CaseTooLarge(count, maxSessions);
  forget(events, { tables, audit });
  reading.progress.phase("handingOver");
  const sources = read.sources.map((source, at) => ({
    ...source,
    duplicates: (duplicatesBySource[at] ?? 0) + (joined?.duplicates.get(at) ?? 0),
  }));
  flagAssumedDates(tables.sessions, sources);
  const covered = { ...tables, ...withArchiveGaps(tables, sources) };
  const data = {
    ...covered,
    coverage: withDoubts({ ...covered, audit, sources }),
    audit,
    ...(joined === null ? {} : { trails: joined.trails }),
    engine: ENGINE_VERSION,
    strings: strings.toArray(),
    sources,
    ...(read.leftOut.length === 0 ? {} : { leftOut: read.leftOut }),
    ...spanOf(sources),
    partial: read.cancelled || read.broken,
  };
  const places = read.inputs.map((input) => files[input]?.path ?? "");
  return { data, inputs: read.inputs, places, cancelled: read.cancelled };
}

/** Gives the memory of rows back that a result does not share: it is needed to hand the result over. */
function forget(events: EventTable, result: unknown): void {
  const kept = new Set<ArrayBufferLike>(buffersOf(result));
  for (const column of Object.values(events))
    if (ArrayBuffer.isView(column) && !kept.has(column.buffer)) freeMemory(column.buffer);
}

/** Sources whose inputs are known to be answers to a query. */
function filteredOf(inputs: readonly number[], files: readonly InputFile[]): ReadonlySet<number> {
  return new Set(inputs.flatMap((input, source) => (files[input]?.filtered === true ? [source] : [])));
}

/** The texts of a reading, whichever table holds them by now. */
function textsOf(reading: Reading): { toArray(): readonly string[] } {
  return { toArray: () => reading.strings.toArray() };
}

/** Oldest and newest record of all sources; `NaN` without any. */
function spanOf(sources: readonly SourceInfo[]): { readonly oldest: Ticks; readonly newest: Ticks } {
  const known = sources.filter(({ oldest, newest }) => oldest <= newest);
  if (known.length === 0) return { oldest: NO_TIME, newest: NO_TIME };
  let { oldest, newest } = known[0]!;
  for (const source of known) {
    if (source.oldest < oldest) oldest = source.oldest;
    if (source.newest > newest) newest = source.newest;
  }
  return { oldest, newest };
}
