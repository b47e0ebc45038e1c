import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { sampleCase } from "../../renderer/testing/sample-case.ts";
import { MAX_ALIASES, MAX_LISTED } from "../../shared/contract/event-list.ts";
import { decodeFrame, encodeFrame } from "../../shared/contract/frames.ts";
import { isCaseData } from "../../shared/contract/guard-case.ts";
import { isCloudTrail } from "../../shared/contract/guard-cloud.ts";
import { isEventListEvent, isRecordsAsk } from "../../shared/contract/guard-events.ts";
import { isCollectOptions } from "../../shared/contract/guard-live.ts";
import { MAX_PAGE_HOSTS } from "../../shared/contract/live-log.ts";
import { isPageState } from "../../shared/contract/page-state.ts";
import { makeTable } from "../../shared/engine/columns.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { caseForm } from "../../shared/pack/case-form.ts";
import { parseManifest } from "../../shared/pack/manifest.ts";
import { packFiles } from "../../shared/pack/pack-files.ts";
import { MANIFEST_FILE } from "../../shared/pack/pack-names.ts";
import { packRows } from "../../shared/pack/pack-rows.ts";
import { readCaseForm } from "../../shared/pack/read-case-form.ts";
import { newSha256 } from "../../shared/pack/sha256.ts";
import { zipBytes } from "../../shared/pack/zip-writer.ts";
import { emptyCase } from "../../shared/testing/empty-case.ts";
import { EVENT_ROW_COLUMNS } from "../../shared/types/event-list.ts";
import { SESSION_KINDS } from "../../shared/types/names.ts";

/* Bounds of messages between page and host, of the case in them, and of packs that no other test hits. */

/** Whether as many are taken, and one more is refused; a list is made once, because these are long. */
function most(count: number, item: unknown, isTaken: (list: readonly unknown[]) => boolean): boolean {
  const list: unknown[] = Array(count + 1).fill(item);
  const isOverTaken = isTaken(list);
  list.length = count;
  return isTaken(list) && !isOverTaken;
}

test("rows of a list and names that are left out", () => {
  const block = makeTable(EVENT_ROW_COLUMNS, 0);
  const isTaken = (texts: readonly unknown[]) =>
    isEventListEvent({ type: "rows", block: { ...block, texts } });
  expect(most(MAX_LISTED, "", isTaken)).toBe(true);
  const ask = { filter: "", zone: "UTC", from: 0, to: 0, recovered: false, format: "csv", shownFilter: "" };
  const alias = { kind: "user", name: "anna", alias: "user-1" };
  expect(most(MAX_ALIASES, alias, (aliases) => isRecordsAsk({ ...ask, aliases }))).toBe(true);
});

test("texts of a case", () => {
  const good = emptyCase(1);
  // Without memory for them: only the last one is there, and looking at each of them is left out.
  const isTaken = (length: number): boolean => {
    const strings: string[] = [];
    strings[length - 1] = "";
    return isCaseData({ ...good, strings: Object.assign(strings, { every: () => true }) });
  };
  expect([isTaken(20_000_000), isTaken(20_000_001)]).toEqual([true, false]);
});

test("windows of a trail and their names", () => {
  const window = { from: 0, to: 1, end: "given", source: 0, environment: "e", shape: "users", rows: 0 };
  const trail = { windows: [window], users: 0, unknownCount: 0, repeated: 0, unknown: [] };
  expect(most(1_000_000, window, (windows) => isCloudTrail({ ...trail, windows }))).toBe(true);
  const named = (length: number) =>
    isCloudTrail({ ...trail, windows: [{ ...window, environment: "e".repeat(length) }] });
  expect([named(4096), named(4097)]).toEqual([true, false]);
  const unknown = (length: number) =>
    isCloudTrail({ ...trail, unknown: [{ id: "i".repeat(length), sessions: 0 }] });
  expect([unknown(4096), unknown(4097)]).toEqual([true, false]);
});

test("computers that a page asks for", () => {
  const ask = { channels: ["security"], whole: false, after: [] };
  expect(most(MAX_PAGE_HOSTS, "dc1", (hosts) => isCollectOptions({ ...ask, hosts }))).toBe(true);
});

test("views of a page and their titles", () => {
  const page = { language: "en", hasCase: true, canSave: true, work: null, done: null };
  expect(most(40, "t".repeat(100), (views) => isPageState({ ...page, views }))).toBe(true);
  expect(isPageState({ ...page, views: ["t".repeat(101)] })).toBe(false);
});

test("bytes of the header of a frame", () => {
  const value = { name: "ä".repeat(100) };
  const length = new TextEncoder().encode(JSON.stringify([value, []])).length;
  expect(decodeFrame(encodeFrame(value, { longestHeader: length }))).toEqual(value);
  expect(() => encodeFrame(value, { longestHeader: length - 1 })).toThrow("message too long");
});

test("packs: inputs of a manifest", () => {
  const data = sampleCase("one");
  const choice = { filter: "", kinds: SESSION_KINDS, from: Number.NaN, to: Number.NaN };
  const rows = packRows(data, UTC, choice);
  if (!rows.ok) throw new Error("bad filter");
  const ask = { data, rows: rows.value, choice, zone: UTC, masked: false, reports: [], withCase: false };
  const zip = Buffer.concat([...zipBytes(packFiles({ ...ask, packed: null }, newSha256), newSha256)]);
  const whole: object = JSON.parse(new TextDecoder().decode(unzipSync(zip)[MANIFEST_FILE]));
  const isTaken = (count: number): boolean => {
    const inputs = Array.from({ length: count }, (_, id) => ({ id, path: "a", bytes: 0, sha256: null }));
    return parseManifest(JSON.stringify({ ...whole, inputs })) !== null;
  };
  expect([isTaken(100_000), isTaken(100_001)]).toEqual([true, false]);
});

test("packs: texts of a case", () => {
  const form = caseForm(sampleCase("normal"));
  const head = [...form.head()].join("");
  const bytes = new Uint8Array(Buffer.concat([...form.columns()]));
  const { strings } = JSON.parse(head) as { readonly strings: readonly string[] };
  expect(readCaseForm(head, bytes, strings.length)).not.toBeNull();
  expect(readCaseForm(head, bytes, strings.length - 1)).toBeNull();
});
