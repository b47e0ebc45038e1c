import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { crc32 } from "node:zlib";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeFrame, encodeFrame } from "../../shared/contract/frames.ts";
import { isCaseData } from "../../shared/contract/guard-case.ts";
import { isReplyValue } from "../../shared/contract/guards.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { CaseId, Ticks } from "../../shared/types/units.ts";
import { createHostService, type HostService } from "../host/host-service.ts";

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
