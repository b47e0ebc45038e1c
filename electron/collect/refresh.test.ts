import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CollectEvent, FileRef } from "../../shared/contract/host.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { projectRoot } from "../../tests/source-tree.ts";
import { createStandIn, type StandIn } from "../../tests/windows/stand-in.ts";
import type { RecordOfWorld, World } from "../../tests/windows/world.ts";
import { createHostService, type HostService } from "../host/host-service.ts";
import { createCollector } from "./collector.ts";

/* From a log of this machine to its sessions, with the real worker: what a refresh adds must join what was there. */

const moment = (minute: number): string => new Date(Date.UTC(2024, 2, 6, 8, minute)).toISOString();
const anna = { TargetUserName: "anna", TargetDomainName: "CORP", TargetUserSid: "S-1-5-21-1-2-3-1001" };
const logon = (id: number): RecordOfWorld => ({
  id,
  time: moment(id),
  event: "4624v2",
  data: {
    ...anna,
    TargetLogonId: 1000 + id,
    LogonType: 2,
    LogonProcessName: "User32 ",
    ProcessName: "winlogon.exe",
  },
});
const logoff = (id: number, of: number): RecordOfWorld => ({
  id,
  time: moment(id),
  event: "4647",
  data: { ...anna, TargetLogonId: 1000 + of },
});
const refused = (id: number): RecordOfWorld => ({
  id,
  time: moment(id),
  event: "4625",
  data: { TargetUserName: "anna", LogonType: 2, Status: 0xc000006d, SubStatus: 0xc000006a },
});
const locked = (id: number, of: number): RecordOfWorld => ({
  id,
  time: moment(id),
  event: "4800",
  data: { ...anna, TargetLogonId: 1000 + of },
});
/** A record that no session needs: left out of the first copy, so its number is missing there. */
const noise = (id: number): RecordOfWorld => ({ id, time: moment(id), event: "5033" });

const MORNING: readonly RecordOfWorld[] = [
  { id: 1, time: moment(1), event: "4608" },
  ...[2, 4, 6, 8, 10, 12].flatMap((id) => [noise(id), refused(id + 1)]),
  noise(14),
  logon(15),
];
const LATER = [noise(16), noise(17), locked(18, 15), noise(19), logoff(20, 15)];
const world = (records: readonly RecordOfWorld[]): World => ({
  computer: "PC-014",
  uac: "yes",
  logs: { Security: { guarded: true, records } },
});

let standIn: StandIn;
let service: HostService;
beforeAll(async () => {
  standIn = createStandIn(world(MORNING));
  const worker = join(standIn.parent, "..", "worker.mjs");
  const bundle = await rolldown({ input: join(projectRoot, "electron/worker/index.ts"), platform: "node" });
  await bundle.write({ file: worker, format: "esm", codeSplitting: false });
  await bundle.close();
  service = createHostService({
    workerUrl: pathToFileURL(worker),
    demoFolder: standIn.parent,
    private: true,
    collector: createCollector(standIn.options),
  });
}, 120_000);
afterAll(async () => {
  await service.close();
  standIn.remove();
});

function collect(after: readonly FileRef[]): Promise<readonly FileRef[]> {
  return new Promise((resolve, reject) => {
    const take = (event: CollectEvent): void => {
      if (event.type === "done") resolve(event.files);
      else if (event.type !== "channel") reject(new Error(JSON.stringify(event)));
    };
    service.collect({ channels: ["security"], whole: false, after: after.map(({ token }) => token) }, take);
  });
}

function open(files: readonly FileRef[]): Promise<CaseData> {
  return new Promise((resolve, reject) => {
    const take = (event: JobEvent): void => {
      if (event.type === "done") resolve(event.data);
      else if (event.type === "failed") reject(new Error(JSON.stringify(event)));
    };
    service.openCase(
      files.map(({ token }) => token),
      take,
    );
  });
}

test("a refresh ends the session that was open, counts nothing twice and makes no gaps", async () => {
  const first = await collect([]);
  const before = await open(first);
  expect(before.sources[0]).toMatchObject({ records: 8, failure: null, damage: [] });
  expect(before.sessions.length).toBe(1);
  const endOf = (data: CaseData) => data.sessions.end[0]!;
  expect(endOf(before)).toBeNaN();

  standIn.set(world([...MORNING, ...LATER]));
  const second = await collect(first);
  const after = await open([...first, ...second]);
  expect(after.sources.map(({ records }) => records)).toEqual([8, 5]);
  expect(after.sessions.length).toBe(1);
  expect(endOf(after)).not.toBeNaN();
  expect(after.counts.duplicates).toBe(0);
  expect(after.counts.failures).toBe(6);
  expect(after.holes).toEqual([]);
  expect(await collect([...first, ...second])).toEqual([]);
});
