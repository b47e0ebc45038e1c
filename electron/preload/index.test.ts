import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  ADOPT_CHANNEL,
  PAGE_GLOBAL,
  PORT_CHANNEL,
  PORT_REPLY,
  PORT_REQUEST,
} from "../../shared/contract/page-link.ts";
import { callsOf, play, resetElectron, state } from "../../tests/electron-double.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

const ORIGIN = "app://logonscope";
const NONCE = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** As much of the DOM as the script needs, so that it runs as it will: its whole effect happens on loading. */
class FakeWindow extends EventEmitter {
  readonly location: { origin: string };
  readonly posted: { message: unknown; origin: unknown; ports: unknown }[] = [];
  top: unknown = this;
  constructor(origin: string) {
    super();
    this.location = { origin };
  }
  addEventListener(name: string, listener: (event: unknown) => void): void {
    this.on(name, listener);
  }
  postMessage(message: unknown, origin: unknown, ports: unknown): void {
    this.posted.push({ message, origin, ports });
  }
}

let window: FakeWindow;
const load = async (origin = ORIGIN, framed = false): Promise<void> => {
  window = new FakeWindow(origin);
  if (framed) window.top = {};
  vi.stubGlobal("window", window);
  vi.resetModules();
  await import("./index.ts");
};
const ask = (change: object = {}, data: unknown = { type: PORT_REQUEST, nonce: NONCE }): boolean =>
  window.emit("message", { source: window, origin: ORIGIN, data, ...change });
const reply = (nonce: unknown, ports: unknown[]): boolean =>
  state().ipcRenderer.emit(PORT_CHANNEL, { ports }, nonce);
const asked = (): unknown[] => callsOf("ipcRenderer.send").map(({ args }) => args);

beforeEach(() => void resetElectron());
afterEach(() => vi.unstubAllGlobals());

describe("what the page gets", () => {
  test("one object with one function, nothing of Electron", async () => {
    await load();
    expect([...state().exposed.keys()]).toEqual([PAGE_GLOBAL]);
    const link = state().exposed.get(PAGE_GLOBAL) as Record<string, unknown>;
    expect(Object.keys(link)).toEqual(["adopt"]);
  });

  test.each([
    ["another origin", "https://example.com", false],
    ["an opaque origin", "null", false],
    ["a frame", ORIGIN, true],
  ])("nothing at all in %s", async (_, origin, framed) => {
    await load(origin, framed);
    expect(state().exposed.size).toBe(0);
    expect(window.listenerCount("message")).toBe(0);
    expect(state().ipcRenderer.listenerCount(PORT_CHANNEL)).toBe(0);
  });
});

describe("the port", () => {
  beforeEach(() => load());
  const port = { port: 1 };

  test("is asked for when the page asks, and handed over with the page's nonce to its own origin", () => {
    expect(asked()).toEqual([]);
    ask();
    expect(asked()).toEqual([[PORT_CHANNEL, NONCE]]);
    reply(NONCE, [port]);
    expect(window.posted).toEqual([
      { message: { type: PORT_REPLY, nonce: NONCE }, origin: ORIGIN, ports: [port] },
    ]);
  });

  test.each([
    ["another window", { source: {} }, undefined],
    ["another origin", { origin: "https://example.com" }, undefined],
    ["an opaque origin", { origin: "null" }, undefined],
    ["other news", {}, { type: "else", nonce: NONCE }],
    ["a request without nonce", {}, { type: PORT_REQUEST }],
    ["a request with a strange nonce", {}, { type: PORT_REQUEST, nonce: "../../x y z <>" }],
    ["text", {}, "logonscope-port-request"],
    ["nothing", {}, null],
  ])("is not asked for by %s", (_, change, data) => {
    if (data === undefined) ask(change);
    else ask(change, data);
    expect(asked()).toEqual([]);
  });

  test("is not handed over unasked, for another nonce, twice, or without a port", () => {
    reply(NONCE, [port]);
    ask();
    reply("another-nonce-of-some-length", [port]);
    reply(NONCE, []);
    expect(window.posted).toEqual([]);
    reply(NONCE, [port]);
    reply(NONCE, [port]);
    expect(window.posted).toHaveLength(1);
  });
});

describe("dropped files", () => {
  const file = (path: string): object => ({ name: "x.evtx", path });
  const adopt = (files: unknown): Promise<unknown> => {
    const link = state().exposed.get(PAGE_GLOBAL) as { adopt: unknown };
    return play(link.adopt, files) as Promise<unknown>;
  };

  test("their paths go to the main process and never to the page", async () => {
    await load();
    const answer = { ok: true, value: [{ token: "t1", name: "x.evtx", bytes: 1 }] };
    state().ipcRenderer.answer = answer;
    expect(await adopt([file("/secret/a.evtx"), file(""), "no file", file("/secret/b.evtx")])).toBe(answer);
    expect(callsOf("ipcRenderer.invoke").map(({ args }) => args)).toEqual([
      [ADOPT_CHANNEL, ["/secret/a.evtx", "/secret/b.evtx"]],
    ]);
    expect(JSON.stringify(window.posted)).not.toContain("secret");
  });
});
