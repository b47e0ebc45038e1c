import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CoverageAnswer } from "../../shared/contract/coverage-schema.ts";
import { isCaseData } from "../../shared/contract/guard-case.ts";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS, type InfoAnswer } from "../../shared/contract/schemas.ts";
import { assessCoverage } from "../../shared/engine/coverage/assess.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { judgeCase } from "../../shared/engine/verdicts.ts";
import { coverageJson } from "../../shared/export/coverage-record.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { openCase } from "./open-case-job.ts";

/* Policy files beside logs, through the whole of reading. */

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const sample = (name: string) => fileURLToPath(new URL(name, SAMPLES));
let compared = 0;
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-policy-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(`coverage of real logs: ${compared} compared, ${present ? 0 : "all samples"} skipped`);
});

const ALL = { from: Number.NaN, to: Number.NaN };
function read(paths: readonly string[]) {
  const files = paths.map((path) => ({ path, name: path, folder: null, failure: null }));
  const context = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
  return openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context).data;
}
function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
const backup = (machine: string, rows: string) =>
  `コンピューター名,ポリシー ターゲット,サブカテゴリ,サブカテゴリ GUID,包含設定,除外設定,設定値\r\n${rows
    .split(" ")
    .map((row) => row.split("="))
    .map(
      ([pair, value]) => `${machine},System,何か,{0cce92${pair}-69ae-11d9-bed3-505054503030},,,${value}\r\n`,
    )
    .join("")}`;

test("a policy file is a source of its own, by its content, with its hash and no record", () => {
  const data = read([written("not-a-log.txt", backup("PC1", "15=3 16=1"))]);
  expect(data.sources).toMatchObject([
    { format: "policy", records: 0, failure: null, computers: ["PC1"], damage: [], notes: [] },
  ]);
  expect(data.sources[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(data.sources[0]!.policy?.settings).toHaveLength(2);
  expect(isCaseData(data)).toBe(true);
});

test("a damaged line of a policy is damage of its source", () => {
  const text = `${backup("PC1", "15=3")}rubbish\r\n`;
  const [source] = read([written("damaged.csv", text)]).sources;
  const offset = Buffer.byteLength(backup("PC1", "15=3"));
  expect(source).toMatchObject({ failure: null, damage: [{ code: "lineBad", offset, count: 1 }] });
});

describe.skipIf(!present)("real logs", () => {
  const answerOf = (paths: readonly string[]): CoverageAnswer => {
    const data = read(paths);
    expect(isCaseData(data)).toBe(true);
    const text = [...coverageJson({ data, coverage: assessCoverage(data, ALL), zone: UTC })].join("");
    const answer = JSON.parse(text) as CoverageAnswer & InfoAnswer;
    expect(problemsOf(ANSWERS["logonscope.coverage/1"]!, answer)).toEqual([]);
    compared++;
    return answer;
  };

  test("a domain controller is one by what it wrote, and its policy in Japanese decides what is not there", () => {
    const policy = written("dc.csv", backup("DC", "15=3 16=1 3f=4"));
    const { computers, coverage, strayPolicies } = answerOf([sample("dc-rdp-security.evtx"), policy]);
    expect(computers).toMatchObject([{ computer: "dc.windomain.local", role: "domainController" }]);
    const answers = computers[0]!.answers as Record<string, readonly { answer: string; reason: string }[]>;
    expect(answers.failures).toMatchObject([{ answer: "yes", reason: "policyOn" }]);
    expect(answers.logoffs).toMatchObject([{ answer: "yes", reason: "recorded" }]);
    expect(coverage[0]).toMatchObject({ policy: { effective: [{ kind: "backup", computer: "DC" }] } });
    const credentials = computers[0]!.settings.find(({ name }) => name === "Credential Validation");
    expect(credentials).toMatchObject({
      contradiction: "offButRecorded",
      commands: { stronger: expect.stringContaining("/success:enable /failure:enable") },
    });
    expect(strayPolicies).toEqual([]);
  });

  test("the policy of another machine says nothing of this one", () => {
    const policy = written("other.csv", backup("ELSEWHERE", "15=3"));
    const { computers, strayPolicies } = answerOf([sample("dc-rdp-security.evtx"), policy]);
    const answers = computers[0]!.answers as Record<string, readonly { answer: string; reason: string }[]>;
    expect(answers.failures).toMatchObject([{ answer: "unknown", reason: "otherPolicy" }]);
    expect(strayPolicies).toEqual([{ source: 1, kind: "backup", computer: "ELSEWHERE" }]);
  });

  test("thirty changes of a policy are told with subcategory, time and who made them", () => {
    const data = read([sample("audit-policy-4719.evtx")]);
    expect(data.audit!.changes).toHaveLength(30);
    expect(data.audit!.changes.every(({ guid, by }) => guid.startsWith("{0CCE92") && by !== null)).toBe(true);
    const told = judgeCase(data, Number.NaN).filter(({ key }) => key === "policyChanged");
    expect(told.every(({ params }) => params.state === "off" || params.state === "on")).toBe(true);
    expect(told.length).toBeGreaterThan(0);
    compared++;
  });
});
