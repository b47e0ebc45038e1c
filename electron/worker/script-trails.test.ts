import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCaseData } from "../../shared/contract/guard-case.ts";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { sessionsAnswer } from "../../shared/contract/schemas.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { checkCounts } from "../../shared/engine/trails/check-counts.ts";
import { judgeCase } from "../../shared/engine/verdicts.ts";
import { sessionsJson } from "../../shared/export/sessions-json.ts";
import { SESSION_KINDS } from "../../shared/types/names.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import { openCase } from "./open-case-job.ts";
import { readRecord } from "./record-job.ts";

/* Files of logon scripts, alone and beside logs, through the whole of reading. */

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const LOG = fileURLToPath(new URL("win7-security.evtx", SAMPLES));
const present = existsSync(LOG);
let compared = 0;
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-scripts-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(`script trails beside real logs: ${compared} compared, ${present ? 0 : 1} skipped`);
});

const SCRIPT = SESSION_KINDS.indexOf("script");
const UTC_ANSWER: ImportAnswers = { signature: null, file: null, zone: "UTC" };

function read(
  paths: readonly string[],
  answers: readonly ImportAnswers[] = [UTC_ANSWER],
  from: string | null = null,
) {
  const files = paths.map((path): InputFile => ({ path, name: path, folder: from, failure: null, answers }));
  const context = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
  const { data } = openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context);
  expect(isCaseData(data)).toBe(true);
  return data;
}
function written(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${line}\r\n`).join(""));
  return path;
}
/** The JSON answer of all sessions, which fits its schema. */
function answered(data: ReturnType<typeof read>) {
  const rows = Uint32Array.from({ length: data.sessions.length }, (_, row) => row);
  const text = [...sessionsJson({ data, rows, zone: UTC, kinds: SESSION_KINDS, filter: "" })].join("");
  const answer: unknown = JSON.parse(text);
  expect(problemsOf(sessionsAnswer, answer)).toEqual([]);
  return answer as { readonly sessions: readonly Record<string, unknown>[] };
}

describe("a trail alone", () => {
  test("two files of the published script make sessions of their own kind", () => {
    const data = read([
      written("LOGON.log", "Mo 04.03.2024, 8:05:07,23,PC1,anna,,\\\\DC01 ", "rubbish"),
      written("LOGOFF.log", "Mo 04.03.2024,17:05:07,23,PC1,anna,Console,\\\\DC01 "),
    ]);
    expect(data.sources.map(({ format, used, trail }) => [format, used, trail])).toEqual([
      ["script", 1, { kind: "script", logons: 1, logoffs: 0, unknown: 0, undated: 0 }],
      ["script", 1, { kind: "script", logons: 0, logoffs: 1, unknown: 0, undated: 0 }],
    ]);
    expect(data.sources[0]!.damage).toEqual([{ code: "lineBad", offset: 45, count: 1 }]);
    const [session] = answered(data).sessions;
    expect(session).toMatchObject({
      kind: "script",
      evidence: "userWritable",
      computer: "PC1",
      user: "anna",
      start: "2024-03-04T08:05:07.2300000Z",
      end: "2024-03-04T17:05:07.2300000Z",
      endLower: "2024-03-04T17:05:06.2300000Z",
      endUpper: "2024-03-04T17:05:08.2300000Z",
      endReason: "logoff",
      confidence: "bounded",
      logonType: null,
      startRule: null,
      activeSeconds: null,
      trail: { sessionName: "Console", logonServer: "\\\\DC01", check: "notHeld", otherKey: null },
    });
    expect(session!.key).toMatch(/^pc1\/LogonScript\/\d+$/);
    // Scripts tell nothing of what Windows records, so nothing is judged by them.
    expect(judgeCase(data, Number.NaN)).toEqual([]);
    expect(data.computers).toEqual([]);
  });

  test("the same key in whatever file a line stands, and one session where it stands in two", () => {
    const line = "LOGON,2024-03-04T08:00:00.0000000Z,PC1,CORP\\anna,Console,\\\\DC01";
    const other = "LOGON,2024-03-03T08:00:00.0000000Z,PC2,CORP\\bob,Console,\\\\DC01";
    const keyOf = (data: ReturnType<typeof read>) =>
      answered(data).sessions.find(({ user }) => user === "anna")?.key;
    const one = read([written("one.csv", line)]);
    const both = read([written("two.csv", other, line), written("again.csv", line)]);
    expect(keyOf(both)).toBe(keyOf(one));
    expect(both.sessions.length).toBe(2);
    expect(both.sources.map(({ duplicates }) => duplicates)).toEqual([0, 1]);
  });

  test("lines of a file that nobody calls logons or logoffs are counted and make no session", () => {
    const path = written("april.log", "2024-03-04, 8:05:07.23,PC1,anna,,\\\\DC01");
    const data = read([path]);
    expect(data.sessions.length).toBe(0);
    expect(data.sources[0]).toMatchObject({ notes: ["roleUnknown"], used: 0, trail: { unknown: 1 } });
    expect(data.sources[0]!.text?.questions).toEqual(["role"]);
    const other = read([
      written(
        "may.log",
        "2024-03-04, 8:05:07.23,PC1,anna,,\\\\DC01",
        "2567-03-04, 8:05:07.23,PC1,anna,,\\\\DC01",
      ),
    ]);
    expect(other.sources[0]).toMatchObject({ used: 0, trail: { unknown: 2, undated: 1 } });
    const told = read([path], [{ ...UTC_ANSWER, role: "logoff" }]);
    expect(told.sessions.length).toBe(1);
    expect(Number.isNaN(told.sessions.start[0]!)).toBe(true);
  });

  test("a folder with a file for each event", () => {
    const own = join(folder, "events");
    mkdirSync(own);
    const paths: string[] = [];
    for (let day = 0; day < 300; day++) {
      for (const [at, kind] of (["LOGON", "LOGOFF"] as const).entries()) {
        const time = new Date(Date.UTC(2024, 0, 1 + day, 8 + at * 9)).toISOString();
        const path = join("events", `${kind}_PC1_anna_${day}.csv`);
        paths.push(written(path, `${kind},${time},PC1,CORP\\anna,Console,\\\\DC01`));
      }
    }
    const data = read(paths.toSorted(), [], own);
    expect(data.sessions.length).toBe(300);
    expect(data.sources).toHaveLength(600);
    expect(new Set(data.sessions.endReason).size).toBe(1);
    expect(data.leftOut).toBeUndefined();
  });

  test("a line is read again as it was written", () => {
    const path = written("line.csv", "LOGOFF,2024-03-04T08:00:00Z,PC1,CORP\\anna,Console,\\\\DC01");
    const found = readRecord(path, 0);
    expect(found.ok && found.value.xml).toContain("LOGOFF,2024-03-04T08:00:00Z,PC1");
    expect(readRecord(path, 5).ok).toBe(false);
  });
});

describe.runIf(present)("beside a real log", () => {
  test("desktop sessions, counts and verdicts stay what they are; the sessions of both are held against each other", () => {
    const alone = read([LOG]);
    const desktop = answered(alone).sessions.filter(
      ({ kind, confidence }) => kind === "desktop" && confidence === "exact",
    );
    const lines = desktop.flatMap(({ start, end, computer, user, domain }, at) => {
      const names = `${computer},${domain}\\${user},Console,\\\\DC01`;
      // One logon line was taken away, and its logoff with it.
      return at === 3 ? [] : [`LOGON,${start},${names}`, `LOGOFF,${end},${names}`];
    });
    const forged = String(lines[0])
      .replace(/T\d\d:/, "T03:")
      .replace("LOGON", "LOGOFF");
    const data = read([LOG, written("trail.csv", ...lines, forged)]);
    compared++;
    const strip = ({ id: _, trail: _t, parentKey: _p, ...rest }: Record<string, unknown>) => rest;
    const logged = answered(data).sessions.filter(({ kind }) => kind !== "script");
    expect(logged.map(strip)).toEqual(answered(alone).sessions.map(strip));
    expect(data.counts).toEqual(alone.counts);
    expect(judgeCase(data, Number.NaN)).toEqual(judgeCase(alone, Number.NaN));
    expect(data.acts.length).toBe(alone.acts.length);
    const acted = (own: typeof data) =>
      Array.from(own.acts.session, (row) => (row < 0 ? "" : own.sessions.start[row]));
    expect(acted(data)).toEqual(acted(alone));
    // In the order of start evidence, as before.
    const { sessions } = data;
    expect(sessions.kind.filter((kind) => kind === SCRIPT)).toHaveLength(desktop.length);
    const held = checkCounts(data)!;
    expect(held.scripts).toBe(desktop.length);
    expect(held.rows.matching).toHaveLength(desktop.length - 1);
    expect(held.rows.missingInTrail).toContain(
      answered(data).sessions.findIndex(({ key }) => key === desktop[3]!.key),
    );
  });
});
