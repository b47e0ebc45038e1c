import type { ArchiveIndex, ArchiveJoin, ArchiveMiss } from "./archive.ts";
import type { LiveChannelId } from "./live-channels.ts";

/** A stretch of a log between two runs in which records may be missing. Times are ISO 8601 UTC. */
export interface ArchiveGap {
  readonly from: string;
  readonly to: string;
  readonly cause: Exclude<ArchiveJoin, "first" | "joined">;
}

/** What an archive holds of one log of one computer. */
export interface ArchiveTrail {
  readonly computer: string;
  /** Names by which it was asked. */
  readonly asked: readonly string[];
  readonly channel: LiveChannelId;
  readonly files: number;
  readonly records: number;
  readonly from: string;
  readonly to: string;
  /** When it was last asked with success. */
  readonly lookedAt: string;
  /** The last answer broke off. */
  readonly partial: boolean;
  readonly gaps: readonly ArchiveGap[];
}

/** A computer that could not be had in its last run. */
export type ArchiveAbsence = Pick<ArchiveMiss, "asked" | "channel" | "at" | "code" | "exit">;

export interface ArchiveTrails {
  readonly trails: readonly ArchiveTrail[];
  readonly absent: readonly ArchiveAbsence[];
}

type Draft = { -readonly [Name in keyof ArchiveTrail]: ArchiveTrail[Name] } & {
  asked: string[];
  gaps: ArchiveGap[];
};

/** What the runs of an archive make together: each log from when to when, and where two runs do not join. */
export function archiveTrails({ entries }: ArchiveIndex): ArchiveTrails {
  const trails = new Map<string, Draft>();
  const absent = new Map<string, ArchiveAbsence>();
  for (const entry of entries) {
    const asked = entry.asked.toLowerCase();
    if (entry.type === "failed") {
      const { channel, at, code, exit } = entry;
      absent.set(`${asked} ${channel ?? ""}`, { asked: entry.asked, channel, at, code, exit });
      continue;
    }
    absent.delete(`${asked} ${entry.channel}`);
    absent.delete(`${asked} `);
    const key = `${entry.computer.toLowerCase()} ${entry.channel}`;
    const known = trails.get(key);
    if (entry.type === "nothingNew") {
      if (known !== undefined) known.lookedAt = entry.at;
      continue;
    }
    const { computer, channel, from, to, began, partial, records, join } = entry;
    if (known === undefined) {
      trails.set(key, {
        computer,
        asked: [entry.asked],
        channel,
        files: 1,
        records,
        from,
        to,
        lookedAt: began,
        partial,
        gaps: [],
      });
      continue;
    }
    if (!known.asked.some((name) => name.toLowerCase() === asked)) known.asked.push(entry.asked);
    known.files++;
    known.records += records;
    // Asked by another name it begins anew, and may hold what is here already.
    if ((join === "gap" || join === "restarted") && Date.parse(from) > Date.parse(known.to))
      known.gaps.push({ from: known.to, to: from, cause: join });
    if (Date.parse(from) < Date.parse(known.from)) known.from = from;
    if (Date.parse(to) > Date.parse(known.to)) known.to = to;
    known.lookedAt = began;
    known.partial = partial;
  }
  return { trails: [...trails.values()], absent: [...absent.values()] };
}
