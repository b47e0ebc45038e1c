import { deepStrictEqual } from "node:assert";
import { hostsOf, isAllowedCall, isOwnRequest, pageIdOf } from "../../../electron/serve/checks.ts";
import { parseServeArguments } from "../../../electron/serve/serve-arguments.ts";
import { sampleCase } from "../../../renderer/testing/sample-case.ts";
import { cutFrame, pieceOf } from "../../../shared/contract/frame-cutter.ts";
import { FrameSplitter } from "../../../shared/contract/frame-splitter.ts";
import {
  decodeFrame,
  decodePieces,
  encodeFrame,
  FRAME_PREFIX,
  framePieces,
} from "../../../shared/contract/frames.ts";
import {
  asHostMessage,
  asPageMessage,
  isReplyValue,
  isStreamEvent,
} from "../../../shared/contract/guards.ts";
import { CALLS, STREAMS } from "../../../shared/contract/messages.ts";
import { FrameError } from "../../../shared/contract/plain-value.ts";
import { joined, mutated } from "../engine/mutate.ts";
import type { Random } from "../engine/random.ts";
import type { FuzzTarget } from "../engine/target.ts";
import { utf8 } from "../seeds/text-bytes.ts";
import { holds } from "./check-reader.ts";

const TOKENS = [
  '{"$":0}',
  '{"$":"NaN"}',
  '{"$$":1}',
  '"__proto__"',
  "null",
  "[]",
  "{}",
  "-1",
  "1e308",
  "9007199254740992",
  '"type":"call"',
  '"name":"openCase"',
  '"args":[',
  "[[[[[[[[",
];

/** What a frame carries; null for what is none. */
function decoded(pieces: readonly Uint8Array[]): { readonly value: unknown } | null {
  try {
    return { value: decodePieces(pieces) };
  } catch (error) {
    if (error instanceof FrameError) return null;
    throw error;
  }
}

/**
 * The bytes in pieces of lengths that they give themselves: by ones, eights, hundreds and thousands. Every other piece has
 * a buffer of its own, the others lie in one, `askew` behind its begin.
 */
function cut(bytes: Uint8Array, askew: number): readonly Uint8Array[] {
  const moved = joined(new Uint8Array(askew), bytes).subarray(askew);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < moved.length; ) {
    const digit = moved[(at * 7 + askew) % moved.length]!;
    const piece = moved.subarray(at, at + ((digit & 7) + 1) * (UNITS[digit >> 6] ?? 1));
    pieces.push(pieces.length % 2 > 0 ? piece.slice() : piece);
    at += piece.length;
  }
  return pieces;
}

const UNITS = [1, 8, 100, 4096];

/** Frames that a stream of bytes holds, cut into pieces of some length; the bytes until the first fault. */
function split(bytes: Uint8Array, piece: number): readonly string[] {
  const splitter = new FrameSplitter(1 << 20);
  const found: string[] = [];
  try {
    for (let at = 0; at < bytes.length; at += piece)
      for (const frame of splitter.push(bytes.slice(at, at + piece)))
        found.push(Buffer.concat(frame).toString("base64"));
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
  }
  return found;
}

/** Lengths of a frame as they have to be for what is in it. */
function framed(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length < FRAME_PREFIX) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Math.min(view.getUint32(8, true), bytes.length - FRAME_PREFIX);
  const header = bytes.slice(FRAME_PREFIX, FRAME_PREFIX + length);
  const changed = random.oneIn(2) ? mutated(header, [header], random, { tokens: TOKENS }) : header;
  const pad = (count: number): Uint8Array => new Uint8Array((8 - (count % 8)) % 8);
  const rest = bytes.slice(FRAME_PREFIX + length + pad(length).length);
  const whole = joined(bytes.slice(0, FRAME_PREFIX), changed, pad(changed.length), rest, pad(rest.length));
  const to = new DataView(whole.buffer);
  to.setUint32(0, 0x3146_534c, true);
  to.setUint32(4, whole.length, true);
  to.setUint32(8, changed.length, true);
  return whole;
}

const call = (name: string, ...args: readonly unknown[]) => ({ type: "call", id: 1, name, args });

export const wire: FuzzTarget = {
  name: "wire",
  short: 150,
  about: "frames between page and host, and the guards behind them",
  tokens: TOKENS,
  seeds: () =>
    [
      call("openCase", ["t1"], {
        answers: [{ signature: null, file: "a", zone: "UTC", dateOrder: "dmy", cloud: {} }],
      }),
      call("saveFile", "a.csv", new Uint8Array(5)),
      {
        type: "open",
        id: 2,
        name: "collect",
        args: [{ channels: ["security"], whole: false, after: ["t1"] }],
      },
      {
        type: "open",
        id: 2,
        name: "listEvents",
        args: ["case", { filter: "a", from: Number.NaN, to: -0, limit: 5 }],
      },
      { type: "reply", id: 1, result: { ok: false, error: { code: "noLog", params: { file: "a" } } } },
      { type: "reply", id: 1, result: { ok: true, value: [{ token: "t", name: "a.evtx", bytes: 1 }] } },
      { type: "event", id: 3, event: { type: "done", data: sampleCase("one") } },
      { type: "event", id: 3, event: { type: "command", command: "openFiles" } },
    ].map((value) => encodeFrame(value)),
  repair: framed,
  run(bytes) {
    const whole = split(bytes, bytes.length + 1);
    for (const piece of [1, 7, 64].slice(bytes.length > 4096 ? 2 : 0)) {
      const found = split(bytes, piece);
      holds(
        found.every((frame, at) => whole[at] === frame || whole[at] === undefined),
        "pieces make other frames",
      );
      holds(found.length >= whole.length, "pieces lose a frame");
    }
    const got = decoded([bytes]);
    for (const askew of [0, 3]) deepStrictEqual(decoded(cut(bytes, askew)), got);
    if (got === null || got.value === undefined) return;
    const { value } = got;
    const page = asPageMessage(value);
    const host = asHostMessage(value);
    for (const carried of [value, host?.type === "event" ? host.event : null]) {
      for (const name of STREAMS) isStreamEvent(name as "openCase", carried);
      for (const name of CALLS) isReplyValue(name, carried);
    }
    if (page !== null)
      holds(
        page.type === "cancel" || [...CALLS, ...STREAMS].some((name) => name === page.name),
        "a call of no name",
      );
    deepStrictEqual(decodeFrame(encodeFrame(value)), value);
    deepStrictEqual(decodePieces(cutFrame(framePieces(value)).map(pieceOf)), value);
  },
};

const GATE = { hosts: hostsOf("abc", 7000), token: "t".repeat(32) };

export const http: FuzzTarget = {
  name: "http",
  short: 800,
  about: "headers of requests to the browser host, and its arguments",
  tokens: [
    "host: ",
    "origin: ",
    "sec-fetch-site: same-origin",
    "x-logonscope-token: ",
    "x-logonscope-page: ",
    "abc.localhost:7000",
    "http://",
    "null",
    "\n",
    "--port",
    "--",
    "=",
    GATE.token,
  ],
  seeds: () => [
    utf8(
      `host: abc.localhost:7000\norigin: http://abc.localhost:7000\nx-logonscope-token: ${GATE.token}\nx-logonscope-page: 0123456789abcdef`,
    ),
    utf8("host: evil.example:7000\nsec-fetch-site: cross-site"),
    utf8("--port=7000\n--no-open\n--\na.evtx"),
  ],
  run(bytes) {
    const lines = Buffer.from(bytes).toString("latin1").split("\n");
    const headersDistinct: Record<string, string[]> = {};
    for (const line of lines) {
      const [name = "", ...value] = line.split(":");
      const key = name.trim().toLowerCase();
      if (!Object.hasOwn(headersDistinct, key)) headersDistinct[key] = [];
      headersDistinct[key]?.push(value.join(":").trim());
    }
    const headers = Object.fromEntries(
      Object.entries(headersDistinct).map(([name, [first = ""]]) => [name, first]),
    );
    if (isOwnRequest(GATE, { headers, headersDistinct })) {
      holds(GATE.hosts.includes(headers.host!.toLowerCase()), "a stranger was let in");
      holds(headersDistinct.host?.length === 1, "a request of two names was let in");
    }
    if (isAllowedCall(GATE, headers))
      holds(headers["x-logonscope-token"] === GATE.token, "a guess was let in");
    const id = pageIdOf(headers);
    holds(id === null || id.length <= 64, "a page of a long name");
    parseServeArguments(lines);
  },
};
