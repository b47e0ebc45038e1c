import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CHANNEL_NAMES } from "../../shared/types/live-channels.ts";
import { eventually } from "../../tests/eventually.ts";
import { createStandIn, type StandIn } from "../../tests/windows/stand-in.ts";
import type { World } from "../../tests/windows/world.ts";
import { createCollector } from "../collect/collector.ts";
import type { Environment } from "./environment.ts";
import { main } from "./main.ts";

const WORLD: World = {
  computer: "PC-014",
  uac: "yes",
  logs: {
    Security: {
      guarded: true,
      records: [{ id: 1, time: "2024-03-06T13:00:00.1234567Z", event: "4608" }],
    },
    System: { records: [{ id: 7, time: "2024-03-01T07:59:00.0000000Z", event: "eventLog6005" }] },
    [CHANNEL_NAMES.lsm]: { records: [] },
  },
};
const BOTH = "--channels security,system";

let standIn: StandIn;
let out = "";
beforeEach(async () => {
  standIn = createStandIn(WORLD);
  out = join(dirname(standIn.parent), "saved logs");
});
afterEach(() => {
  expect(readdirSync(standIn.parent), "no private folder stays behind").toEqual([]);
  standIn.remove();
});

async function run(
  line: string,
  setting: { signal?: AbortSignal; platform?: NodeJS.Platform; tty?: boolean } = {},
) {
  const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  let stdout = "";
  let err = "";
  const stream = (take: (text: string) => void): Environment["stdout"] => ({
    isTTY: setting.tty === true,
    columns: 100,
    write(chunk, callback) {
      take(String(chunk));
      callback?.(null);
      return true;
    },
    on() {},
  });
  const code = await main(
    {
      stdout: stream((text) => (stdout += text)),
      stderr: stream((text) => (err += text)),
      machineZone: "UTC",
      signal: setting.signal ?? new AbortController().signal,
      createHost: () => Promise.reject(new Error("collect reads nothing")),
      createCollector: async () =>
        createCollector({
          ...standIn.options,
          now: () => Date.parse("2024-03-06T14:05:00Z"),
          ...(setting.platform === undefined ? {} : { platform: setting.platform }),
        }),
      serve: () => Promise.reject(new Error("not asked")),
    },
    ["collect", ...args],
  );
  return { code, out: stdout, err, files: stdout.split("\n").filter((path) => path !== "") };
}

describe("collect", () => {
  test("saves the logs into a folder and prints their paths", async () => {
    const { code, files, err } = await run(`--out "${out}" --channels Security,System`);
    expect(code).toBe(0);
    expect(files.map((path) => basename(path))).toEqual([
      "PC-014-Security-20240306T140500Z.evtx",
      "PC-014-System-20240306T140500Z.evtx",
    ]);
    for (const path of files) expect(readFileSync(path).subarray(0, 7).toString()).toBe("ElfFile");
    expect(readdirSync(out)).toHaveLength(2);
    expect(err).toContain("Security: Windows asks for an administrator's permission now.");
    expect(err).toMatch(/Security: [\d,]+ bytes, newest record 1 of 2024-03-06T13:00:00\.1234567Z\./);
  });

  test("a missing Remote Desktop log is said and nothing is wrong", async () => {
    const { code, files, err } = await run(`--out "${out}"`);
    expect([code, files.length]).toEqual([0, 3]);
    expect(err).toContain("RemoteConnectionManager/Operational: not kept by this Windows.");
  });

  test("--quiet leaves the paths and what went wrong", async () => {
    expect((await run(`--out "${out}" --quiet`)).err).toBe("");
    standIn.set({ ...WORLD, uac: "no" });
    const { code, files, err } = await run(`--out "${out}/2" --quiet ${BOTH}`);
    expect([code, files.length]).toEqual([3, 1]);
    expect(err).toMatch(
      /^logonscope: Security: The question of Windows was answered with No.*\(Windows error 1223\)\n$/,
    );
  });

  test("--all asks for every record, --progress json tells each step", async () => {
    const { err } = await run(`--out "${out}" --all --progress json ${BOTH}`);
    const exports = standIn.calls().filter((call) => call.includes("epl"));
    expect(exports.length).toBeGreaterThan(0);
    for (const call of exports) expect(call.join(" ")).not.toContain("/q:");
    const lines = err.split("\n").filter((line) => line.startsWith("{"));
    expect(lines.map((line) => JSON.parse(line).progress.step)).toContain("asking");
  });

  test("1 when nothing could be saved, each log with its reason", async () => {
    standIn.set({
      ...WORLD,
      logs: { Security: { records: [], exit: 1722 }, System: { records: [], exit: 1500 } },
    });
    const { code, out: stdout, err } = await run(`--out "${out}" ${BOTH}`);
    expect([code, stdout]).toEqual([1, ""]);
    expect(err).toContain("Security: The Windows Event Log service does not answer.");
    expect(err).toContain("System: Windows calls this log damaged");
    expect(err).toContain("No log could be saved.");
    expect(readdirSync(out)).toEqual([]);
  });

  test("1 in one line where this is no Windows", async () => {
    const { code, err } = await run(`--out "${out}"`, { platform: "linux" });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^logonscope: This is not Windows.*wevtutil epl Security C:\\Temp\\Security\.evtx\n$/,
    );
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    ["--channels application", /--channels takes security, system, lsm, rcm; not "application"/],
    ['--channels ""', /needs a value/],
    ["--channels security,", /not ""/],
    ["--zone UTC", /collect does not take --zone/],
  ])("2 for %s", async (line, sentence) => {
    const { code, err } = await run(line);
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
    expect(standIn.calls()).toEqual([]);
  });

  test("4 before Windows asks for anything when the folder cannot be made", async () => {
    writeFileSync(out, "a file");
    const { code, err } = await run(`--out "${out}"`);
    expect([code, standIn.calls()]).toEqual([4, []]);
    expect(err).toContain("there is such a file already");
  });

  test("4 when a file of that name stands there, which is not replaced", async () => {
    mkdirSync(out);
    const path = join(out, "PC-014-System-20240306T140500Z.evtx");
    writeFileSync(path, "evidence");
    expect((await run(`--out "${out}" --channels system`)).code).toBe(4);
    expect(readFileSync(path, "utf8")).toBe("evidence");
  });

  test("130 on Ctrl-C, and nothing is left", async () => {
    standIn.set({ ...WORLD, logs: { System: { records: [], hangs: true } } });
    const stop = new AbortController();
    const running = run(`--out "${out}" --channels system`, { signal: stop.signal });
    await eventually(() => expect(standIn.calls().some((call) => call.includes("epl"))).toBe(true));
    stop.abort();
    expect((await running).code).toBe(130);
    expect([readdirSync(out), standIn.running()]).toEqual([[], 0]);
  });
});
