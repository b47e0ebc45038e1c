import { expect, test } from "vitest";
import { DamageLog } from "./damage-log.ts";

test("counts by code, keeps the lowest offset, lists in the order of the closed list", () => {
  const log = new DamageLog();
  expect(log.toArray()).toEqual([]);
  log.add("recordBad", 900);
  log.add("chunkCrc", 4096);
  log.add("recordBad", 700);
  log.add("recordBad", 800);
  expect(log.toArray()).toEqual([
    { code: "chunkCrc", offset: 4096, count: 1 },
    { code: "recordBad", offset: 700, count: 3 },
  ]);
});
