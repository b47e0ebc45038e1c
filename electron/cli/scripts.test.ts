import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS, type ScriptsAnswer } from "../../shared/contract/schemas.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import { kitFiles, scriptKit } from "../../shared/export/scripts/script-kit.ts";
import { parseShare, sharePath } from "../../shared/export/scripts/share-name.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { endEvent } from "../host/case-end.ts";
import { openCase } from "../worker/open-case-job.ts";
import type { CliHost } from "./environment.ts";
import { runCli } from "./testing/run-cli.ts";

/* The guide to logon scripts, and what they wrote, through the command line. */

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-script-cli-"));
  writeFileSync(join(folder, "LOGON.log"), "04/05/2024, 8:00:00.00,PC1,anna,,\\\\DC01\r\n");
  writeFileSync(join(folder, "april.log"), "04/05/2024,17:00:00.00,PC1,anna,Console,\\\\DC01\r\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

const host: CliHost = {
  async openCasePaths(paths, options) {
    const answers = options?.answers;
    const files = paths.map(
      (path): InputFile => ({
        path: join(folder, path),
        name: path,
        folder: null,
        failure: null,
        ...(answers && { answers }),
      }),
    );
    const context = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
    return endEvent({
      ok: true,
      value: openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context),
    });
  },
  streamEvents: () => Promise.reject(new Error("not needed")),
  inspect: () => Promise.reject(new Error("not needed")),
  checkPack: () => Promise.reject(new Error("not asked for")),
  pairLines: () => Promise.reject(new Error("not asked for")),
  close: async () => {},
};

const run = (...args: readonly string[]) => runCli(host, args);

describe("logonscope scripts", () => {
  test("prints scripts, rights, steps and audit settings for a share", async () => {
    const { code, out } = await run("scripts", "--server-share", "\\\\FS1\\LOGONS$");
    expect(code).toBe(0);
    for (const part of [
      "$Share = '\\\\FS1\\LOGONS$'",
      'set "SHARE=\\\\FS1\\LOGONS$"',
      "icacls $Folder /grant:r '*S-1-3-4:(OI)(IO)(RA)'",
      "New-SmbShare -Name 'LOGONS$'",
      "Test before use",
      "Logon Script Delay",
      'auditpol /set /subcategory:"{0CCE9216-69AE-11D9-BED3-505054503030}" /success:enable',
    ])
      expect(out).toContain(part);
  });

  test("JSON fits its schema", async () => {
    const { out } = await run("scripts", "--format", "json");
    const answer: ScriptsAnswer = JSON.parse(out);
    expect(problemsOf(ANSWERS["logonscope.scripts/1"], answer)).toEqual([]);
    expect(answer.share).toBe("\\\\SERVER\\LOGONS$");
    expect(answer.sections.map(({ key }) => key)).toEqual([
      "what",
      "folder",
      "scripts",
      "policy",
      "audit",
      "open",
    ]);
  });

  test("writes files into a folder, and none over another", async () => {
    const to = join(folder, "kit");
    const { code, out, err } = await run("scripts", "--out", to);
    expect([code, out]).toEqual([0, ""]);
    expect(err).toContain("Test them before use");
    expect(readdirSync(to).toSorted()).toEqual([
      "Create-Share.cmd",
      "Create-Share.ps1",
      "Gather-Lines.ps1",
      "Logonscope-Logoff.cmd",
      "Logonscope-Logoff.ps1",
      "Logonscope-Logon.cmd",
      "Logonscope-Logon.ps1",
      "README.txt",
    ]);
    writeFileSync(join(to, "Create-Share.ps1"), "mine");
    expect((await run("scripts", "--out", to)).code).toBe(4);
    expect(readFileSync(join(to, "Create-Share.ps1"), "utf8")).toBe("mine");
  });

  test.each([
    "\\\\FS1",
    "FS1\\LOGONS",
    "\\\\FS1\\LO'GONS",
    "\\\\FS1\\a;b",
    "\\\\$(x)\\a",
    "\\\\FS1\\C$",
    "\\\\FS1\\a\\b",
    "\\\\FS1\\NUL",
    "\\\\a..b\\c",
  ])("%s is no share", async (share) => {
    const { code, out, err } = await run("scripts", "--server-share", share);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("--server-share: ");
  });

  test("whatever is typed, no file holds more of it than letters, digits, . _ - and a $ at its end", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.stringMatching(/^[A-Za-z0-9.'"`$%!&|;(){}^_ -]{1,12}$/),
    );
    fc.assert(
      fc.property(text, text, (server, share) => {
        const parsed = parseShare(`\\\\${server}\\${share}`);
        if (typeof parsed === "string") return;
        expect(sharePath(parsed)).toMatch(/^\\\\[A-Za-z0-9_.-]+\\[A-Za-z0-9_.-]+\$?$/);
        const { server: known } = parsed;
        const plain = kitFiles(scriptKit({ server: "SERVER", share: "LOGONS$" }));
        const own = kitFiles(scriptKit(parsed));
        // Lines and quotes are those of the scripts: a name adds none.
        const marks = (all: readonly { readonly text: string }[]) =>
          all.map((file) => file.text.replace(/[^\r\n'"`%!&|;(){}^<>]/g, "")).join("");
        expect(marks(own)).toBe(marks(plain));
        expect(known).not.toContain("$");
      }),
      { numRuns: 500 },
    );
  });

  test("all files are ASCII with the line ends of Windows", () => {
    for (const { text } of kitFiles(scriptKit({ server: "FS1", share: "LOGONS$" }))) {
      expect(text).toMatch(/^[\t\r\n\x20-\x7e]*$/);
      expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    }
  });
});

describe("what scripts wrote", () => {
  const inputs = ["LOGON.log", "april.log"];
  test("stays out of an answer that does not name its kind, and that is said", async () => {
    const { code, out, err } = await run(
      "sessions",
      "--text-zone",
      "UTC",
      "--script-role",
      "april.log=logoff",
      ...inputs,
    );
    expect(code).toBe(0);
    expect(out).toContain("No session matches");
    expect(err).toContain("1 session of logon scripts left out; --kind script lists them.");
  });

  test("options say the role of a file, the zone and the order of dates", async () => {
    const { out, err } = await run(
      "sessions",
      "--kind",
      "script",
      "--text-zone",
      "Europe/Berlin",
      "--date-order",
      "dmy",
      "--script-role",
      "april.log=logoff",
      "--format",
      "jsonl",
      ...inputs,
    );
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject({
      start: "2024-05-04T06:00:00.0000000Z",
      end: "2024-05-04T15:00:00.0000000Z",
      flags: [],
      evidence: "userWritable",
    });
  });

  test("what is assumed or left open is said", async () => {
    const { out, err } = await run(
      "sessions",
      "--filter",
      "evidence:userWritable kind:script",
      "--format",
      "jsonl",
      ...inputs,
    );
    expect(JSON.parse(out)).toMatchObject({ endReason: "stillOpen", flags: ["dateOrderAssumed"] });
    expect(err).toContain(
      "april.log: neither its name nor its lines tell whether they are logons or logoffs",
    );
    expect(err).toContain("LOGON.log: its times name no zone");
  });

  test("a file named that is no input is said", async () => {
    const { err } = await run("sessions", "--script-role", "may.log=logoff", ...inputs);
    expect(err).toContain("may.log: no input has that name, so what was said of it was not used.");
  });

  test("are not counted as logons unless asked for", async () => {
    const args = ["report", "counts", "--text-zone", "UTC", "--format", "json", ...inputs];
    expect(JSON.parse((await run(...args)).out)).toMatchObject({ totals: { counted: 0 } });
    expect(JSON.parse((await run(...args, "--kind", "script")).out)).toMatchObject({
      totals: { counted: 1 },
    });
  });

  test("values that are none end with 2", async () => {
    expect((await run("sessions", "--script-role", "april.log=both", ...inputs)).code).toBe(2);
    expect((await run("sessions", "--script-years", "hijri", ...inputs)).code).toBe(2);
  });
});
