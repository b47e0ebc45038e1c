import { expect, test } from "vitest";
import type { SourceInfo } from "../../shared/types/source.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { isZoneAssumed } from "./script-zone.ts";

test("only a script whose zone nobody said makes its comparison doubtful", () => {
  const base = sampleCase("one");
  const source = (more: Partial<SourceInfo>) => ({ ...base, sources: [{ ...base.sources[0]!, ...more }] });
  const trail = { logons: 1, logoffs: 0, unknown: 0 } as never;
  expect(isZoneAssumed(base)).toBe(false);
  expect(isZoneAssumed(source({ trail, notes: ["zoneAssumed"] }))).toBe(true);
  expect(isZoneAssumed(source({ trail, notes: [] }))).toBe(false);
  expect(isZoneAssumed(source({ notes: ["zoneAssumed"] }))).toBe(false);
});
