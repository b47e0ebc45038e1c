import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { crc32, deflateRawSync } from "node:zlib";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeFrame, encodeFrame } from "../../shared/contract/frames.ts";
import { isCaseData } from "../../shared/contract/guard-case.ts";
import { isReplyValue } from "../../shared/contract/guards.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { LINES_WINDOW } from "../../shared/contract/worker-job.ts";
import { errorSentence } from "../../shared/export/messages.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import { zipFile } from "../../shared/testing/zip-writer.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import type { CaseId, Ticks } from "../../shared/types/units.ts";
import { createHostService, type HostService } from "../host/host-service.ts";
import { createJobRunner } from "../host/job-runner.ts";

/* The whole way: a bundled worker in its own thread, driven by the host, over real files. */
let folder = "";
let service: HostService;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-real-worker-"));
  const bundle = await rolldown({
    input: fileURLToPath(new URL("index.ts", import.meta.url)),
    platform: "node",
  });
  await bundle.write({ file: join(folder, "worker.mjs"), format: "esm", codeSplitting: false });
  await bundle.close();
  writeFileSync(join(folder, "text.evtx"), "not a log");
  service = createHostService({
    workerUrl: pathToFileURL(join(folder, "worker.mjs")),
    demoFolder: folder,
    private: true,
  });
}, 120_000);
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

/** Days of one computer: a start, a logon and a logoff a day, and noise between them. */
function officeLog(days: number, noise: number): string {
  const writer = new EvtxWriter({ crc32 });
  const computer = "PC1";
  const day = 864_000_000_000;
  for (let d = 0; d < days; d++) {
    const at = (minutes: number): Ticks => (d * day + minutes * 600_000_000) as Ticks;
    writer.append({ event: "4608", time: at(0), computer });
    const id = BigInt(0x10000 + d);
    writer.append({
      event: "4624v2",
      time: at(10),
      computer,
      data: {
        TargetUserName: "anna",
        TargetDomainName: "CORP",
        TargetUserSid: "S-1-5-21-1-2-3-1001",
        TargetLogonId: id,
        LogonType: 2,
        LogonProcessName: "User32 ",
      },
    });
    for (let i = 0; i < noise; i++) writer.append({ event: "4672", time: at(11 + i / 100), computer });
    writer.append({
      event: "4647",
      time: at(400),
      computer,
      data: { TargetUserName: "anna", TargetUserSid: "S-1-5-21-1-2-3-1001", TargetLogonId: id },
    });
    writer.append({ event: "1100", time: at(401), computer });
  }
  const path = join(folder, `office-${days}-${noise}.evtx`);
  writeFileSync(path, writer.finish());
  return path;
}

async function openPaths(paths: readonly string[]): Promise<CaseData> {
  const end = await service.openCasePaths(paths);
  if (end.type !== "done") throw new Error(`${end.type} ${JSON.stringify(end)}`);
  return end.data;
}

test("a log becomes sessions, and a bad neighbour does not stop it", async () => {
  const log = officeLog(20, 5);
  const data = await openPaths([join(folder, "text.evtx"), log]);
  expect(isCaseData(data)).toBe(true);
  expect(data.sources.map(({ failure }) => failure)).toEqual(["notALog", null]);
  expect(data.sessions.length).toBeGreaterThanOrEqual(20);
  expect(data.partial).toBe(false);
  expect(data.sources[1]?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("nothing but bad inputs is a failure with all of them", async () => {
  const end = await service.openCasePaths([join(folder, "text.evtx"), join(folder, "nowhere")]);
  expect(end).toMatchObject({
    type: "failed",
    error: { code: "noLog", params: { reason: "notALog" } },
    sources: [{ failure: "notALog" }, { failure: "missing" }],
  });
});

test("a running case is cancelled and hands over what was read, marked as partial", async () => {
  const log = officeLog(30, 2000);
  const abort = new AbortController();
  const end = await service.openCasePaths(
    Array.from({ length: 50 }, () => log),
    {
      signal: abort.signal,
      onEvent: ({ type }) => type === "progress" && abort.abort(),
    },
  );
  expect(end.type).toBe("cancelled");
  const data = end.type === "cancelled" ? end.data : null;
  expect(data?.partial).toBe(true);
  expect(data?.sources.length).toBeLessThan(50);
  expect(isCaseData(data)).toBe(true);
});

test("a case of more sessions than its reader can hold is refused with the number, and the next one is read", async () => {
  const path = officeLog(9, 0);
  const files = [{ path, name: "office", folder: null, failure: null }];
  const runner = createJobRunner({ workerUrl: pathToFileURL(join(folder, "worker.mjs")) });
  const open = (maxSessions: number) =>
    runner.run({ kind: "openCase", files, settings: DEFAULT_SETTINGS, early: true, maxSessions }, () => {});
  const refused = await open(8);
  expect(refused).toEqual({ ok: false, error: { code: "caseTooLarge", params: { count: 9, most: 8 } } });
  if (refused.ok !== false) throw new Error("it was taken");
  expect(errorSentence(refused.error)).toMatch(/shorter time.*--partition computer,day.*9, at most: 8\.$/);
  expect(await open(9)).toMatchObject({ ok: true, value: { data: { sessions: { length: 9 } } } });
  await runner.close();
});

test("two cases at once do not mix", async () => {
  const [one, two] = await Promise.all([openPaths([officeLog(10, 300)]), openPaths([officeLog(15, 300)])]);
  expect([one.boots.length, two.boots.length]).toEqual([10, 15]);
});

test("the record behind a session is read again by its place", async () => {
  const files = await service.adoptPaths([officeLog(20, 5)]);
  const events: JobEvent[] = [];
  const data = await new Promise<CaseData>((resolve) => {
    service.openCase(
      files.map(({ token }) => token),
      (event) => {
        events.push(event);
        if (event.type === "done") resolve(event.data);
      },
    );
  });
  const caseId = events[0]?.type === "started" ? events[0].caseId : ("" as CaseId);
  const { proofs } = data.sessions;
  expect(proofs.length).toBeGreaterThan(20);
  for (let row = 0; row < proofs.length; row += 7) {
    const detail = await service.readRecord(caseId, proofs.source[row]!, proofs.offset[row]!);
    expect(isReplyValue("readRecord", detail)).toBe(true);
    expect(detail.record).toMatchObject({
      recordId: String(proofs.recordIdLow[row]),
      eventId: proofs.eventId[row],
    });
    expect(detail.xml).toContain(`<EventRecordID>${proofs.recordIdLow[row]}</EventRecordID>`);
  }
});

test("lines reach a slow reader whole and in order", async () => {
  const log = officeLog(30, 2000);
  let text = "";
  const end = await service.streamEvents([log], { all: true, recovered: false }, async (block) => {
    text += Buffer.from(block).toString("utf8");
    await new Promise((resolve) => setTimeout(resolve, 2));
  });
  const ids = text
    .trimEnd()
    .split("\n")
    .map((line) => Number((JSON.parse(line) as { recordId: string }).recordId));
  expect(ids).toEqual(Array.from({ length: 30 * 2004 }, (_, i) => i + 1));
  expect(end).toMatchObject({ ok: true, cancelled: false, sources: [{ records: ids.length }] });
});

describe("lines of a large log", () => {
  const linesOf = async (
    helpers: number,
    {
      pauseMs = 0,
      cancelAfter = Number.POSITIVE_INFINITY,
      worker = "worker.mjs",
    }: { pauseMs?: number; cancelAfter?: number; worker?: string } = {},
  ) => {
    const path = officeLog(30, 2000);
    const runner = createJobRunner({ workerUrl: pathToFileURL(join(folder, worker)), helpers });
    runner.warm({ helpers: true });
    const abort = new AbortController();
    const pieces: Buffer[] = [];
    let blocks = 0;
    const end = await runner.run(
      {
        kind: "events",
        files: Array.from({ length: 2 }, () => ({ path, name: "log", folder: null, failure: null })),
        options: { all: true, recovered: false, hash: false },
      },
      async (news) => {
        if (news.type !== "lines") return;
        const at = blocks++;
        if (blocks >= cancelAfter) abort.abort();
        // Later ones may be done with sooner; threads that wrote into one before that would show.
        if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, ((7 - at) & 7) * pauseMs));
        pieces[at] = Buffer.from(news.bytes);
      },
      abort.signal,
    );
    // The end comes by itself, what was handed over before it may still be looked at.
    await new Promise((resolve) => setTimeout(resolve, 10 * pauseMs));
    await runner.close();
    const text = Buffer.concat(pieces);
    return { end, blocks, bytes: text.length, hash: createHash("sha256").update(text).digest("hex") };
  };

  test("are the same with real threads, also for a slow reader", async () => {
    expect(statSync(officeLog(30, 2000)).size).toBeGreaterThan(12 * 1024 * 1024);
    const alone = await linesOf(0);
    expect(alone.bytes).toBeGreaterThan(20_000_000);
    for (const helped of [await linesOf(2), await linesOf(3, { pauseMs: 1 })]) {
      expect(helped.hash).toBe(alone.hash);
      expect(helped.end).toEqual(alone.end);
    }
  });

  test("are the same when threads that help die in the middle", async () => {
    const mortal = `import { MessagePort, parentPort } from "node:worker_threads";
      const on = parentPort.on.bind(parentPort);
      const send = MessagePort.prototype.postMessage;
      parentPort.on = (name, listener) => on(name, (message) => {
        let left = "order" in message ? 6 : -1;
        MessagePort.prototype.postMessage = function (...news) {
          if (left-- === 0) process.exit(3);
          return send.apply(this, news);
        };
        return listener(message);
      });
      await import("./worker.mjs");`;
    writeFileSync(join(folder, "mortal.mjs"), mortal);
    const [alone, killed] = [await linesOf(0), await linesOf(2, { worker: "mortal.mjs" })];
    expect(killed.hash).toBe(alone.hash);
    expect(killed.end).toEqual(alone.end);
  });

  test("stop when they are cancelled, in all threads", async () => {
    const { end, blocks } = await linesOf(2, { cancelAfter: 20 });
    expect(end).toMatchObject({ ok: true, value: { cancelled: true } });
    // What was under way when the flag was set.
    expect(blocks).toBeLessThanOrEqual(20 + 2 * LINES_WINDOW);
  });
});

describe("an archive", () => {
  const log = (): Uint8Array => readFileSync(officeLog(12, 40));
  const zipped = (): string => {
    const bytes = log();
    const path = join(folder, "logs.zip");
    const entries = [
      { name: "../pc1/Security.evtx", bytes, packed: deflateRawSync(bytes) },
      { name: "readme.txt", bytes: Buffer.from("no log") },
    ];
    writeFileSync(path, zipFile(entries, { crc32 }));
    return path;
  };

  test("the file itself and standard input hold the same records once", async () => {
    const temporary = join(folder, "temporary");
    mkdirSync(temporary);
    const own = createHostService({
      workerUrl: pathToFileURL(join(folder, "worker.mjs")),
      demoFolder: folder,
      private: true,
      stdin: () => Readable.from([Buffer.from(log())]),
      temporaryFolder: temporary,
    });
    const alone = await openPaths([officeLog(12, 40)]);
    const end = await own.openCasePaths([zipped(), officeLog(12, 40), "-"]);
    if (end.type !== "done") throw new Error(end.type);
    const { sources, sessions, counts, leftOut } = end.data;
    expect(sources.map(({ path, records, duplicates }) => [basename(path), records, duplicates])).toEqual([
      ["Security.evtx", 12 * 44, 0],
      [basename(officeLog(12, 40)), 12 * 44, sources[1]!.used],
      ["-", 12 * 44, sources[2]!.used],
    ]);
    expect(sources[0]?.path).toBe(`${join(folder, "logs.zip")}/pc1/Security.evtx`);
    expect(leftOut).toMatchObject([{ count: 1, files: [{ why: "notALog" }] }]);
    expect(sessions).toEqual(alone.sessions);
    expect(counts.logons).toEqual(alone.counts.logons);
    // Nothing of it stays on disk.
    expect(readdirSync(temporary)).toEqual([]);
    await own.close();
  });

  test("of a page is unpacked as long as the case is open, and its records can be read again", async () => {
    const temporary = join(folder, "temporary-page");
    mkdirSync(temporary);
    const own = createHostService({
      workerUrl: pathToFileURL(join(folder, "worker.mjs")),
      demoFolder: folder,
      private: true,
      temporaryFolder: temporary,
    });
    const [file] = await own.adoptPaths([zipped()]);
    expect(file?.name).toBe("logs.zip");
    let caseId = "" as CaseId;
    const data = await new Promise<CaseData>((resolve, reject) => {
      own.openCase([file!.token], (event) => {
        if (event.type === "started") caseId = event.caseId;
        else if (event.type === "done") resolve(event.data);
        else if (event.type === "failed") reject(new Error(event.error.code));
      });
    });
    expect(data.sources.map(({ path }) => path)).toEqual(["logs.zip/pc1/Security.evtx"]);
    expect(readdirSync(temporary)).toHaveLength(1);
    const { proofs } = data.sessions;
    const detail = await own.readRecord(caseId, 0, proofs.offset[0]!);
    expect(detail.record).toMatchObject({ recordId: String(proofs.recordIdLow[0]) });
    await own.closeCase(caseId);
    expect(readdirSync(temporary)).toEqual([]);
    await own.close();
  });
});

describe("threads that help", () => {
  /** Enough files for help to be asked for, and a dozen that differ. */
  const many = (): readonly string[] => {
    const logs = Array.from({ length: 12 }, (_, i) => officeLog(i + 1, 5));
    return Array.from({ length: 420 }, (_, i) => logs[i % logs.length]!);
  };

  test("change nothing but the time", async () => {
    const paths = [...many(), ...(existsSync(samples) ? [samples] : [])];
    const expected = encodeFrame(await openWith(0, paths));
    for (const helpers of [1, 3]) {
      const bytes = encodeFrame(await openWith(helpers, paths));
      expect(Buffer.compare(bytes, expected)).toBe(0);
    }
  }, 60_000);

  test("and die in the middle cost the files they had in hand, and no more", async () => {
    // Takes a unit of the board, as its layout says, and ends without reading it.
    const killed = `import { parentPort } from "node:worker_threads";
      const on = parentPort.on.bind(parentPort);
      parentPort.on = (name, listener) => on(name, (message) => {
        if (!("order" in message)) return listener(message);
        const units = new Int32Array(message.order.board, 3 * 4 * 8 + 4);
        for (let unit = units.length - 1; unit >= 0; unit--)
          if (Atomics.compareExchange(units, unit, 0, message.helper + 2) === 0) break;
        process.exit(3);
      });
      await import("./worker.mjs");`;
    writeFileSync(join(folder, "killed.mjs"), killed);
    const paths = many();
    const data = await openWith(1, paths, "killed.mjs");
    expect(data.sources).toHaveLength(paths.length);
    const failed = data.sources.filter(({ failure }) => failure !== null);
    expect(new Set(failed.map(({ failure }) => failure))).toEqual(new Set(["unreadable"]));
    // They are neighbours, and few.
    expect(failed.length).toBeLessThanOrEqual(64);
    expect(failed.at(-1)!.id - failed[0]!.id).toBe(failed.length - 1);
    expect(data.sources.filter(({ records }) => records > 0)).toHaveLength(paths.length - failed.length);
    expect(data.partial).toBe(true);
  });

  async function openWith(
    helpers: number,
    paths: readonly string[],
    worker = "worker.mjs",
  ): Promise<CaseData> {
    const runner = createJobRunner({ workerUrl: pathToFileURL(join(folder, worker)), helpers });
    runner.warm({ helpers: true });
    const own = createHostService({
      workerUrl: pathToFileURL(join(folder, worker)),
      runner,
      demoFolder: folder,
      private: true,
    });
    const end = await own.openCasePaths(paths);
    await own.close();
    if (end.type !== "done") throw new Error(end.type);
    return end.data;
  }
});

const samples = fileURLToPath(new URL("../../../shared/samples/", import.meta.url));
const logs = existsSync(samples)
  ? readdirSync(samples)
      .filter((name) => /\.(evtx?|xml)$/.test(name))
      .map((name) => join(samples, name))
  : [];

describe.skipIf(logs.length === 0)("sample logs", () => {
  test("each make a case that passes the guards and comes through a frame as it was", async () => {
    let sessions = 0;
    for (const path of logs) {
      const data = await openPaths([path]);
      expect([basename(path), isCaseData(data)]).toEqual([basename(path), true]);
      expect(decodeFrame(encodeFrame(data))).toStrictEqual(data);
      sessions += data.sessions.length;
    }
    console.log(`worker: ${logs.length} sample logs opened, ${sessions} sessions, 0 skipped`);
  });

  test("all of them, a folder at once, are one case; the other files of the folder are left out", async () => {
    const data = await openPaths([samples]);
    // The folder also holds texts and oracles, which are no logs.
    expect(data.sources.filter(({ failure }) => failure !== null)).toEqual([]);
    expect(data.sources.length).toBe(logs.length);
    const { logons } = data.counts;
    expect(logons.used + Object.values(logons.byClass).reduce((sum, count) => sum + count, 0)).toBe(
      logons.read,
    );
    // A pair of .evtx and XML holds the same records.
    expect(data.counts.duplicates).toBeGreaterThan(700);
  });
});
if (logs.length === 0) console.log("worker: 0 sample logs opened, all skipped: no samples here");
