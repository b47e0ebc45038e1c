import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CoverageAnswer } from "../../shared/contract/coverage-schema.ts";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS } from "../../shared/contract/schemas.ts";
import { QUESTIONS } from "../../shared/types/coverage.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { endEvent } from "../host/case-end.ts";
import type { JobContext } from "../worker/job-context.ts";
import { openCase } from "../worker/open-case-job.ts";
import type { CliHost } from "./environment.ts";
import { main } from "./main.ts";

/* `logonscope coverage` over a log and policy files of our own making, through the whole of reading. */

const context: JobContext = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
const host: CliHost = {
  openCasePaths: async (paths) => {
    const files = paths.map((path) => ({ path, name: path, folder: null, failure: null }));
    return endEvent({
      ok: true,
      value: openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context),
    });
  },
  streamEvents: () => Promise.reject(new Error("coverage reads no single records")),
  inspect: () => Promise.reject(new Error("coverage looks at no file alone")),
  checkPack: () => Promise.reject(new Error("not asked for")),
  pairLines: () => Promise.reject(new Error("not asked for")),
  close: async () => {},
};

async function run(...args: readonly string[]) {
  const told = { out: "", err: "" };
  const sink = (name: "out" | "err") => ({
    write(chunk: string | Uint8Array, callback?: (error?: Error | null) => void) {
      told[name] += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
      callback?.(null);
      return true;
    },
    on() {},
  });
  const code = await main(
    {
      stdout: sink("out"),
      stderr: sink("err"),
      machineZone: "UTC",
      signal: new AbortController().signal,
      createHost: async () => host,
      createCollector: () => Promise.reject(new Error("not needed")),
      serve: async () => {},
    },
    ["coverage", ...args],
  );
  return { code, ...told };
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-coverage-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A start of Windows at eight o'clock on a Monday, unless it is left out, then thirty network logons with their logoffs: no failure. */
function log(hasStart = true): string {
  let number = 1;
  const event = (id: number, minute: number, data: string) =>
    `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>${id}</EventID><Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime="2024-03-04T0${8 + Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}:00.0000000Z"/><EventRecordID>${number++}</EventRecordID><Channel>Security</Channel><Computer>PC1</Computer></System><EventData>${data}</EventData></Event>`;
  const session = (minute: number) => {
    const data = `<Data Name="TargetUserName">anna</Data><Data Name="TargetLogonId">0x${(0x10000 + minute).toString(16)}</Data><Data Name="LogonType">3</Data>`;
    return event(4624, minute, data) + event(4634, minute + 1, data);
  };
  const start = hasStart ? event(4608, 0, "") : "";
  const sessions = start + Array.from({ length: 30 }, (_, at) => session(1 + at * 2)).join("");
  return `<Events>${sessions}</Events>`;
}
/** `auditpol /get /category:* /r` in Japanese: Logon both, Logoff success, Other Logon/Logoff none. */
const JAPANESE = (machine: string) =>
  [
    "コンピューター名,ポリシー ターゲット,サブカテゴリ,サブカテゴリ GUID,包含設定,除外設定",
    `${machine},System,ログオン,{0CCE9215-69AE-11D9-BED3-505054503030},成功および失敗,`,
    `${machine},System,ログオフ,{0CCE9216-69AE-11D9-BED3-505054503030},成功,`,
    `${machine},System,その他のログオン/ログオフ イベント,{0CCE921C-69AE-11D9-BED3-505054503030},監査なし,`,
    "",
  ].join("\r\n");
/** The same words in a language that is not known here. */
const FOREIGN = JAPANESE("PC1").replace("成功および失敗", "Succes og fejl").replace("監査なし", "Ingen");
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

/** The answers of the only computer as `yes recorded`, by question; the answer fits its schema. */
async function answersOf(...args: readonly string[]) {
  const { code, out } = await run(...args, "--format", "json");
  expect(code).toBe(0);
  const answer = JSON.parse(out) as CoverageAnswer;
  expect(problemsOf(ANSWERS["logonscope.coverage/1"]!, answer)).toEqual([]);
  const [computer] = answer.computers;
  const spans = computer!.answers as Readonly<
    Record<string, readonly { readonly answer: string; readonly reason: string; readonly text: string }[]>
  >;
  const told = Object.fromEntries(
    QUESTIONS.map((question) => [
      question,
      [...new Set(spans[question]!.map(({ answer: each, reason }) => `${each} ${reason}`))].join(", "),
    ]),
  );
  return { answer, computer: computer!, told };
}

describe("cannot tell, and why", () => {
  test("no policy at all", async () => {
    const { told } = await answersOf(file("log.xml", log()));
    expect(told).toMatchObject({
      logons: "yes recorded",
      logoffs: "yes recorded",
      failures: "unknown noSign",
    });
    const { out } = await run(file("log.xml", log()));
    expect(out).toContain("no audit policy says whether it would be");
    expect(out).toContain("No audit policy of this computer is at hand");
  });

  test("the policy of another machine", async () => {
    const args = [file("log.xml", log()), file("other.csv", utf16(JAPANESE("PC2")))];
    const { told, answer } = await answersOf(...args);
    expect(told.failures).toBe("unknown otherPolicy");
    expect(answer.strayPolicies).toMatchObject([{ computer: "PC2" }]);
    const { out } = await run(...args);
    expect(out).toContain("the audit policy at hand is that of another computer");
    expect(out).toContain("no log of PC2 is among the inputs");
  });

  test("a policy file in Japanese is read in Unicode, and decides", async () => {
    const { told, computer } = await answersOf(
      file("log.xml", log()),
      file("japanese.csv", utf16(JAPANESE("PC1"))),
    );
    expect(told).toMatchObject({
      failures: "yes policyOn",
      lockTime: "no policyOff",
      remote: "no policyOff",
    });
    const setting = computer.settings.find(({ name }) => name === "Other Logon/Logoff Events");
    expect(setting).toMatchObject({ policy: { state: "set", success: false, failure: false } });
  });

  test("and in the code page of a Japanese console", async () => {
    // Names of columns and subcategories are never asked: only the settings are written in Shift JIS here.
    const words: Readonly<Record<string, readonly number[]>> = {
      成功および失敗: [0x90, 0xac, 0x8c, 0xf7, 0x82, 0xa8, 0x82, 0xe6, 0x82, 0xd1, 0x8e, 0xb8, 0x94, 0x73],
      成功: [0x90, 0xac, 0x8c, 0xf7],
      監査なし: [0x8a, 0xc4, 0x8d, 0xb8, 0x82, 0xc8, 0x82, 0xb5],
    };
    const bytes = Buffer.concat(
      JAPANESE("PC1")
        .split(/(成功および失敗|成功|監査なし)/)
        .map((part) => Buffer.from(words[part] ?? part.replaceAll(/[^\0-\x7f]+/g, "x"))),
    );
    const { told } = await answersOf(file("log.xml", log()), file("console.csv", bytes));
    expect(told).toMatchObject({ failures: "yes policyOn", lockTime: "no policyOff" });
  });

  test("a policy in words of a language that is not known", async () => {
    const args = [file("log.xml", log()), file("foreign.csv", FOREIGN)];
    const { told } = await answersOf(...args);
    expect(told).toMatchObject({ failures: "unknown unreadPolicy", lockTime: "unknown unreadPolicy" });
    expect((await run(...args)).out).toContain("what the audit policy says of it cannot be told");
  });

  test.each([
    ["before", "2024-03-01", "2024-03-02"],
    ["after", "2024-04-01", "2024-04-02"],
  ])("a window %s every log", async (_, from, to) => {
    const args = [file("log.xml", log()), "--from", from, "--to", to];
    const { told, computer } = await answersOf(...args);
    expect(new Set(Object.values(told))).toEqual(new Set(["unknown noLog"]));
    expect((await run(...args)).out).toContain("no log reaches here");
    const keys = (computer.verdicts as readonly { readonly key: string }[]).map(({ key }) => key);
    if (from < "2024-03-04") expect(keys).toContain("partialWindow");
  });

  test("a window that reaches beyond the log on both sides says so for each side", async () => {
    const { computer } = await answersOf(
      file("log.xml", log()),
      "--from",
      "2024-03-01",
      "--to",
      "2024-03-09",
    );
    const spans = (computer.answers as Readonly<Record<string, readonly { readonly reason: string }[]>>)
      .logons!;
    expect(spans.map(({ reason }) => reason)).toEqual(["noLog", "recorded", "noLog"]);
  });

  test("an export that numbered its records anew", async () => {
    const args = [file("anew.xml", log(false)), file("policy.csv", utf16(JAPANESE("PC1")))];
    const { told, answer } = await answersOf(...args);
    expect(told).toMatchObject({
      logons: "yes recorded",
      failures: "unknown renumbered",
      lockTime: "unknown renumbered",
    });
    expect(answer.coverage).toMatchObject([{ filtered: true, doubt: "renumbered" }]);
    expect((await run(...args)).out).toContain("The records were numbered anew by whatever exported them");
  });
});

describe("--role", () => {
  const KERBEROS = "Kerberos Authentication Service";
  const adviceOf = ({ computer }: Awaited<ReturnType<typeof answersOf>>) => ({
    role: computer.role,
    roleFrom: computer.roleFrom,
    kerberos: (
      computer.settings.find(({ name }) => name === KERBEROS)!.recommended.general as { success: string }
    ).success,
  });

  test.each([
    [[], { role: null, roleFrom: null, kerberos: "no" }],
    [["--role", "domain-controller"], { role: "domainController", roleFrom: "chosen", kerberos: "yes" }],
    [["--role", "Workstation"], { role: "workstation", roleFrom: "chosen", kerberos: "no" }],
    [["--role", "workstation,pc1=DC"], { role: "domainController", roleFrom: "chosen", kerberos: "yes" }],
    [["--role", "PC9=dc"], { role: null, roleFrom: null, kerberos: "no" }],
  ] as const)("%s", async (options, expected) => {
    expect(adviceOf(await answersOf(file("log.xml", log()), ...options))).toEqual(expected);
  });

  test("where nothing tells it, the table says what would differ on a domain controller", async () => {
    const { out } = await run(file("log.xml", log()));
    expect(out).toContain("Nothing in its logs tells whether it is a domain controller");
    expect(out).toContain(`On a domain controller: Credential Validation: `);
    expect(out).toContain(`${KERBEROS}: success and failure`);
    const said = await run(file("log.xml", log()), "--role", "dc");
    expect(said.out).toContain("those of a domain controller, as you chose");
    expect(said.out).not.toContain("On a domain controller:");
  });

  test("a computer without a log is told; a role there is not is refused", async () => {
    const stranger = await run(file("log.xml", log()), "--role", "PC9=dc");
    expect(stranger.err).toContain("--role: no log of pc9 is among the inputs.");
    const wrong = await run(file("log.xml", log()), "--role", "PC1=printer");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain(
      '--role takes domain-controller, member-server or workstation; not "printer".',
    );
  });
});

test("the size of the log, as wevtutil tells it", async () => {
  const settings = "name: Security\r\nenabled: true\r\nlogging:\r\n  maxSize: 134217728\r\n";
  const { out } = await run(file("log.xml", log()), file("security-log.txt", settings));
  expect(out).toContain("settings of the Security log, taken to be of this computer");
  expect(out).toContain("No audit policy of this computer is at hand");
});
