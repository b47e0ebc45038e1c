import { MessageChannel } from "node:worker_threads";
import { expect, test } from "vitest";
import { nodePort } from "../testing/node-port.ts";
import { joinBytes } from "../types/join-bytes.ts";
import { PIECE_BYTES, SHARED_BYTES } from "./frame-cutter.ts";
import { decodePieces, type FramePieces, framePieces } from "./frames.ts";
import { type PortLike, type PortMessage, portWire } from "./port-pieces.ts";
import type { Wire } from "./wire.ts";

/** A port whose messages are held by hand. */
function heldPort(): PortLike & { readonly sent: PortMessage[]; closed: boolean } {
  const sent: PortMessage[] = [];
  return {
    sent,
    closed: false,
    post: (message) => void sent.push(message),
    onMessage: null,
    onClose: null,
    close() {
      this.closed = true;
    },
  };
}

/** Bytes that tell one place from another. */
function pattern(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = at * 31 + seed;
  return bytes;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Two ends of a real port, and the next frame that arrives at the right one. */
function realPorts(): { readonly left: Wire; readonly right: Wire; next(): Promise<FramePieces> } {
  const { port1, port2 } = new MessageChannel();
  const right = portWire(nodePort(port2));
  const next = () =>
    new Promise<FramePieces>((resolve) => {
      right.onFrame = resolve;
    });
  return { left: portWire(nodePort(port1)), right, next };
}

test("frames of all sizes arrive whole and in order over a MessageChannel", async () => {
  const { left, right } = realPorts();
  const sizes = [16, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 45_000_000, 8];
  const arrived = new Promise<FramePieces[]>((resolve) => {
    const frames: FramePieces[] = [];
    right.onFrame = (frame) => {
      frames.push(frame);
      if (frames.length === sizes.length) resolve(frames);
    };
  });
  const sent = sizes.map((size, i) => (size > 1e7 ? new Uint8Array(size).fill(i) : pattern(size, i)));
  for (const frame of sent) left.send([frame]);
  const frames = await arrived;
  // Each was one column, and is one again.
  expect(frames.map((frame) => frame.map(({ length }) => length))).toEqual(sizes.map((size) => [size]));
  for (const [i, [frame]] of frames.entries()) expect(Buffer.compare(frame!, sent[i]!)).toBe(0);
  const gone = new Promise<void>((resolve) => {
    right.onClose = resolve;
  });
  left.close();
  await gone;
});

test("a frame in pieces of all sizes arrives as the same bytes, few of them in each piece that is shared", async () => {
  const { left, next } = realPorts();
  const sizes = [
    24,
    PIECE_BYTES - 25,
    1,
    PIECE_BYTES,
    3,
    2 * PIECE_BYTES + 5,
    8,
    SHARED_BYTES,
    SHARED_BYTES - 1,
  ];
  const pieces = sizes.map((size, i) => pattern(size, i));
  const arrived = next();
  left.send(pieces);
  const frame = await arrived;
  expect(Buffer.compare(joinBytes(frame), Buffer.concat(pieces))).toBe(0);
  expect(frame.map(({ length }) => length)).toEqual(sizes);
  left.close();
});

test("columns arrive in buffers of their own, short ones in shared ones, and none of them is copied again", async () => {
  const { left, next } = realPorts();
  // No length is a multiple of 8, so that all of them are padded.
  const rows = 300_001;
  const sent = {
    times: new Float64Array(rows).fill(1 / 3),
    kinds: pattern(rows, 1),
    users: new Uint32Array(rows).fill(70_000),
    short: new Uint16Array(1001).fill(7),
    tiny: new Uint8Array(3).fill(1),
    shortToo: new Float64Array(1001).fill(0.5),
    cut: new Float64Array(PIECE_BYTES / 8 + 1).fill(2),
    last: new Float64Array(rows).fill(-1),
  };
  const arrived = next();
  left.send(framePieces(sent));
  const pieces = await arrived;
  const got = decodePieces(pieces) as typeof sent;
  expect(Object.keys(got)).toEqual(Object.keys(sent));
  const buffers = new Set<ArrayBufferLike>(pieces.map(({ buffer }) => buffer));
  for (const [name, column] of Object.entries(got)) {
    const { buffer, byteLength } = column;
    const before = sent[name as keyof typeof sent];
    expect(column.constructor).toBe(before.constructor);
    expect(Buffer.compare(bytesOf(column), bytesOf(before)), name).toBe(0);
    expect(buffers.has(buffer), name).toBe(true);
    if (byteLength >= SHARED_BYTES) expect(buffer.byteLength, name).toBe(byteLength);
    else expect(buffer.byteLength).toBeLessThan(SHARED_BYTES);
  }
  expect(got.short.buffer).toBe(got.shortToo.buffer);
  left.close();
});

test("a column that has a buffer of its own is posted as it is, and a view without the buffer around it", () => {
  const port = heldPort();
  const whole = new Float64Array(100_000);
  const around = new Float64Array(200_000);
  const shared = new Float64Array(new SharedArrayBuffer(800_000));
  portWire(port).send(framePieces([whole, around.subarray(1000, 101_000).fill(1), shared.fill(2)]));
  const buffers = port.sent.map((message) => ("piece" in message ? message.piece.buffer : null));
  expect(buffers.map((buffer) => buffer?.byteLength)).toEqual([72, 800_000, 800_000, 800_000]);
  expect(buffers[1]).toBe(whole.buffer);
  // Memory that threads share cannot be posted to another process.
  expect(buffers[3]).toBeInstanceOf(ArrayBuffer);
});

test("a view is posted without the buffer around it", () => {
  const port = heldPort();
  portWire(port).send([new Uint8Array(1000).subarray(100, 108)]);
  const [message] = port.sent;
  expect(message).toHaveProperty("piece");
  expect((message as { piece: Uint8Array }).piece.buffer.byteLength).toBe(8);
});

test("no more bytes are under way than there is credit for", () => {
  const port = heldPort();
  const wire = portWire(port);
  wire.send([new Uint8Array(20 * PIECE_BYTES)]);
  expect(port.sent).toHaveLength(2);
  port.onMessage?.({ credit: PIECE_BYTES - 1 });
  expect(port.sent).toHaveLength(2);
  port.onMessage?.({ credit: 1 });
  expect(port.sent).toHaveLength(3);
  // More credit than bytes that were sent is a lie.
  port.onMessage?.({ credit: 2 * PIECE_BYTES + 1 });
  expect(port.closed).toBe(true);
});

test("short messages are not under way without number either", () => {
  const port = heldPort();
  const wire = portWire(port);
  for (let i = 0; i < 1000; i++) wire.send([new Uint8Array(16)]);
  expect(port.sent).toHaveLength(512);
  port.onMessage?.({ credit: 65_536 });
  expect(port.sent).toHaveLength(513);
});

test("a page that reads gets all, whatever the sizes, though it gives credit only now and then", () => {
  const [near, far] = [heldPort(), heldPort()];
  const wire = portWire(near);
  let arrived = 0;
  const other = portWire(far);
  other.onFrame = () => arrived++;
  // Cuts of nearly a piece, which do not fit beside what waits for its credit, and short ones between them.
  for (let i = 0; i < 12; i++) {
    wire.send([new Uint8Array(PIECE_BYTES - i), new Uint8Array(3)]);
    for (let k = 0; k < 40; k++) wire.send([new Uint8Array(8)]);
  }
  let underWay = 0;
  let most = 0;
  for (let at = 0, back = 0; at < near.sent.length; at++) {
    const message = near.sent[at]!;
    if ("piece" in message) underWay += message.piece.length;
    most = Math.max(
      most,
      near.sent.slice(at).reduce((sum, m) => sum + ("piece" in m ? m.piece.length : 0), 0),
    );
    far.onMessage?.(message);
    for (; back < far.sent.length; back++) near.onMessage?.(far.sent[back]);
  }
  expect(arrived).toBe(12 * 41);
  expect(underWay).toBeGreaterThan(12 * (PIECE_BYTES - 12));
  expect(most).toBeLessThanOrEqual(2 * PIECE_BYTES);
  expect([near.closed, far.closed]).toEqual([false, false]);
});

const piece = (length: number, left: number, goesOn = false) => ({
  piece: new Uint8Array(length),
  left,
  goesOn,
});

test.each<[string, unknown]>([
  ["no object", "text"],
  ["an empty piece", piece(0, 0)],
  ["a piece too long", piece(PIECE_BYTES + 1, 0)],
  ["a frame too long", piece(8, 2 ** 40)],
  ["a negative rest", piece(8, -1)],
  ["a piece of which nobody says whether it goes on", { piece: new Uint8Array(8), left: 0 }],
  ["a column that goes on behind the end", piece(8, 0, true)],
  ["a piece that is no bytes", { ...piece(8, 0), piece: new Uint16Array(4) }],
  ["credit that is no number", { credit: "4" }],
  ["credit for what was not sent", { credit: 1 }],
  ["negative credit", { credit: -1 }],
])("%s closes the wire", (_, message) => {
  const port = heldPort();
  const wire = portWire(port);
  wire.onFrame = () => expect.fail("no frame");
  let closed = 0;
  wire.onClose = () => closed++;
  port.onMessage?.(message);
  expect([port.closed, closed]).toEqual([true, 1]);
});

test("a piece that comes as a view is kept without the buffer around it", () => {
  const port = heldPort();
  const wire = portWire(port);
  const arrived: FramePieces[] = [];
  wire.onFrame = (pieces) => arrived.push(pieces);
  const buffer = Uint8Array.from({ length: 4096 }, (_, i) => i);
  port.onMessage?.({ ...piece(8, 0), piece: buffer.subarray(8, 16) });
  const [kept] = arrived[0]!;
  expect([...kept!]).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
  expect(kept!.buffer.byteLength).toBe(8);
});

test.each([
  ["more of it", [piece(8, 8), piece(8, 8)]],
  ["less of it", [piece(8, 16), piece(8, 0)]],
  ["more of a column", [piece(8, 8, true), piece(16, 0)]],
])("pieces that do not add up close the wire: %s", (_, messages) => {
  const port = heldPort();
  const wire = portWire(port);
  wire.onFrame = () => expect.fail("no frame");
  for (const message of messages) port.onMessage?.(message);
  expect(port.closed).toBe(true);
});

test("a frame in more pieces than any of ours closes the wire", () => {
  const port = heldPort();
  const wire = portWire(port);
  let frames = 0;
  wire.onFrame = (pieces) => {
    frames += pieces.length;
  };
  for (let left = 9999; left >= 0; left--) port.onMessage?.(piece(1, left, left % 2 > 0));
  expect([frames, port.closed]).toEqual([5000, false]);
  for (let left = 10_000; left >= 0; left--) port.onMessage?.(piece(1, left));
  expect([frames, port.closed]).toEqual([5000, true]);
});
