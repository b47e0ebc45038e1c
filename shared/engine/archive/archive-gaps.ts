import type { CaseTables, Coverage, LogHole } from "../../types/case.ts";
import { CHANNEL_NAMES } from "../../types/live-channels.ts";
import type { SourceInfo } from "../../types/source.ts";
import type { Ticks } from "../../types/units.ts";
import { epochMsToTicks } from "../time/calendar.ts";
import { belongsTo } from "../verdicts.ts";
import { archiveFindings } from "./archive-findings.ts";

type Tables = Pick<CaseTables, "computers" | "coverage" | "holes">;

/**
 * The holes and covered spans of a case with the gaps between the runs of an archive. Records of a run hold only some
 * kinds, so jumps of their numbers tell nothing; that two runs do not join only the index knows.
 */
export function withArchiveGaps(tables: Tables, sources: readonly SourceInfo[]): Tables {
  const holes: LogHole[] = [];
  let coverage = tables.coverage;
  for (const { trails } of archiveFindings(sources)) {
    for (const trail of trails) {
      if (trail.gaps.length === 0) continue;
      const own = tables.computers.find((computer) => belongsTo(computer)(trail.computer));
      if (own === undefined) continue;
      const channel = CHANNEL_NAMES[trail.channel];
      for (const gap of trail.gaps) {
        const [from, to] = [isoTicks(gap.from), isoTicks(gap.to)];
        if (!(from < to)) continue;
        holes.push({ computer: own.key, channel, from, to, cause: "fileEdge", by: null });
        coverage = coverage.map((each) =>
          each.computer === own.key && each.channel.toLowerCase() === channel.toLowerCase()
            ? withoutSpan(each, from, to)
            : each,
        );
      }
    }
  }
  return holes.length === 0 ? tables : { ...tables, coverage, holes: [...tables.holes, ...holes] };
}

function withoutSpan(own: Coverage, from: Ticks, to: Ticks): Coverage {
  const spans = own.spans.flatMap(([start, end]): readonly (readonly [Ticks, Ticks])[] => {
    if (start >= to || end <= from) return [[start, end]];
    const parts: (readonly [Ticks, Ticks])[] = [];
    if (start <= from) parts.push([start, from]);
    if (end >= to) parts.push([to, end]);
    return parts;
  });
  return { ...own, spans };
}

/** Ticks of a time of an index, whose form was checked when it was read. */
export function isoTicks(text: string): Ticks {
  const [, whole = "", fraction = ""] = /^(.{19})(?:\.(\d{1,9}))?Z$/.exec(text) ?? [];
  const steps = Number(fraction.slice(0, 7).padEnd(7, "0"));
  return (epochMsToTicks(Date.parse(`${whole}Z`)) + steps) as Ticks;
}
