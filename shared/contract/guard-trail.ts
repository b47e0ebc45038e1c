import { type CaseTrails, TRAIL_FACT_COLUMNS, type TrailSource } from "../types/trail.ts";
import { isCloudTrail } from "./guard-cloud.ts";
import { isTable } from "./guard-table.ts";
import { isCount, isObject } from "./shapes.ts";

/* Shapes of what a case knows from trails. */

export function isCaseTrails(value: unknown): value is CaseTrails {
  return (
    isObject(value) &&
    isTable(TRAIL_FACT_COLUMNS, value.facts) &&
    (value.dynamics === undefined || isCloudTrail(value.dynamics))
  );
}

export function isTrailSource(value: unknown): value is TrailSource {
  return (
    isObject(value) &&
    value.kind === "script" &&
    [value.logons, value.logoffs, value.unknown, value.undated].every(isCount)
  );
}
