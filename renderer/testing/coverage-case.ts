import type { CaseData } from "../../shared/types/case.ts";
import type { AuditEvidence, AuditSegment } from "../../shared/types/coverage.ts";
import { type AuditPolicy, subcategoryGuid } from "../../shared/types/policy.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { DAY, sampleCase } from "./sample-case.ts";

/** Ticks of Monday 2024-03-04T00:00Z. */
const MONDAY = 63 * DAY;
const NOTHING: AuditEvidence = { segments: [], changes: [], notices: [], renumbered: [], turned: [] };

/** Moments of the invented case, in days from its Monday. */
export const at = (day: number): Ticks => (MONDAY + day * DAY) as Ticks;

/** What the policy file of a computer sets, by the last digits of the GUID: 0 nothing, 1 success, 2 failure, 3 both. */
export function policyOf(computer: string | null, values: Readonly<Record<number, number>>): AuditPolicy {
  return {
    kind: "backup",
    computer,
    target: "System",
    settings: Object.entries(values).map(([pair, value]) => ({
      guid: subcategoryGuid(0x0cce9200 + Number(pair)),
      state: "set",
      success: (value & 1) !== 0,
      failure: (value & 2) !== 0,
    })),
    categories: [],
    forcesSubcategories: null,
    userRows: 0,
    otherComputers: 0,
  };
}

/** An invented case whose computers cover ten days, each with spans in which so much of each kind was recorded. */
export function coverageCase(
  logs: Readonly<Record<string, readonly Omit<AuditSegment, "computer">[]>>,
  policies: readonly AuditPolicy[] = [],
): CaseData {
  const data = sampleCase("normal");
  const names = Object.keys(logs);
  const [source] = data.sources;
  return {
    ...data,
    holes: [],
    boots: [],
    computers: names.map((name) => ({
      key: name.toLowerCase(),
      name,
      aliases: [],
      oldest: at(0),
      newest: at(10),
      windowsZone: null,
    })),
    coverage: names.map((name) => ({
      computer: name,
      channel: "Security",
      spans: logs[name]!.map(({ from, to }) => [from, to] as const),
      records: 1000,
      filtered: false,
    })),
    sources: [
      ...data.sources,
      ...policies.map(
        (policy, i): SourceInfo => ({ ...(source as SourceInfo), path: `policy-${i}.csv`, policy }),
      ),
    ],
    audit: {
      ...NOTHING,
      segments: names.flatMap((name) =>
        logs[name]!.map((segment) => ({ ...segment, computer: name.toLowerCase() })),
      ),
    },
    oldest: at(0),
    newest: at(10),
  };
}
