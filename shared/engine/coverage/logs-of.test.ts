import { expect, test } from "vitest";
import { buildCase } from "../../testing/case-builder.ts";
import type { CaseData, ComputerInfo } from "../../types/case.ts";
import type { Ticks } from "../../types/units.ts";
import { logsOf } from "./logs-of.ts";

const time = (ticks: number) => ticks as Ticks;
const computer = (name: string, aliases: readonly string[] = []): ComputerInfo => ({
  key: name.toLowerCase(),
  name,
  aliases,
  oldest: time(0),
  newest: time(9),
  windowsZone: null,
});
const log = (name: string, channel: string) => ({
  computer: name,
  channel,
  spans: [[time(0), time(9)]] as const,
  records: 1,
  filtered: false,
});
const hole = (name: string) =>
  ({
    computer: name,
    channel: "Security",
    from: time(1),
    to: time(2),
    cause: "recordGap",
    by: null,
  }) as const;

test("logs and holes of a computer are found under all of its names, in the order of the case", () => {
  const data: CaseData = {
    ...buildCase({}),
    coverage: [
      log("WIN-SETUP", "System"),
      log("pc2", "Security"),
      log("pc1", "Security"),
      log("PC1", "Setup"),
    ],
    holes: [hole("PC2"), hole("win-setup")],
  };
  const own = logsOf(data, computer("PC1", ["Win-Setup"]));
  expect(own.coverage.map(({ channel }) => channel)).toEqual(["System", "Security", "Setup"]);
  expect(own.holes).toEqual([data.holes[1]]);
  expect(logsOf(data, computer("PC3"))).toEqual({ coverage: [], holes: [] });
  // Another case has logs of its own.
  expect(logsOf({ ...data, coverage: [] }, computer("PC1")).coverage).toEqual([]);
});
