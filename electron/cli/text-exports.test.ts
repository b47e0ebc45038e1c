import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS } from "../../shared/contract/schemas.ts";
import { sourceRecord } from "../../shared/export/source-json.ts";
import { exported, logoffMessage, logonMessage, row } from "../../shared/readers/csv/test-exports.ts";
import { clixml, converted } from "../../shared/readers/objects/test-objects.ts";
import { SESSION_FLAGS } from "../../shared/types/names.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import { answered } from "../host/answered.ts";
import { openCase } from "../worker/open-case-job.ts";
import { readRecord } from "../worker/record-job.ts";
import { textAnswers } from "./text-options.ts";

const folder = mkdtempSync(join(tmpdir(), "text-exports-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "Security.csv");
writeFileSync(
  path,
  exported([
    row("03/04/2024 17:30:00", 4647, logoffMessage("anna", "0x1A001")),
    row("03/04/2024 08:00:00", 4624, logonMessage("anna", "0x1A001")),
  ]),
);

const NOTHING = {
  zone: undefined,
  dateOrder: undefined,
  encoding: undefined,
  delimiter: undefined,
  roles: [],
  years: undefined,
  cloud: {
    columns: undefined,
    as: undefined,
    sheet: undefined,
    environments: [],
    ends: [],
    zone: undefined,
  },
};

function open(answers: readonly ImportAnswers[], ...paths: string[]) {
  const files = answered(
    (paths.length === 0 ? [path] : paths).map((each) => ({
      path: each,
      name: basename(each),
      folder: null,
      failure: null,
    })),
    answers,
  );
  const context = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
  return openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context).data;
}

const ASSUMED = 1 << SESSION_FLAGS.indexOf("dateOrderAssumed");

test("a text export gives its session, with what was assumed", () => {
  const { sessions, sources } = open([]);
  expect(sessions.length).toBe(1);
  expect(sessions.flags[0]! & ASSUMED).toBe(ASSUMED);
  expect(sessions.end[0]! - sessions.start[0]!).toBe(9.5 * 36_000_000_000);
  expect(sources[0]!.notes).toEqual(["weakText", "zoneAssumed", "dateOrderAssumed"]);
  expect(sourceRecord(sources[0]!).text).toMatchObject({ dateOrder: "dmy", assumed: ["zone", "dateOrder"] });
});

test("options settle what is open, in summer and in winter", async () => {
  const winter = await textAnswers({ text: { ...NOTHING, zone: "Europe/Berlin", dateOrder: "mdy" } });
  const summer = await textAnswers({ text: { ...NOTHING, zone: "Europe/Berlin", dateOrder: "DMY" } });
  const first = open(winter);
  expect(first.sources[0]!.notes).toEqual(["weakText"]);
  expect(first.sessions.flags[0]! & ASSUMED).toBe(0);
  expect(sourceRecord(first.sources[0]!).oldest).toBe("2024-03-04T07:00:00.0000000Z");
  expect(sourceRecord(open(summer).sources[0]!).oldest).toBe("2024-04-03T06:00:00.0000000Z");
  const record = readRecord(path, first.sessions.proofs.offset[0]!, {
    name: "Security.csv",
    answers: winter,
  });
  expect(record).toMatchObject({
    ok: true,
    value: { record: { timeCreated: "2024-03-04T07:00:00.0000000Z" } },
  });
});

test("options that say nothing possible are refused", async () => {
  await expect(textAnswers({ text: { ...NOTHING, zone: "Mars/Base" } })).rejects.toThrow("--text-zone");
  await expect(textAnswers({ text: { ...NOTHING, dateOrder: "ydm" } })).rejects.toThrow("--date-order");
  expect(await textAnswers({ text: NOTHING })).toEqual([]);
});

test("a source with its text fits the schema of the answers", () => {
  const { sources } = open([]);
  const answer = {
    schema: "logonscope.info/1",
    engine: "0",
    zone: "UTC",
    sources: sources.map(sourceRecord),
  };
  expect(problemsOf(ANSWERS["logonscope.info/1"], answer)).toEqual([]);
});

const stored = [
  { id: 4624, time: "3/25/2024 8:00:00 AM", message: logonMessage("anna", "0x1A001"), record: "101" },
  { id: 4647, time: "3/25/2024 5:30:00 PM", message: logoffMessage("anna", "0x1A001"), record: "105" },
];

test("objects that PowerShell stored give their session, and their record again", () => {
  const objects = join(folder, "objects.xml");
  writeFileSync(objects, `\ufeff${converted(stored)}`, "utf16le");
  const { sessions, sources, strings } = open([], objects);
  expect(sources[0]).toMatchObject({ format: "xml", records: 2, used: 2, failure: null });
  expect(sources[0]!.notes).toEqual(["weakObjects", "zoneAssumed"]);
  expect(sessions.length).toBe(1);
  expect(strings[sessions.user[0]!]).toBe("anna");
  expect(sessions.end[0]! - sessions.start[0]!).toBe(9.5 * 36_000_000_000);
  const record = readRecord(objects, sessions.proofs.offset[0]!, { name: "objects.xml" });
  expect(record).toMatchObject({ ok: true, value: { record: { recordId: "101", eventId: 4624 } } });
});

test("the same records as event XML and as objects count once", () => {
  const objects = join(folder, "again.xml");
  writeFileSync(
    objects,
    clixml(
      stored.map((event) => ({
        ...event,
        time: `2024-03-25T${event.time.includes("AM") ? "08:00" : "17:30"}:00.1234567Z`,
      })),
    ),
  );
  const cut = join(folder, "cut.xml");
  writeFileSync(cut, converted(stored));
  const utc = [{ signature: null, file: null, zone: "UTC" }];
  const { sessions, sources } = open(utc, objects, cut);
  expect(sources.map(({ duplicates }) => duplicates)).toEqual([0, 2]);
  expect(sessions.length).toBe(1);
});
