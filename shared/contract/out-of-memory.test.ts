import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import { eventually } from "../../tests/eventually.ts";
import { memoryWires } from "../testing/memory-wire.ts";
import { nodePort } from "../testing/node-port.ts";
import type { CaseId } from "../types/units.ts";
import { HostError } from "./errors.ts";
import { PIECE_BYTES } from "./frame-cutter.ts";
import { FrameSplitter } from "./frame-splitter.ts";
import { encodeFrame, framePieces } from "./frames.ts";
import type { JobEvent } from "./job.ts";
import { isOutOfMemory } from "./out-of-memory.ts";
import { portWire } from "./port-pieces.ts";
import { createHostClient } from "./rpc-page.ts";

/** From now on no array of more than so many bytes is to be had, as on a machine whose memory is used up. */
function allowArraysOf(most: number): void {
  vi.stubGlobal(
    "Uint8Array",
    new Proxy(Uint8Array, {
      construct(target, args, made) {
        if (typeof args[0] === "number" && args[0] > most)
          throw new RangeError("Array buffer allocation failed");
        return Reflect.construct(target, args, made) as object;
      },
    }),
  );
}
afterEach(() => vi.unstubAllGlobals());

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (failure) {
    return failure;
  }
};

describe("want of memory", () => {
  test.each<[string, () => unknown]>([
    ["a buffer", () => new ArrayBuffer(2 ** 52)],
    ["a typed array", () => new Float64Array(2 ** 51)],
    ["an array", () => new Array<number>(2 ** 40)],
    ["a text", () => "x".repeat(2 ** 30)],
    ["a buffer of Node", () => Buffer.alloc(2 ** 30).toString("hex")],
  ])("of %s is known by its error", (_what, work) => {
    expect(isOutOfMemory(thrown(work))).toBe(true);
  });

  test("is not any other failure", () => {
    for (const failure of [
      new Error("Invalid array length of a log"),
      new RangeError("Invalid time value"),
      thrown(() => (1).toFixed(400)),
      "Array buffer allocation failed",
      null,
    ])
      expect(isOutOfMemory(failure)).toBe(false);
  });
});

describe("a frame for which there is no memory", () => {
  const reply = (id: number, text: string) =>
    encodeFrame({ type: "reply", id, result: { ok: true, value: [{ token: text, name: "a", bytes: 1 }] } });

  test("ends what waits for an answer in a stream, and the next call is answered", async () => {
    const large = reply(1, "x".repeat(5000));
    const [wire] = memoryWires();
    const page = createHostClient(wire);
    const splitter = new FrameSplitter();
    const arrive = (bytes: Uint8Array): void => {
      for (const frame of splitter.push(bytes)) wire.onFrame?.(frame);
    };
    allowArraysOf(1000);
    const answers = [page.demoFiles(), page.demoFiles()];
    arrive(large.subarray(0, 100));
    // Only here is it known that it cannot be held; everybody who waits is told, because nobody knows whose it was.
    arrive(large.subarray(100));
    for (const answer of answers)
      await expect(answer).rejects.toMatchObject({ error: { code: "outOfMemory" } });
    const next = page.demoFiles();
    arrive(reply(3, "t"));
    expect(await next).toEqual([{ token: "t", name: "a", bytes: 1 }]);
    expect(splitter.atBoundary).toBe(true);
    page.close();
  });

  test("ends what waits for an answer over a port, and the next call is answered", async () => {
    const { port1, port2 } = new MessageChannel();
    const host = portWire(nodePort(port2));
    const page = createHostClient(portWire(nodePort(port1)));
    const frames = [
      encodeFrame({ type: "reply", id: 1, result: { ok: true, value: new Uint8Array(PIECE_BYTES) } }),
      reply(2, "t"),
    ];
    host.onFrame = () => host.send([frames.shift()!]);
    allowArraysOf(5_000_000);
    await expect(page.demoFiles()).rejects.toMatchObject({ error: { code: "outOfMemory" } });
    expect(await page.demoFiles()).toEqual([{ token: "t", name: "a", bytes: 1 }]);
    page.close();
  });
});

test("a case that cannot be worked up for want of memory ends with that, and is no longer read", async () => {
  const [pageWire, hostWire] = memoryWires();
  const page = createHostClient(pageWire);
  const asked: unknown[] = [];
  hostWire.onFrame = (frame) => asked.push(frame.length);
  const events: JobEvent[] = [];
  page.openCase([], (event) => {
    events.push(event);
    if (event.type === "started") throw new RangeError("Array buffer allocation failed");
  });
  await eventually(() => expect(asked).toHaveLength(1));
  hostWire.send(framePieces({ type: "event", id: 1, event: { type: "started", caseId: "c" as CaseId } }));
  await eventually(() => expect(asked).toHaveLength(2));
  expect(events.at(-1)).toMatchObject({ type: "failed", error: { code: "outOfMemory" } });
  page.close();
  await expect(page.info()).rejects.toBeInstanceOf(HostError);
});
