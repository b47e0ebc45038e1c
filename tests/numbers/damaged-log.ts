import type { Random } from "../../build/demo/random.ts";
import type { EventSpec } from "../../shared/testing/event-table-builder.ts";
import type { History } from "./simulated-machine.ts";

/** What became of a log between the machine and the reader. */
export const FATES = ["whole", "wrapped", "cleared", "gap", "twoFiles"] as const;
export type Fate = (typeof FATES)[number];

/**
 * The log of a history as it is found: whole, with its beginning overwritten, cleared at a moment, with a stretch
 * missing, or in two files that overlap. Records are numbered as they were written, before any of that.
 */
export function logOf({ rows }: History, fate: Fate, random: Random): EventSpec[] {
  const numbers = new Map<string, number>();
  const numbered = rows.map((row) => {
    const channel = row.channelKind ?? "security";
    const recordId = (numbers.get(channel) ?? 0) + 1;
    numbers.set(channel, recordId);
    return { row, numbered: { ...row, recordId, offset: recordId * 512 } };
  });
  const security = numbered.filter(({ row }) => row.channelKind !== "system");
  const others = numbered.filter(({ row }) => row.channelKind === "system").map(({ numbered }) => numbered);
  const all = security.map(({ numbered }) => numbered);
  const cut = random.between(5, Math.max(6, Math.floor(all.length / 2)));
  switch (fate) {
    case "whole":
      return [...all, ...others];
    case "wrapped":
      return [...all.slice(cut), ...others];
    case "cleared": {
      const before = all[cut - 1]!;
      const first = all[cut]!;
      const time = before.time + Math.floor((first.time - before.time) / 2);
      const cleared: EventSpec = {
        kind: "logCleared",
        eventId: 1102,
        computer: first.computer,
        user: "anna",
        domain: "CORP",
        time,
        recordId: before.recordId + 1,
        offset: 512,
      };
      const after = all.slice(cut).map((row) => ({ ...row, recordId: row.recordId + 1 }));
      return [cleared, ...after, ...others];
    }
    case "gap": {
      const length = random.between(3, Math.max(4, Math.floor(all.length / 4)));
      return [...all.slice(0, cut), ...all.slice(cut + length), ...others];
    }
    case "twoFiles": {
      const again = all.slice(Math.max(0, cut - 20)).map((row) => ({ ...row, source: 1 }));
      return [...all.slice(0, cut), ...again, ...others];
    }
  }
}
