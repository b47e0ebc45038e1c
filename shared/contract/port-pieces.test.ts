import { MessageChannel } from "node:worker_threads";
import { expect, test } from "vitest";
import { nodePort } from "../testing/node-port.ts";
import { PIECE_BYTES, type PortLike, type PortMessage, portWire } from "./port-pieces.ts";

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

const pattern = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 0xff);

test("frames of all sizes arrive whole and in order over a MessageChannel", async () => {
  const { port1, port2 } = new MessageChannel();
  const left = portWire(nodePort(port1));
  const right = portWire(nodePort(port2));
  const sizes = [16, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 45_000_000, 8];
  const arrived = new Promise<Uint8Array[]>((resolve) => {
    const frames: Uint8Array[] = [];
    right.onFrame = (frame) => {
      frames.push(frame);
      if (frames.length === sizes.length) resolve(frames);
    };
  });
  const sent = sizes.map((size, i) => (size > 1e7 ? new Uint8Array(size).fill(i) : pattern(size, i)));
  for (const frame of sent) left.send([frame]);
  const frames = await arrived;
  expect(frames.map((frame) => frame.length)).toEqual(sizes);
  for (const [i, frame] of frames.entries()) expect(Buffer.compare(frame, sent[i]!)).toBe(0);
  const gone = new Promise<void>((resolve) => {
    right.onClose = resolve;
  });
  left.close();
  await gone;
});

test("a frame in pieces of all sizes is cut anew and arrives as one", async () => {
  const { port1, port2 } = new MessageChannel();
  const left = portWire(nodePort(port1));
  const right = portWire(nodePort(port2));
  const sizes = [24, PIECE_BYTES - 25, 1, PIECE_BYTES, 3, 2 * PIECE_BYTES + 5, 8];
  const pieces = sizes.map((size, i) => pattern(size, i));
  const arrived = new Promise<Uint8Array>((resolve) => {
    right.onFrame = resolve;
  });
  left.send(pieces);
  const frame = await arrived;
  expect(Buffer.compare(frame, Buffer.concat(pieces))).toBe(0);
  left.close();
});

test("a view is posted without the buffer around it", () => {
  const port = heldPort();
  portWire(port).send([new Uint8Array(1000).subarray(100, 108)]);
  const [message] = port.sent;
  expect(message).toHaveProperty("piece");
  expect((message as { piece: Uint8Array }).piece.buffer.byteLength).toBe(8);
});

test("no more pieces are under way than there is credit for", () => {
  const port = heldPort();
  const wire = portWire(port);
  wire.send([new Uint8Array(20 * PIECE_BYTES)]);
  expect(port.sent).toHaveLength(8);
  port.onMessage?.({ credit: 4 });
  expect(port.sent).toHaveLength(12);
  // More credit than pieces that were sent is a lie.
  port.onMessage?.({ credit: 9 });
  expect(port.closed).toBe(true);
});

test.each([
  ["no object", "text"],
  ["an empty piece", { piece: new Uint8Array(0), left: 0 }],
  ["a piece too long", { piece: new Uint8Array(PIECE_BYTES + 1), left: 0 }],
  ["a frame too long", { piece: new Uint8Array(8), left: 2 ** 40 }],
  ["a negative rest", { piece: new Uint8Array(8), left: -1 }],
  ["credit that is no number", { credit: "4" }],
])("%s closes the wire", (_, message) => {
  const port = heldPort();
  const wire = portWire(port);
  let closed = 0;
  wire.onClose = () => closed++;
  port.onMessage?.(message);
  expect([port.closed, closed]).toEqual([true, 1]);
});

test("pieces that do not add up close the wire", () => {
  const port = heldPort();
  const wire = portWire(port);
  wire.onFrame = () => expect.fail("no frame");
  port.onMessage?.({ piece: new Uint8Array(8), left: 8 });
  port.onMessage?.({ piece: new Uint8Array(8), left: 8 });
  expect(port.closed).toBe(true);
});
