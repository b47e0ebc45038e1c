import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  FLAG_COUNT,
  type InputFile,
  LINES_WINDOW,
  type LinesOrder,
  type ReadOutcome,
} from "../../shared/contract/worker-job.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../shared/readers/evtx/limits.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { streamEvents } from "./events-job.ts";
import type { Crew, JobContext } from "./job-context.ts";
import { LineHelper } from "./line-helper.ts";

const folder = mkdtempSync(join(tmpdir(), "logonscope-lines-team-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const inputAt = (path: string): InputFile => ({ path, name: path, folder: null, failure: null });
const input = (name: string): InputFile => inputAt(at(name));
const chunkAt = (chunk: number): number => FILE_HEADER_SIZE + chunk * CHUNK_SIZE;
/** A unit is so many chunks. */
const UNIT = 16;
const CHUNKS = 3 * UNIT + 5;
/** So many that the lines of a unit are several blocks, and those of a log fewer than a helper may have. */
const RECORDS = 40;

function logOf(firstRecordId = 1n, chunks = CHUNKS, computer = "PC1"): Uint8Array {
  const writer = new EvtxWriter({ crc32, firstRecordId, recordsPerChunk: RECORDS });
  for (let i = 0; i < chunks * RECORDS; i++) {
    const data = { TargetUserName: `user${i % 97}`, TargetLogonId: BigInt(i) };
    writer.append({
      event: i % 5 === 0 ? "4634" : "4624v2",
      time: (i * 1e7) as Ticks,
      computer: i % 700 === 0 ? `${computer}-${i}` : computer,
      data,
    });
  }
  return writer.finish();
}

let good: Uint8Array;
beforeAll(() => {
  good = logOf();
  const variant = (name: string, change: (bytes: Uint8Array) => void): void => {
    const bytes = good.slice();
    change(bytes);
    writeFileSync(at(name), bytes);
  };
  variant("good.evtx", () => {});
  // On both sides of the border between units: bytes that are no chunk, an empty one, records and headers that are torn.
  variant("torn.evtx", (bytes) => {
    bytes.fill(0x55, chunkAt(UNIT - 1), chunkAt(UNIT));
    bytes.fill(0, chunkAt(UNIT), chunkAt(UNIT + 1));
    bytes.fill(0xff, chunkAt(2 * UNIT) - 30_000, chunkAt(2 * UNIT) - 29_000);
    bytes.fill(0xff, chunkAt(2 * UNIT) + 20_000, chunkAt(2 * UNIT) + 20_400);
    bytes[chunkAt(3 * UNIT) + 60] = 7;
    bytes[100] = 3;
  });
  variant("round.evtx", (bytes) => {
    const half = chunkAt(20);
    const turned = Buffer.concat([bytes.slice(half), bytes.slice(FILE_HEADER_SIZE, half)]);
    bytes.set(turned, FILE_HEADER_SIZE);
  });
  // The last record stands out of order: nobody knows before all was looked at.
  const late = logOf(900n, 2, "PC2");
  writeFileSync(at("late.evtx"), Buffer.concat([good, late.subarray(FILE_HEADER_SIZE)]));
  writeFileSync(at("cut.evtx"), good.subarray(0, good.length - 1000));
  writeFileSync(at("text.txt"), "no log");
});

interface Ran extends ReadOutcome {
  readonly text: string;
  /** Units that helpers were told of or had begun. */
  readonly helped: number;
  readonly mostWaiting: number;
}

interface How {
  readonly all?: boolean;
  readonly recovered?: boolean;
  readonly helpers?: number;
  /** Which helper writes a unit whenever the job looks whether it is cancelled; none for numbers beyond them. */
  readonly steps?: readonly number[];
  /** Each helper is gone after so many messages. */
  readonly diesAfter?: number;
  /** Called once, after so many looks. */
  readonly change?: () => void;
  readonly changeAt?: number;
  readonly cancelAfter?: number;
}

/** Runs the job with helpers in this thread: every order of events that threads may produce, and the same again. */
function run(files: readonly InputFile[], how: How = {}): Ran {
  const {
    all = true,
    recovered = false,
    helpers = 0,
    steps = [0],
    diesAfter = Number.POSITIVE_INFINITY,
  } = how;
  const channels = Array.from({ length: helpers }, () => new MessageChannel());
  let staff: LineHelper[] = [];
  let lost = 0;
  let looks = 0;
  let inside = false;
  let helped = 0;
  let cancelled = false;
  const step = (): void => {
    if (++looks === (how.changeAt ?? 30)) how.change?.();
    const who = steps[looks % steps.length]!;
    const helper = staff[who];
    if (inside || helper === undefined || (lost & (1 << who)) !== 0) return;
    inside = true;
    if (helper.step()) helped++;
    inside = false;
  };
  const crew: Crew = {
    ports: channels.map(({ port1 }) => port1),
    isNear: true,
    call(order) {
      const flags = new Int32Array(new SharedArrayBuffer(FLAG_COUNT * 4));
      staff = channels.map(({ port2: port }, helper) => {
        if (Number.isFinite(diesAfter))
          mortal(port, diesAfter, () => {
            lost |= 1 << helper;
          });
        return new LineHelper({ helper, port, flags }, order as LinesOrder);
      });
    },
    lost: () => lost,
  };
  const pieces: string[] = [];
  let blocks = 0;
  let taken = 0;
  let mostWaiting = 0;
  const waiting: Uint8Array[] = [];
  const takeOne = (): void => {
    // Only when a block is taken is it looked at: until then nobody may write into it.
    const block = waiting.shift();
    if (block !== undefined) pieces.push(Buffer.from(block).toString("utf8"));
    taken++;
  };
  const context: JobContext = {
    cancel: {
      get cancelled() {
        step();
        return cancelled;
      },
    },
    post(news) {
      if (news.type !== "lines") return;
      expect(cancelled).toBe(false);
      waiting.push(news.bytes);
      mostWaiting = Math.max(mostWaiting, waiting.length);
      if (++blocks >= (how.cancelAfter ?? Number.POSITIVE_INFINITY)) cancelled = true;
    },
    waitForRoom() {
      while (blocks - taken >= LINES_WINDOW && !cancelled) takeOne();
    },
    linesTaken: () => taken,
    ...(helpers > 0 ? { crew } : {}),
  };
  const outcome = streamEvents(files, { all, recovered }, context, { near: 1, far: 1 });
  while (waiting.length > 0) takeOne();
  return { ...outcome, text: pieces.join(""), helped, mostWaiting };
}

/** A port that stops sending after some messages, as that of a thread that is gone. */
function mortal(port: MessagePort, messages: number, onDeath: () => void): void {
  const send = port.postMessage.bind(port);
  let left = messages;
  port.postMessage = (message: unknown) => {
    if (left-- > 0) send(message);
    else onDeath();
  };
}

function same(ran: Ran, alone: Ran): void {
  expect(ran.sources).toEqual(alone.sources);
  expect(ran.cancelled).toBe(alone.cancelled);
  // What differs is said by the one that is shorter.
  if (ran.text !== alone.text) expect(ran.text.split("\n")).toEqual(alone.text.split("\n"));
}

describe("lines written by several threads", () => {
  const FILES = ["good.evtx", "torn.evtx", "late.evtx", "round.evtx", "cut.evtx"];

  test.each(FILES)("of %s are those of one thread, whoever writes what", (name) => {
    for (const all of [true, false]) {
      const alone = run([input(name)], { all });
      expect(alone.helped).toBe(0);
      expect(alone.text.length).toBeGreaterThan(100_000);
      for (const helpers of [1, 2, 3]) {
        const ran = run([input(name)], { all, helpers, steps: [0, 1, 2, 9, 9, 9] });
        same(ran, alone);
        if (name === "good.evtx" || name === "torn.evtx") expect(ran.helped).toBeGreaterThan(1);
      }
    }
  });

  test("of several logs come in the order of the inputs", () => {
    const files = ["good.evtx", "text.txt", "round.evtx", "torn.evtx", "cut.evtx", "good.evtx"].map(input);
    const alone = run(files);
    const orders = fc.array(fc.nat(5), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 3 }), (steps, helpers) => {
        same(run(files, { helpers, steps }), alone);
      }),
      { numRuns: 12 },
    );
  });

  test("hold none twice and miss none when helpers die, at whatever message", () => {
    for (const name of ["good.evtx", "torn.evtx"]) {
      const alone = run([input(name)]);
      for (let diesAfter = 0; diesAfter < 14; diesAfter++)
        same(run([input(name)], { helpers: 2, steps: [0, 9, 1, 9, 9], diesAfter }), alone);
    }
  });

  test("wait for the host: never more than its window of them is on the way", () => {
    expect(run([input("good.evtx")], { helpers: 2, steps: [0, 1] }).mostWaiting).toBeLessThanOrEqual(
      LINES_WINDOW,
    );
  });

  test("end when the job is cancelled, and its source says so", () => {
    for (const cancelAfter of [1, 3, 6]) {
      const alone = run([input("good.evtx")], { cancelAfter });
      const ran = run([input("good.evtx")], { cancelAfter, helpers: 2, steps: [0, 9, 9, 1, 9] });
      expect([alone.cancelled, ran.cancelled]).toEqual([true, true]);
      const whole = run([input("good.evtx")]).text;
      expect(ran.text.length).toBeGreaterThan(0);
      expect(ran.text.length).toBeLessThan(whole.length);
      expect(whole.startsWith(ran.text)).toBe(true);
      expect(ran.sources).toMatchObject([{ failure: null, sha256: null, format: "evtx" }]);
    }
  });

  test("with deleted records are left to one thread", () => {
    const ran = run([input("good.evtx")], { helpers: 2, recovered: true });
    expect(ran.helped).toBe(0);
    same(ran, run([input("good.evtx")], { recovered: true }));
  });
});

describe("a log that changes while its lines are written", () => {
  const other = (): Uint8Array => logOf(50_000n, CHUNKS, "PC9");

  test.each<[string, () => void]>([
    ["grows", () => appendFileSync(at("live.evtx"), other().subarray(FILE_HEADER_SIZE))],
    [
      "gives its name to another one",
      () => {
        writeFileSync(at("new.evtx"), other());
        renameSync(at("new.evtx"), at("live.evtx"));
      },
    ],
    ["is removed", () => rmSync(at("live.evtx"))],
  ])("and %s gives the lines that it held when it was opened", (_what, change) => {
    for (const changeAt of [8, 60, 90]) {
      writeFileSync(at("live.evtx"), good);
      const alone = run([input("live.evtx")]);
      const ran = run([input("live.evtx")], { helpers: 2, steps: [0, 9, 1], change, changeAt });
      same(ran, alone);
    }
  });

  test("and is cut shorter is told of as of one thread", () => {
    const change = (): void => truncateSync(at("live.evtx"), chunkAt(20) + 300);
    const ran = (how: How): Ran => {
      writeFileSync(at("live.evtx"), good);
      return run([input("live.evtx")], { change, changeAt: 5, ...how });
    };
    const alone = ran({});
    expect(alone.sources[0]?.damage.map(({ code }) => code)).toContain("truncated");
    same(ran({ helpers: 2, steps: [9, 9, 9, 9, 9, 9, 0, 1] }), alone);
  });
});

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const samples = present ? readdirSync(SAMPLES).filter((name) => name.endsWith(".evtx")) : [];
if (!present) console.log("lines by several threads: 0 samples compared, all skipped: no samples here");

test.skipIf(!present)("every sample gives the lines and the source that one thread gives", () => {
  let compared = 0;
  let helped = 0;
  for (const name of samples) {
    const file = inputAt(fileURLToPath(new URL(name, SAMPLES)));
    for (const all of [true, false]) {
      const ran = run([file], { all, helpers: 2, steps: [0, 1, 9] });
      same(ran, run([file], { all }));
      compared++;
      if (ran.helped > 0) helped++;
    }
  }
  console.log(
    `lines by several threads: ${compared} outputs of ${samples.length} samples compared, ${helped} shared`,
  );
  expect(helped).toBeGreaterThan(0);
});
