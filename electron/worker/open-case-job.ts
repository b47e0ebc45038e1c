import { ENGINE_VERSION } from "../../shared/contract/versions.ts";
import type { CaseOutcome, InputFile } from "../../shared/contract/worker-job.ts";
import { Extractor } from "../../shared/engine/extract/extractor.ts";
import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import type { PairingSettings } from "../../shared/types/settings.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { NO_TIME, type Ticks } from "../../shared/types/units.ts";
import { EarlySessions } from "./early-sessions.ts";
import type { JobContext } from "./job-context.ts";
import { readInputs } from "./read-inputs.ts";

export interface CaseJob {
  readonly files: readonly InputFile[];
  readonly settings: PairingSettings;
  readonly early: boolean;
}

/**
 * Reads all inputs into one event table and pairs it. A cancelled job pairs what it has read and says so. Never throws
 * for what is in the inputs.
 */
export function openCase({ files, settings, early }: CaseJob, context: JobContext): CaseOutcome {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const sessions = new EarlySessions(extractor, strings, settings);
  const single = early && files.length === 1;

  const read = readInputs(
    {
      files,
      strings,
      cancel: context.cancel,
      send: (progress) => context.post({ type: "progress", progress }),
    },
    {
      read(reader, source) {
        extractor.startSource(source);
        reader.extract(extractor);
        const { used, logons, failures, lost } = extractor.endSource();
        return { used, logons: logons + failures, lost };
      },
      used: () => extractor.length,
      onPiece(progress, file, info) {
        if (!single) return;
        const found = sessions.attempt(progress.elapsedMs, file, info);
        if (found !== null) context.post({ type: "partial", ...found });
      },
    },
  );
  read.progress.phase("pairing");
  const { duplicatesBySource, ...tables } = pairCase({
    events: sessions.finish(),
    strings,
    settings,
    sourceCount: Math.max(1, read.sources.length),
  });
  read.progress.phase("handingOver");
  const sources = read.sources.map((source, at) => ({ ...source, duplicates: duplicatesBySource[at] ?? 0 }));
  const data = {
    ...tables,
    engine: ENGINE_VERSION,
    strings: strings.toArray(),
    sources,
    ...spanOf(sources),
    partial: read.cancelled || read.broken,
  };
  return { data, inputs: read.inputs, cancelled: read.cancelled };
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
