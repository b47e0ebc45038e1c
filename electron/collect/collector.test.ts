import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ChannelProgress } from "../../shared/contract/live-log.ts";
import { CHANNEL_NAMES, type LiveChannelId } from "../../shared/types/live-channels.ts";
import { eventually } from "../../tests/eventually.ts";
import { createStandIn, type StandIn } from "../../tests/windows/stand-in.ts";
import type { LogOfWorld, RecordOfWorld, World } from "../../tests/windows/world.ts";
import type { CollectEnd, LiveCollector, LogMark, SavedLog } from "../host/live-collector.ts";
import { createCollector } from "./collector.ts";
import { fileName } from "./collector-names.ts";
import type { Patience } from "./save-channel.ts";

const ASOF = Date.parse("2024-03-06T14:05:00Z");
const logon = (id: number, minute = id % 60): RecordOfWorld => ({
  id,
  time: `2024-03-06T13:${String(minute).padStart(2, "0")}:00.1234567Z`,
  event: "4624v2",
  data: { TargetUserName: "anna", TargetLogonId: 1000 + id, LogonType: 2 },
});
const SECURITY: LogOfWorld = {
  records: [logon(101), logon(102), logon(103)],
  bytes: 20_975_616,
  guarded: true,
};
const WORLD: World = {
  computer: "PC-014",
  uac: "yes",
  logs: {
    Security: SECURITY,
    System: {
      records: [{ id: 7, time: "2024-03-01T07:59:00.0000000Z", event: "eventLog6005" }],
      bytes: 4_198_400,
    },
    [CHANNEL_NAMES.lsm]: { records: [] },
  },
};

let standIn: StandIn;
let collector: LiveCollector;
beforeEach(async () => {
  standIn = createStandIn(WORLD);
  start();
});
afterEach(async () => {
  await collector.close();
  expect(readdirSync(standIn.parent), "nothing stays behind").toEqual([]);
  standIn.remove();
});

const start = (patience: Partial<Patience> = {}): void => {
  collector = createCollector({
    ...standIn.options,
    now: () => ASOF,
    patience: { lookMs: 10, ...patience },
  });
};
const security = (change: Partial<LogOfWorld>, world: Partial<World> = {}): void =>
  standIn.set({ ...WORLD, ...world, logs: { ...WORLD.logs, Security: { ...SECURITY, ...change } } });

async function collect(
  channels: readonly LiveChannelId[],
  job: { whole?: boolean; after?: readonly LogMark[]; signal?: AbortSignal } = {},
): Promise<{
  readonly end: CollectEnd;
  readonly steps: readonly string[];
  readonly all: readonly ChannelProgress[];
}> {
  const all: ChannelProgress[] = [];
  const end = await collector.collect({
    channels,
    whole: false,
    after: [],
    ...job,
    onChannel: (progress) => all.push(progress),
  });
  const steps = all.map(({ channel, step }) => `${channel} ${step}`);
  return { end, all, steps: steps.filter((step, i) => step !== steps[i - 1]) };
}
function savedOf(end: CollectEnd): readonly SavedLog[] {
  expect(end.type).toBe("done");
  return end.type === "done" ? end.saved : [];
}
const failureOf = (end: CollectEnd) => (end.type === "failed" ? end.error : end);
/** Files in the private folder. */
const leftFiles = (): readonly string[] =>
  readdirSync(standIn.parent).flatMap((folder) => readdirSync(join(standIn.parent, folder)));
const started = (program: string) => standIn.calls().filter(([name]) => name === program);

describe("what is known before reading", () => {
  test("size and reach of what may be read, and what needs permission or is not there", async () => {
    const live = await collector.status();
    expect(live).toMatchObject({ computer: "PC-014", unsupported: null });
    expect(live.channels).toMatchObject([
      { id: "security", state: "needsAdmin", bytes: null, oldest: null, error: { code: "collectDenied" } },
      {
        id: "system",
        state: "ready",
        bytes: 4_198_400,
        maxBytes: 20_971_520,
        records: 1,
        oldest: Date.parse("2024-03-01T07:59:00Z"),
      },
      { id: "lsm", state: "ready", records: 0, oldest: null },
      { id: "rcm", state: "missing", error: { code: "channelMissing" } },
    ]);
    expect(started("powershell.exe"), "nobody is asked for a permission").toEqual([]);
  });

  test("a service that does not answer is said for each log", async () => {
    standIn.set({ ...WORLD, logs: { Security: { records: [], exit: 1722 } } });
    const [first] = (await collector.status()).channels;
    expect(first).toMatchObject({
      state: "failed",
      error: { code: "collectNoService", params: { exit: 1722 } },
    });
  });

  test("without wevtutil there is nothing to read", async () => {
    collector = createCollector({
      ...standIn.options,
      launch: () => {
        throw Object.assign(new Error("spawn ENOENT"), { code: "ENOENT" });
      },
    });
    expect((await collector.status()).unsupported).toMatchObject({ code: "collectNoProgram" });
  });

  test("not Windows: nothing is started", async () => {
    collector = createCollector({ ...standIn.options, platform: "linux" });
    expect(collector.supported).toBe(false);
    expect((await collector.status()).unsupported).toMatchObject({ code: "notWindows" });
    expect(failureOf((await collect(["security"])).end)).toMatchObject({ code: "notWindows" });
    expect(standIn.calls()).toEqual([]);
  });
});

describe("saving", () => {
  test("takes the events of sessions into a private folder, and marks where they end", async () => {
    standIn.set({
      ...WORLD,
      logs: {
        ...WORLD.logs,
        System: {
          records: [
            { id: 7, time: "2024-03-01T07:59:00.0000000Z", event: "eventLog6005" },
            { id: 9, time: "2024-03-01T08:00:00.0000000Z", event: "eventLog6009" },
          ],
        },
      },
    });
    const { end, steps } = await collect(["system"]);
    const [saved] = savedOf(end);
    expect(end).toMatchObject({ asOf: ASOF });
    expect(saved).toMatchObject({
      channel: "system",
      name: "PC-014-System-20240306T140500Z.evtx",
      mark: { channel: "system", recordId: 9n, time: "2024-03-01T08:00:00.0000000Z" },
    });
    expect(readFileSync(saved!.path).subarray(0, 7).toString()).toBe("ElfFile");
    expect(saved!.bytes).toBe(statSync(saved!.path).size);
    expect(steps).toEqual(["system waiting", "system saving", "system saved"]);
    const [icacls] = started("icacls.exe");
    expect(icacls?.slice(2)).toEqual([
      "/inheritance:r",
      "/grant:r",
      "*S-1-5-21-1004336348-1177238915-682003330-1001:(OI)(CI)F",
      "*S-1-5-32-544:(OI)(CI)F",
      "*S-1-5-18:(OI)(CI)F",
    ]);
    expect(statSync(icacls![1]!).mode & 0o777).toBe(0o700);
  });

  test("asks for permission for the log that needs it and for no other", async () => {
    const { end, steps } = await collect(["security", "system"]);
    expect(savedOf(end).map(({ channel, mark }) => `${channel} ${mark?.recordId}`)).toEqual([
      "security 103",
      "system 7",
    ]);
    expect(steps.filter((step) => !step.endsWith(" saving"))).toEqual([
      "security waiting",
      "system waiting",
      "security asking",
      "security saved",
      "system saved",
    ]);
    expect(started("powershell.exe")).toHaveLength(1);
  });

  test("needs no permission where the account may read the log", async () => {
    security({ guarded: false });
    savedOf((await collect(["security"])).end);
    expect(started("powershell.exe")).toEqual([]);
  });

  test("never writes over a file", async () => {
    savedOf((await collect(["system"])).end);
    for (const call of standIn.calls()) expect(call.join(" ")).not.toContain("/ow");
  });

  test("tells how far it is, and how large the log is", async () => {
    security({ guarded: false, slowMs: 300 });
    const { all } = await collect(["security"]);
    const saving = all.filter(({ step }) => step === "saving");
    expect(saving.some(({ bytes, atMost }) => bytes === 4096 && atMost === 20_975_616)).toBe(true);
    expect(all.at(-1)).toMatchObject({ step: "saved", bytes: expect.any(Number), error: null });
  });

  test("one log that fails hides no other; a Remote Desktop log may be missing", async () => {
    security({}, { uac: "no" });
    const { end, all } = await collect(["security", "rcm", "system"]);
    expect(savedOf(end).map(({ channel }) => channel)).toEqual(["system"]);
    const last = (channel: string) => all.findLast((each) => each.channel === channel);
    expect(last("security")).toMatchObject({
      step: "failed",
      error: { code: "collectRefused", params: { exit: 1223 } },
    });
    expect(last("rcm")).toMatchObject({ step: "missing", error: { code: "channelMissing" } });
    expect(leftFiles()).toHaveLength(1);
  });

  test("an empty log is saved as what it is", async () => {
    const [saved] = savedOf((await collect(["lsm"])).end);
    expect(saved?.mark).toBeNull();
  });
});

describe("what goes wrong", () => {
  test.each([
    ["a No to Windows", {}, { uac: "no" }, "collectRefused"],
    ["no way to ask", {}, { uac: "blocked" }, "collectNotElevated"],
    ["no service", { exit: 1722 }, {}, "collectNoService"],
    ["a log that Windows calls damaged", { exit: 1500 }, {}, "collectDamaged"],
    ["an unknown error", { exit: 4711 }, {}, "collectFailed"],
    ["a full disk", { guarded: false, room: 5000 }, {}, "collectDiskFull"],
    ["a full disk while Windows has given permission", { room: 5000 }, {}, "collectDiskFull"],
    ["no rights to close the folder", {}, { icacls: 5 }, "collectNoFolder"],
  ] as const)("%s is told and leaves no file", async (_what, change, world, code) => {
    security(change, world);
    expect(failureOf((await collect(["security"])).end)).toMatchObject({ code });
    expect(leftFiles()).toEqual([]);
    expect(standIn.running()).toBe(0);
  });

  test("an administrator who is refused too is not asked again and again", async () => {
    security({ exit: 5 });
    expect(failureOf((await collect(["security"])).end)).toMatchObject({ code: "collectDenied" });
    expect(started("powershell.exe")).toHaveLength(1);
  });

  test("an export that hangs is given up and killed", async () => {
    security({ guarded: false, hangs: true });
    start({ idleMs: 300 });
    expect(failureOf((await collect(["security"])).end)).toMatchObject({ code: "collectTimeout" });
    expect([leftFiles(), standIn.running()]).toEqual([[], 0]);
  });

  test("a question of Windows that nobody answers is given up", async () => {
    security({}, { uac: "never" });
    start({ permitMs: 300 });
    expect(failureOf((await collect(["security"])).end)).toMatchObject({ code: "collectTimeout" });
    expect(standIn.running()).toBe(0);
  });

  test("a program that is not there is told apart", async () => {
    const { launch } = standIn.options;
    collector = createCollector({
      ...standIn.options,
      launch: (program, ...rest) => {
        if (program.endsWith("wevtutil.exe")) throw Object.assign(new Error("spawn"), { code: "ENOENT" });
        return launch!(program, ...rest);
      },
    });
    expect(failureOf((await collect(["system"])).end)).toMatchObject({ code: "collectNoProgram" });
  });

  test("cancelling stops the program and removes all that was saved", async () => {
    security({ guarded: false, hangs: true });
    const abort = new AbortController();
    const running = collect(["system", "security"], { signal: abort.signal });
    await eventually(() => expect(leftFiles()).toHaveLength(2));
    abort.abort();
    expect((await running).end).toEqual({ type: "cancelled" });
    expect([leftFiles(), standIn.running()]).toEqual([[], 0]);
  });

  test("jobs wait for each other", async () => {
    security({ slowMs: 200 });
    const order: string[] = [];
    const job = (name: string) =>
      collector.collect({
        channels: ["security"],
        whole: false,
        after: [],
        onChannel: ({ step }) => order.push(`${name} ${step}`),
      });
    await Promise.all([job("first"), job("second")]);
    expect(order.indexOf("second waiting")).toBe(order.indexOf("first saved") + 1);
    expect(order.at(-1)).toBe("second saved");
  });

  test("closing stops what runs", async () => {
    security({ guarded: false, hangs: true });
    const running = collect(["security"]);
    await eventually(() => expect(leftFiles()).toHaveLength(1));
    await collector.close();
    expect((await running).end).toEqual({ type: "cancelled" });
    expect(existsSync(standIn.parent)).toBe(true);
  });
});

describe("saving what is new", () => {
  const endingAt = (recordId: bigint): LogMark[] => [
    { channel: "security", recordId, time: "2024-03-06T13:43:00.1234567Z" },
  ];
  const later = (id: number): RecordOfWorld => ({ ...logon(id, 50), event: "4624v2" });

  test.each([
    ["readable", false],
    ["guarded", true],
  ])("takes newer records only: %s", async (_what, guarded) => {
    security({ guarded, records: [...SECURITY.records, later(104), later(105)] });
    const [saved] = savedOf((await collect(["security"], { after: endingAt(103n) })).end);
    expect(saved?.mark?.recordId).toBe(105n);
    const [epl] = standIn.calls().filter((call) => call.includes("epl"));
    expect(epl?.at(-1)).toContain("EventRecordID>103");
  });

  test("nothing new gives no file", async () => {
    security({ guarded: false });
    const { end, steps } = await collect(["security"], { after: endingAt(103n) });
    expect(savedOf(end)).toEqual([]);
    expect(steps.at(-1)).toBe("security nothingNew");
    expect(leftFiles()).toEqual([]);
  });

  test("a log that was cleared meanwhile is taken whole, also one that counts anew", async () => {
    security({ guarded: false, records: [later(9000), later(9001)] });
    expect(savedOf((await collect(["security"], { after: endingAt(103n) })).end)[0]?.mark?.recordId).toBe(
      9001n,
    );
    for (const guarded of [false, true]) {
      security({ guarded, records: [later(1), later(2)] });
      const [saved] = savedOf((await collect(["security"], { after: endingAt(103n) })).end);
      expect(saved?.mark?.recordId).toBe(2n);
    }
  });

  test("the last copy counts, not the highest number", async () => {
    security({ guarded: false, records: [later(1), later(2), later(3)] });
    const marks = [...endingAt(103n), ...endingAt(2n)];
    const [saved] = savedOf((await collect(["security"], { after: marks })).end);
    expect(saved?.mark?.recordId).toBe(3n);
    expect(
      standIn
        .calls()
        .find((call) => call.includes("epl"))
        ?.at(-1),
    ).toContain("EventRecordID>2)");
  });
});

test("file names are plain whatever the computer is called", () => {
  expect(fileName("../PC 1\u0000", "lsm", ASOF)).toBe(
    "_PC_1_-TerminalServices-LocalSessionManager-20240306T140500Z.evtx",
  );
  expect(fileName("", "rcm", ASOF)).toMatch(/^this-machine-TerminalServices-Remote/);
});
