import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isCaseData } from "../../shared/contract/guard-case.ts";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS } from "../../shared/contract/schemas.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import { serialOf, type TestCell, xlsxFile } from "../../shared/testing/xlsx-writer.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { endEvent } from "../host/case-end.ts";
import { openArchives } from "../worker/archives/open-archives.ts";
import type { JobContext } from "../worker/job-context.ts";
import { openCase } from "../worker/open-case-job.ts";
import type { CliHost } from "./environment.ts";
import { runCli } from "./testing/run-cli.ts";

/* Exports of Dynamics 365 through the command line, as files in a folder that somebody keeps them in. */

const ANNA = "5f1c6a3e-0b7d-4c55-9a1e-3d2f4b6a7c81";
const BEN = "9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d";
const context: JobContext = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
let folder = "";
let spools = 0;

const host: CliHost = {
  async openCasePaths(paths, options) {
    const given = paths.map((path): InputFile => {
      const answers = options?.answers;
      return {
        path,
        name: path.slice(folder.length + 1),
        folder: null,
        failure: null,
        ...(answers && { answers }),
      };
    });
    const { files } = await openArchives(given, join(folder, `spool${spools++}`), context);
    const end = endEvent({
      ok: true,
      value: openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context),
    });
    if (end.type === "done") expect(isCaseData(end.data)).toBe(true);
    return end;
  },
  streamEvents: () => Promise.reject(new Error("not needed")),
  inspect: () => Promise.reject(new Error("not needed")),
  checkPack: () => Promise.reject(new Error("not asked for")),
  pairLines: () => Promise.reject(new Error("not asked for")),
  close: async () => {},
};

const run = (...args: readonly string[]) => runCli(host, args);
const file = (name: string): string => join(folder, name);
async function report(...args: readonly string[]) {
  const { out, err, code } = await run("report", "d365", ...args, "--format", "json");
  if (out === "") throw new Error(`${code} ${err}`);
  const answer = JSON.parse(out) as {
    rows: readonly Record<string, unknown>[];
    totals: Record<string, unknown>;
    caveats: readonly unknown[];
  };
  expect(problemsOf(ANSWERS["logonscope.report.d365/1"], answer)).toEqual([]);
  const shown = answer.rows.map(
    ({ what, user, from, to }) =>
      `${what} ${user ?? ""} ${String(from).slice(5, 16)} ${String(to).slice(5, 16)}`,
  );
  return { ...answer, shown, code };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-d365-"));
  writeFileSync(
    file("logins 2024-03-08.csv"),
    `AADUserID,Start,End\n${ANNA},2024-03-04 09:00:00,2024-03-04 17:00:00\n${ANNA},2024-03-07 09:00:00,\n`,
  );
  const rows: readonly (readonly TestCell[])[] = [
    ["AADUserID", "Start", "End"],
    [BEN, { date: serialOf("2024-03-12T10:00:00Z") }, null],
    [
      "0d0d0d0d-1e2f-4a3b-8c4d-5e6f7a8b9c0d",
      { date: serialOf("2024-03-13T10:00:00Z") },
      { date: serialOf("2024-03-13T11:00:00Z") },
    ],
  ];
  const users = [
    ["User ID", "User name", "Email", "Object ID"],
    ["BEN", "Ben Ost", "ben@contoso.com", BEN],
  ];
  writeFileSync(
    file("logins 2024-03-17.xlsx"),
    xlsxFile([
      { name: "Logins", rows },
      { name: "Users", rows: users },
    ]),
  );
  writeFileSync(file("fremd.csv"), `Wer;Von;Bis\n${ANNA};04.03.2024 09:00;04.03.2024 10:00\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("report d365", () => {
  test("names gaps first, then what is covered, the exports, unknown users and the logins", async () => {
    const { shown, totals, caveats, code } = await report(
      file("logins 2024-03-08.csv"),
      file("logins 2024-03-17.xlsx"),
      "--at",
      "2024-03-23 12:00",
    );
    expect(code).toBe(0);
    expect(shown).toEqual([
      "gap  03-08T00:00 03-10T00:00",
      "incomplete  03-01T00:00 03-17T00:00",
      "pending  03-17T00:00 03-23T12:00",
      "export  03-10T00:00 03-17T00:00",
      "export  03-01T00:00 03-08T00:00",
      `unknownUser ${ANNA}  `,
      "unknownUser 0d0d0d0d-1e2f-4a3b-8c4d-5e6f7a8b9c0d  ",
      "login 0d0d0d0d-1e2f-4a3b-8c4d-5e6f7a8b9c0d 03-13T10:00 03-13T11:00",
      "login BEN 03-12T10:00 ",
      `login ${ANNA} 03-07T09:00 `,
      `login ${ANNA} 03-04T09:00 03-04T17:00`,
    ]);
    expect(totals).toMatchObject({
      complete: false,
      gaps: 1,
      nextDue: "2024-03-24T00:00:00.0000000Z",
      due: "soon",
      logins: 4,
      users: 3,
      unknownUsers: 2,
    });
    expect(caveats.length).toBeGreaterThan(0);
  });

  test("is complete where nothing is missing, and due by the day that counts as today", async () => {
    const one = file("logins 2024-03-08.csv");
    expect((await report(one, "--at", "2024-03-09")).totals).toMatchObject({
      complete: true,
      due: "covered",
    });
    const late = await report(one, "--at", "2024-03-20");
    expect(late.totals).toMatchObject({ complete: false, due: "overdue" });
    expect(late.shown[0]).toBe("gap  03-08T00:00 03-20T00:00");
  });

  test("without an export says so", async () => {
    const users = file("users.csv");
    writeFileSync(users, "User ID,Email\nBEN,ben@contoso.com\n");
    const { out } = await run("report", "d365", users);
    expect(out).toContain("No export of Dynamics 365 is among the inputs");
  });
});

describe("options", () => {
  test("say which columns are which, and what a file covers", async () => {
    const { shown, totals } = await report(
      file("fremd.csv"),
      "--d365-columns",
      "user=Wer,start=2,end=Bis",
      "--d365-end",
      "2024-03-06",
      "--d365-environment",
      "PROD",
      "--at",
      "2024-03-06",
    );
    expect(shown).toEqual([
      "complete  02-28T00:00 03-06T00:00",
      "export  02-28T00:00 03-06T00:00",
      `unknownUser ${ANNA}  `,
      `login ${ANNA} 03-04T09:00 03-04T10:00`,
    ]);
    expect(totals).toMatchObject({ environments: 1, complete: true });
  });

  test("hold for one file where they name it", async () => {
    const { rows } = await report(
      file("logins 2024-03-08.csv"),
      file("logins 2024-03-17.xlsx"),
      "--d365-environment",
      "logins 2024-03-08.csv=TEST",
      "--at",
      "2024-03-15",
    );
    const named = rows.filter(({ what }) => what === "complete").map(({ environment }) => environment);
    expect(named).toEqual([null, "TEST"]);
  });

  test.each([
    [["--d365-columns", "user"], "--d365-columns takes parts such as"],
    [["--d365-as", "logins"], "--d365-as takes loginEvents"],
    [["--d365-end", "soon"], '--d365-end: "soon" is not a time'],
    [["--d365-zone", "Nowhere"], "--d365-zone:"],
  ])("%j is refused", async (options, sentence) => {
    const { code, err } = await run("report", "d365", file("fremd.csv"), ...options);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});

test("sessions of Dynamics 365 come with --kind cloud alone", async () => {
  const path = file("logins 2024-03-17.xlsx");
  const sessions = async (...args: string[]) =>
    (JSON.parse((await run("sessions", path, "--format", "json", ...args)).out) as { sessions: unknown[] })
      .sessions;
  expect(await sessions()).toEqual([]);
  expect(await sessions("--kind", "cloud", "--d365-environment", "PROD")).toMatchObject([
    {
      kind: "cloud",
      user: "BEN",
      email: "ben@contoso.com",
      environment: "PROD",
      evidence: "cloudExport",
      end: null,
    },
    { confidence: "exact", endReason: "logoff", durationSeconds: 3600, computer: null },
  ]);
});

test("a table that nobody knows is named, with what can be said of it", async () => {
  const { code, err } = await run("sessions", file("fremd.csv"));
  expect(code).toBe(1);
  expect(err).toContain("--d365-columns");
});

test("a table whose start is missing, or columns that it does not have, are told with those it has", async () => {
  const path = file("ohne Beginn.csv");
  writeFileSync(path, `AADUserID,Foo\r\n${ANNA},2024-03-11 09:00:00\r\n`);
  for (const more of [[], ["--d365-columns", "user=AADUserID,start=Bar"]]) {
    const { code, err } = await run("sessions", path, ...more);
    expect(code).toBe(1);
    expect(err).toContain("--d365-columns");
    expect(err).toContain("its columns are AADUserID, Foo.");
  }
  const { out } = await run(
    "sessions",
    path,
    "--kind",
    "cloud",
    "--format",
    "jsonl",
    "--d365-columns",
    "user=AADUserID,start=Foo",
  );
  expect(JSON.parse(out)).toMatchObject({ start: "2024-03-11T09:00:00.0000000Z" });
});

test("a list of users with doubles says so", async () => {
  const path = file("Doppelte.csv");
  writeFileSync(
    path,
    `User ID,User name,Email,Object ID\r\nANNA,Anna,a@x.org,${ANNA}\r\nANNA,Anna,a@x.org,${ANNA}\r\nANNA2,Anna,b@x.org,${ANNA}\r\n`,
  );
  const { err } = await run("sessions", path);
  expect(err).toContain("2 rows of it repeat earlier ones, 1 with something else; the first of each counts.");
});
