import type { ComputerInfo, Coverage, CoverageDoubt } from "../../types/case.ts";
import type { AuditEvidence } from "../../types/coverage.ts";
import { CHANNEL } from "../../types/event-table.ts";
import type { SourceInfo, SourceNote } from "../../types/source.ts";
import { channelKindOf } from "../catalog/event-catalog.ts";

export interface DoubtInput {
  readonly coverage: readonly Coverage[];
  readonly computers: readonly ComputerInfo[];
  readonly audit: AuditEvidence;
  readonly sources: readonly SourceInfo[];
}

/**
 * Marks logs of which the inputs, or the numbers of their records, show that they may be incomplete without a gap to
 * see. Sessions are not touched: a jump of the numbers stays a gap for them, which is the careful side.
 */
export function withDoubts({ coverage, computers, audit, sources }: DoubtInput): readonly Coverage[] {
  const renumbered = new Set(audit.renumbered.map(({ computer }) => computer));
  const keys = new Map(
    computers.flatMap(({ key, name, aliases }) =>
      [key, name, ...aliases].map((each) => [each.toLowerCase(), key] as const),
    ),
  );
  const places = (note: SourceNote) => placesOf(sources, note, keys);
  const unnumbered = places("weakText");
  const leftOut = places("recordsLeftOut");
  return coverage.map((each) => {
    if (each.filtered) return each;
    const place = placeOf(each.computer, each.channel);
    const isAnew = channelKindOf(each.channel) === CHANNEL.security && renumbered.has(each.computer);
    let doubt: CoverageDoubt | null = isAnew ? "renumbered" : null;
    if (unnumbered.has(place)) doubt = "unnumbered";
    if (leftOut.has(place)) doubt = "leftOut";
    return doubt === null ? each : { ...each, filtered: true, doubt };
  });
}

/** Computers and channels of the sources with a note. */
function placesOf(
  sources: readonly SourceInfo[],
  note: SourceNote,
  keys: ReadonlyMap<string, string>,
): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { notes, computers, channels } of sources) {
    if (!notes.includes(note)) continue;
    // A text export may name no computer at all.
    for (const computer of computers.length === 0 ? [""] : computers)
      for (const channel of channels)
        places.add(placeOf(keys.get(computer.toLowerCase()) ?? computer, channel));
  }
  return places;
}

function placeOf(computer: string, channel: string): string {
  return `${computer.toLowerCase()}\n${channel.toLowerCase()}`;
}

/** A reason why what is missing in the Security log of a computer proves nothing. */
export type Doubt = "filtered" | "renumbered" | "unnumbered";

/** Why what is missing in the Security logs of a computer proves nothing; null where it may prove something. */
export function doubtOf(coverage: readonly Coverage[]): Doubt | null {
  let found: Doubt | null = null;
  for (const { filtered, doubt, channel } of coverage) {
    if (!filtered || channelKindOf(channel) !== CHANNEL.security) continue;
    if (doubt === undefined || doubt === "leftOut") return "filtered";
    found = doubt;
  }
  return found;
}
