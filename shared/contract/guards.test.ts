import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyCase } from "../testing/empty-case.ts";
import { isCaseData } from "./guard-case.ts";
import { asHostMessage, asPageMessage, isFileName, isReplyValue, isStreamEvent } from "./guards.ts";
import { MAX_SAVE_PIECE } from "./host.ts";

const PAGE = {
  language: "de",
  hasCase: true,
  canSave: false,
  views: ["Summary"],
  work: null,
  done: { kind: "reading", failed: false, logs: 3, sessions: 12 },
};
const call = (name: unknown, ...args: readonly unknown[]): unknown => ({ type: "call", id: 1, name, args });

describe("messages of a page", () => {
  test.each([
    call("info"),
    call("recentFiles", "abc"),
    call("readRecord", "case", 0, 4096),
    call("beginSave", "sessions.csv", "file"),
    call("writeSave", "s1", new Uint8Array(MAX_SAVE_PIECE)),
    call("endSave", "s1"),
    call("showSaved", "s1"),
    call("dragSaved", "s1"),
    call("pageState", PAGE),
    call("pageState", { ...PAGE, work: { kind: "reading", part: 0.5 }, done: null }),
    call("pageState", { ...PAGE, done: { kind: "saving", failed: true } }),
    call("identify", ["t1"], true),
    call("attachCase", ["t1"], ["t1", null]),
    call("liveLog"),
    { type: "open", id: 2, name: "collect", args: [{ channels: ["security"], whole: false, after: ["t1"] }] },
    { type: "open", id: 2, name: "openCase", args: [["t1", "t2"]] },
    { type: "open", id: 2, name: "listen", args: [] },
    { type: "cancel", id: 2 },
  ])("%j passes", (message) => {
    expect(asPageMessage(message)).toEqual(message);
  });

  test.each([
    null,
    [],
    "info",
    call("constructor"),
    call("toString"),
    call("close"),
    call("openCase", []),
    call("info", 1),
    call("recentFiles"),
    call("recentFiles", "x".repeat(1000)),
    call("readRecord", "case", 0, -1),
    call("readRecord", "case", 0, 0.5),
    call("readRecord", "case", "0", 1),
    call("identify", ["t1"]),
    call("identify", "t1", false),
    call("attachCase", ["t1"], [1]),
    call("attachCase", ["t1", null], []),
    ...[
      { channels: [], whole: false, after: [] },
      { channels: ["security", "security"], whole: false, after: [] },
      { channels: ["Security /ow:true"], whole: false, after: [] },
      { channels: ["security"], whole: "no", after: [] },
      { channels: ["security"], whole: false, after: [7] },
      { channels: "security", whole: false, after: [] },
      null,
    ].map((asked) => ({ type: "open", id: 2, name: "collect", args: [asked] })),
    call("liveLog", 1),
    call("beginSave", "../sessions.csv", "file"),
    call("beginSave", "sessions.csv", "exe"),
    call("beginSave", "sessions.csv"),
    call("writeSave", "s1", new Uint16Array(3)),
    call("writeSave", "s1", new Uint8Array(MAX_SAVE_PIECE + 1)),
    call("endSave", "s1", true),
    call("showSaved", "/etc/passwd", 1),
    call("showSaved", ["s1"]),
    call("dragSaved"),
    call("dragSaved", { file: "/etc/passwd" }),
    call("pageState"),
    call("pageState", null),
    ...[
      { language: "fr" },
      { hasCase: 1 },
      { canSave: null },
      { views: [1] },
      { views: ["x".repeat(101)] },
      { views: Array.from({ length: 41 }, () => "x") },
      { work: { kind: "mining", part: null } },
      { work: { kind: "reading", part: 1.1 } },
      { work: { kind: "reading", part: Number.NaN } },
      { done: { kind: "reading", failed: false, logs: -1, sessions: 1 } },
      { done: { kind: "reading", failed: false, logs: "C:\\secret", sessions: 1 } },
      { done: { kind: "saving" } },
    ].map((change) => call("pageState", { ...PAGE, ...change })),
    { type: "open", id: 2, name: "openCase", args: [[1]] },
    { type: "open", id: 2, name: "openCase", args: [{ length: 1 }] },
    { type: "open", id: 2, name: "openCase", args: [Array.from({ length: 10_001 }, () => "t")] },
    { type: "open", id: 2, name: "info", args: [] },
    { type: "call", id: -1, name: "info", args: [] },
    { type: "call", id: Number.NaN, name: "info", args: [] },
    { type: "call", id: "1", name: "info", args: [] },
    { type: "reply", id: 1, name: "info", args: [] },
  ])("%j is refused", (message) => {
    expect(asPageMessage(message)).toBeNull();
  });
});

describe("names to save under", () => {
  test.each(["a.csv", "Sitzungen März.csv", "a b (2).json"])("%s is one", (name) => {
    expect(isFileName(name)).toBe(true);
  });
  test.each(["", ".", "..", "../a", "a/b", "a\\b", "c:a", "a\0b", "a\nb", "x".repeat(300)])(
    "%j is none",
    (name) => {
      expect(isFileName(name)).toBe(false);
    },
  );
});

describe("messages of a host", () => {
  test("replies carry a value or an error of the list", () => {
    expect(asHostMessage({ type: "reply", id: 1, result: { ok: true, value: null } })).not.toBeNull();
    const failed = (error: unknown): unknown => ({ type: "reply", id: 1, result: { ok: false, error } });
    expect(asHostMessage(failed({ code: "noLog", params: { file: "a.evtx" } }))).not.toBeNull();
    expect(asHostMessage(failed({ code: "surprise", params: {} }))).toBeNull();
    expect(asHostMessage(failed({ code: "noLog", params: { file: ["a"] } }))).toBeNull();
    expect(asHostMessage(failed(new Error("x")))).toBeNull();
    expect(asHostMessage({ type: "reply", id: 1, result: { ok: true } })).toBeNull();
  });

  test("values have the shape of their call", () => {
    const file = { token: "t", name: "a.evtx", bytes: 1 };
    expect(isReplyValue("pickFiles", [file])).toBe(true);
    expect(isReplyValue("pickFiles", [{ ...file, bytes: -1 }])).toBe(false);
    expect(isReplyValue("closeCase", null)).toBe(true);
    expect(isReplyValue("closeCase", [])).toBe(false);
    expect(isReplyValue("beginSave", null)).toBe(true);
    expect(isReplyValue("beginSave", true)).toBe(false);
    expect(isReplyValue("endSave", null)).toBe(true);
    expect(isReplyValue("info", {})).toBe(false);
    expect(isReplyValue("showSaved", null)).toBe(true);
    expect(isReplyValue("pageState", "text")).toBe(false);
  });

  test("events have the shape of their stream", () => {
    expect(isStreamEvent("openCase", { type: "done", data: emptyCase(3) })).toBe(true);
    expect(isStreamEvent("openCase", { type: "cancelled", data: null })).toBe(true);
    expect(isStreamEvent("openCase", { type: "openFiles", files: [] })).toBe(false);
    expect(isStreamEvent("listen", { type: "openFiles", files: [] })).toBe(true);
    expect(isStreamEvent("listen", { type: "command", command: "quit" })).toBe(false);
    expect(isStreamEvent("listen", { type: "command", command: "help" })).toBe(true);
    expect(isStreamEvent("listen", { type: "showView", view: 3 })).toBe(true);
    expect(isStreamEvent("listen", { type: "showView", view: -1 })).toBe(false);
    expect(isStreamEvent("listen", { type: "recentChanged" })).toBe(true);
    const progress = { channel: "system", step: "saving", bytes: 1, atMost: 2, error: null };
    expect(isStreamEvent("collect", { type: "channel", progress })).toBe(true);
    expect(isStreamEvent("collect", { type: "channel", progress: { ...progress, step: "gone" } })).toBe(
      false,
    );
    expect(isStreamEvent("collect", { type: "done", files: [{ path: "C:\\x" }], asOf: 1 })).toBe(false);
    expect(isStreamEvent("collect", { type: "done", data: emptyCase() })).toBe(false);
  });

  test("a case with a column of another type or length, or a child out of range, is refused", () => {
    const good = emptyCase(2);
    expect(isCaseData(good)).toBe(true);
    const { sessions } = good;
    const record = { source: 0, channel: "Security", recordId: "7", eventId: 4616, time: 1, offset: 4096 };
    const clockStep = { computer: "pc1", time: 1, delta: -1e9, kind: "undone", byUser: null, record };
    expect(isCaseData({ ...good, clockSteps: [clockStep] })).toBe(true);
    const broken: unknown[] = [
      { ...good, sessions: { ...sessions, start: new Float64Array(1) } },
      { ...good, sessions: { ...sessions, start: new Float32Array(2) } },
      { ...good, sessions: { ...sessions, start: [0, 0] } },
      { ...good, sessions: { ...sessions, length: 1 } },
      { ...good, sessions: { ...sessions, proofStart: new Uint32Array([0, 1, 1]) } },
      { ...good, sessions: { ...sessions, proofStart: new Uint32Array([1, 0, 0]) } },
      { ...good, sessions: { ...sessions, proofStart: new Uint32Array(2) } },
      { ...good, strings: ["", 1] },
      { ...good, sources: [{}] },
      { ...good, settings: {} },
      { ...good, clockSteps: undefined },
      { ...good, clockSteps: [{ ...clockStep, kind: "slew" }] },
      { ...good, clockSteps: [{ ...clockStep, delta: Number.NaN }] },
      { ...good, clockSteps: [{ ...clockStep, record: null }] },
      { ...good, counts: null },
    ];
    for (const value of broken) expect(isCaseData(value)).toBe(false);
  });

  test("no value makes a guard throw", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withTypedArray: true }), (value) => {
        asPageMessage(value);
        asHostMessage(value);
        isCaseData(value);
        isStreamEvent("openCase", value);
        isReplyValue("readRecord", value);
      }),
    );
  });
});
