import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeFrame } from "../../../shared/contract/frames.ts";
import type { HelpOrder, InputFile, ReadUnit } from "../../../shared/contract/worker-job.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../../shared/readers/evtx/limits.ts";
import { EvtxWriter } from "../../../shared/testing/evtx-writer/evtx-writer.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import { DEFAULT_SETTINGS } from "../../../shared/types/settings.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import type { Crew, JobContext } from "../job-context.ts";
import { openCase } from "../open-case-job.ts";
import { ProgressReporter } from "../progress.ts";
import { buffersOf } from "../transfer.ts";
import { Board } from "./board.ts";
import { OWN } from "./merged-strings.ts";
import { readCase } from "./read-case.ts";
import { UnitReader } from "./unit-reader.ts";
import { planUnits } from "./units.ts";

let folder = "";
const at = (name: string): string => join(folder, name);
const input = (name: string, more: Partial<InputFile> = {}): InputFile => ({
  path: at(name),
  name,
  folder: null,
  failure: null,
  ...more,
});

/** Logons and logoffs of a few people at a computer, with names that no other log has. */
function logOf(seed: number, logons: number, recordsPerChunk: number): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk });
  const computer = `PC${seed % 3}`;
  for (let i = 0; i < logons; i++) {
    const time = ((seed * 1000 + i) * 36_000_000_000) as Ticks;
    const data = {
      TargetUserName: `user${(seed * 7 + i) % 23}`,
      TargetDomainName: i % 5 === 0 ? `ONLY${seed}` : "CORP",
      TargetUserSid: `S-1-5-21-1-2-3-${1000 + ((seed * 7 + i) % 23)}`,
      TargetLogonId: BigInt(0x1000 + seed * 10_000 + i),
    };
    if (i % 9 === 0) writer.append({ event: "4608", time, computer });
    writer.append({
      event: "4624v2",
      time,
      computer,
      data: { ...data, LogonType: 2, LogonProcessName: "User32 " },
    });
    writer.append({ event: "4634", time: (time + 9e9) as Ticks, computer, data: { ...data, LogonType: 2 } });
  }
  return writer.finish();
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-reading-test-"));
  for (let i = 0; i < 9; i++) writeFileSync(at(`small${i}.evtx`), logOf(i, 40, 20));
  writeFileSync(at("copy.evtx"), logOf(3, 40, 20));
  writeFileSync(at("text.txt"), "no log");
  // 13 MB in four parts, with few records: one in each chunk or two.
  writeFileSync(at("large.evtx"), logOf(20, 210, 2));
  const torn = logOf(21, 210, 2);
  torn.fill(0x55, FILE_HEADER_SIZE + 70 * CHUNK_SIZE, FILE_HEADER_SIZE + 71 * CHUNK_SIZE);
  writeFileSync(at("torn.evtx"), torn);
});
afterAll(() => rmSync(folder, { recursive: true }));

const CASES: Readonly<Record<string, readonly InputFile[]>> = {
  get several() {
    const folderOf = (name: string) => input(name, { folder: "logs" });
    const small = Array.from({ length: 9 }, (_, i) => input(`small${i}.evtx`));
    return [
      small[0]!,
      input("large.evtx"),
      ...small.slice(1, 6),
      folderOf("text.txt"),
      input("torn.evtx"),
      folderOf("copy.evtx"),
      ...small.slice(6),
    ];
  },
};

/**
 * Helpers in this thread, which read a unit whenever `step` says so: every order of events that threads may produce,
 * and the same again from the same numbers. A helper told to die takes a unit and never answers.
 */
function crewOf(
  steps: readonly number[],
  helpers: number,
  dies = false,
): { context: JobContext; claims: () => number } {
  const cancel: CancelToken & { asked: number } = {
    asked: 0,
    get cancelled() {
      step();
      return false;
    },
  };
  const channels = Array.from({ length: helpers }, () => new MessageChannel());
  let staff: { reader: UnitReader; board: Board; port: MessagePort; busy: boolean }[] = [];
  let claims = 0;
  let lost = 0;
  let inside = false;
  const step = (): void => {
    const move = steps[cancel.asked++ % steps.length]!;
    const who = move % (helpers + 2);
    const helper = staff[who];
    if (inside || helper === undefined || (lost & (1 << who)) !== 0) return;
    inside = true;
    const unit = helper.board.claim(OWN + 1 + who);
    if (unit >= 0 && dies) lost |= 1 << who;
    else if (unit >= 0) {
      claims++;
      const result = helper.reader.read(unit);
      helper.port.postMessage(result, buffersOf(result.table));
      helper.board.tell();
    }
    inside = false;
  };
  const crew: Crew = {
    ports: channels.map(({ port1 }) => port1),
    isNear: true,
    call(order: HelpOrder) {
      staff = channels.map(({ port2: port }) => ({
        reader: new UnitReader(order, { cancelled: false }, new ProgressReporter(1, () => {}), {
          keeps: false,
        }),
        board: Board.of(order.board),
        port,
        busy: false,
      }));
    },
    lost: () => lost,
  };
  return { context: { cancel, post() {}, waitForRoom() {}, crew }, claims: () => claims };
}

const alone: JobContext = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
const open = (files: readonly InputFile[], context: JobContext): CaseData =>
  openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context).data;

describe("reading with helpers", () => {
  test("gives the same case, to the byte, whoever reads what", () => {
    const files = CASES.several!;
    const expected = open(files, alone);
    expect(expected.sources).toHaveLength(files.length - 1);
    expect(expected.leftOut).toEqual([
      { folder: "logs", count: 1, files: [{ name: "text.txt", why: "notALog" }] },
    ]);
    const bytes = encodeFrame(expected);
    const helped = (steps: readonly number[], helpers: number): number => {
      const { context, claims } = crewOf(steps, helpers);
      const data = open(files, context);
      // Comparing values one by one takes long; it is for saying what differs.
      if (Buffer.compare(encodeFrame(data), bytes) !== 0) expect(data).toEqual(expected);
      return claims();
    };
    for (const helpers of [1, 2, 3]) expect(helped([0, 1, 2], helpers)).toBeGreaterThan(5);
    const orders = fc.array(fc.nat(99), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 3 }), (steps, helpers) => {
        helped(steps, helpers);
      }),
      { numRuns: 25 },
    );
  });

  test("loses only the files that a lost helper had taken", () => {
    const files = CASES.several!;
    const expected = open(files, alone);
    const { context } = crewOf([0, 5, 1, 9, 9, 9, 2], 1, true);
    const data = open(files, context);
    const bad = data.sources.filter(({ failure, damage }) => failure === "unreadable" || damage.length > 0);
    expect(data.sources).toHaveLength(expected.sources.length);
    expect(bad.length).toBeGreaterThan(0);
    expect(bad.length).toBeLessThan(data.sources.length);
    expect(data.partial).toBe(true);
    for (const source of data.sources) {
      if (bad.includes(source)) continue;
      const { duplicates: _, ...same } = expected.sources[source.id]!;
      expect(source).toMatchObject(same);
    }
  });
});

describe("a large log read in parts", () => {
  const size = FILE_HEADER_SIZE + 210 * CHUNK_SIZE;

  test("is cut into runs of chunks and the hash; small files go together", () => {
    const files = [input("small0.evtx"), input("small1.evtx"), input("large.evtx"), input("text.txt")];
    const units = planUnits(files, [1000, 1000, size + CHUNK_SIZE * 24, 6]);
    expect(units.map(({ kind }) => kind)[0]).toBe("files");
    const parts = planUnits([input("large.evtx")], [sizeOfLarge()]).filter(
      (unit): unit is Extract<ReadUnit, { kind: "part" }> => unit.kind === "part",
    );
    expect(parts.length).toBeGreaterThan(2);
    expect(parts[0]?.from).toBe(FILE_HEADER_SIZE);
    expect(parts.slice(1).map(({ from }) => from)).toEqual(parts.slice(0, -1).map(({ to }) => to));
    expect(parts.at(-1)?.to).toBe(sizeOfLarge());
  });

  test("has one source with the numbers and damage of all parts", () => {
    const [source] = readCase({ files: [input("torn.evtx")], rows: true }, alone).sources;
    expect(source).toMatchObject({ format: "evtx", bytes: sizeOfLarge(), failure: null });
    expect(source?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(source?.damage).toEqual([
      { code: "chunkMissing", offset: FILE_HEADER_SIZE + 70 * CHUNK_SIZE, count: 1 },
    ]);
  });

  test("is hashed unless nobody asks for the hash, which changes nothing else", () => {
    const files = [input("small0.evtx"), input("torn.evtx"), input("small1.evtx")];
    const [hashed, plain] = [true, false].map((hash) => readCase({ files, rows: true, hash }, alone));
    expect(hashed!.sources.map(({ sha256 }) => sha256?.length)).toEqual([64, 64, 64]);
    expect(plain!.sources).toEqual(hashed!.sources.map((source) => ({ ...source, sha256: null })));
    expect(plain!.broken).toBe(hashed!.broken);
    expect(plain!.reading.takeRows()).toEqual(hashed!.reading.takeRows());
  });

  test("that is cut shorter while it is read ends there, as damage", () => {
    writeFileSync(at("shrinking.evtx"), logOf(22, 210, 2));
    let looks = 0;
    const cancel = {
      get cancelled() {
        // After some chunks of the first part.
        if (++looks === 30) truncateSync(at("shrinking.evtx"), FILE_HEADER_SIZE + 100 * CHUNK_SIZE);
        return false;
      },
    };
    const read = readCase(
      { files: [input("shrinking.evtx"), input("small0.evtx")], rows: true },
      { ...alone, cancel },
    );
    expect(read.broken).toBe(true);
    expect(read.sources[0]).toMatchObject({ failure: null, sha256: null });
    expect(read.sources[0]?.damage.map(({ code }) => code)).toContain("truncated");
    expect(read.sources[1]).toMatchObject({ failure: null, damage: [] });
  });

  test("more rows than there is room for are counted and left out", () => {
    const read = readCase(
      { files: [input("small0.evtx"), input("large.evtx")], rows: true, maxRows: 100 },
      alone,
    );
    expect(read.reading.takeRows()).toHaveLength(100);
    expect(read.sources[1]?.damage.map(({ code }) => code)).toContain("limit");
    expect(read.broken).toBe(true);
  });
});

function sizeOfLarge(): number {
  return logOf(20, 210, 2).length;
}

test("ten thousand files of a record stay linear: none has tables of its own", () => {
  const files = Array.from({ length: 10_000 }, (_, i) =>
    input(`small${i % 9}.evtx`, { path: at("text.txt") }),
  );
  expect(
    planUnits(
      files,
      files.map(() => 70_000),
    ).length,
  ).toBeLessThan(10_000 / 20);
});
