import type { App, Session } from "electron";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  BrowserWindow,
  callsOf,
  FakeEvent,
  FakeSession,
  play,
  resetElectron,
} from "../../tests/electron-double.ts";
import { EXTERNAL_LINKS } from "./external-links.ts";
import { hardenApp, hardenSession } from "./hardening.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

const opened: string[] = [];
let contents: BrowserWindow["webContents"];

beforeEach(() => {
  const { app } = resetElectron();
  opened.length = 0;
  hardenApp(app as unknown as App, (url) => opened.push(url));
  contents = new BrowserWindow({ webPreferences: {} }).webContents;
});

const AWAY = [
  "https://example.com/",
  "http://127.0.0.1/",
  "file:///etc/passwd",
  "app://logonscope.example.com/",
  "app://logonscopex/index.html",
  "app://other/index.html",
  "about:blank",
  "data:text/html,x",
  "javascript:alert(1)",
  "APP://LOGONSCOPE@evil/",
];

describe.each(["will-navigate", "will-frame-navigate", "will-redirect"])("%s", (name) => {
  test.each(AWAY)("to %s is denied", (url) => {
    const event = new FakeEvent(url);
    contents.emit(name, event);
    expect(event.defaultPrevented).toBe(true);
  });

  test("inside the page's own origin is left alone", () => {
    const event = new FakeEvent("app://logonscope/index.html#x");
    contents.emit(name, event);
    expect(event.defaultPrevented).toBe(false);
  });
});

test("no window is ever opened; only listed pages go to the user's browser", () => {
  const first = EXTERNAL_LINKS[0]!;
  const urls = [
    ...AWAY,
    `${first}?x=1`,
    `${first}/../x`,
    first.replace("https", "http"),
    "app://logonscope/",
    first,
  ];
  for (const url of urls) expect(play(contents.windowOpen, { url })).toEqual({ action: "deny" });
  expect(opened).toEqual([first]);
});

test("the list of outside pages is https only", () => {
  for (const link of EXTERNAL_LINKS) expect(new URL(link).protocol).toBe("https:");
});

test("no webview is ever attached", () => {
  const event = new FakeEvent();
  contents.emit("will-attach-webview", event, {}, {});
  expect(event.defaultPrevented).toBe(true);
});

describe("the session", () => {
  let session: FakeSession;
  beforeEach(() => {
    session = new FakeSession("test");
    hardenSession(session as unknown as Session);
  });

  test.each([
    "media",
    "geolocation",
    "notifications",
    "clipboard-read",
    "openExternal",
    "fullscreen",
    "unknown",
  ])("%s is denied, asked for or looked up", (permission) => {
    const answers: unknown[] = [];
    play(
      session.handlers.get("permissionRequest"),
      null,
      permission,
      (answer: unknown) => answers.push(answer),
      { requestingUrl: "app://logonscope/index.html" },
    );
    expect(answers).toEqual([false]);
    expect(play(session.handlers.get("permissionCheck"), null, permission, "app://logonscope", {})).toBe(
      false,
    );
    expect(play(session.handlers.get("devicePermission"), { deviceType: permission })).toBe(false);
  });

  test("only the page itself may put text on the clipboard", () => {
    const asked = (requestingUrl: string): unknown => {
      const answers: unknown[] = [];
      const answer = (granted: unknown): number => answers.push(granted);
      play(session.handlers.get("permissionRequest"), null, "clipboard-sanitized-write", answer, {
        requestingUrl,
      });
      return answers[0];
    };
    const checked = (origin: string): unknown =>
      play(session.handlers.get("permissionCheck"), null, "clipboard-sanitized-write", origin, {});
    expect([asked("app://logonscope/index.html"), checked("app://logonscope/")]).toEqual([true, true]);
    for (const foreign of ["https://example.com/", "app://logonscope.evil/", "file:///", ""]) {
      expect([asked(foreign), checked(foreign)], foreign).toEqual([false, false]);
    }
  });

  test("requests to any network are cancelled", () => {
    const [call] = callsOf("session.onBeforeRequest");
    expect(call?.args[0]).toEqual({
      urls: ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*", "ftp://*/*"],
    });
    const answers: unknown[] = [];
    play(session.handlers.get("onBeforeRequest"), { url: "https://example.com/" }, (answer: unknown) =>
      answers.push(answer),
    );
    expect(answers).toEqual([{ cancel: true }]);
  });

  test("downloads are refused, no dictionary is fetched", () => {
    const event = new FakeEvent();
    session.events.emit("will-download", event, {}, {});
    expect(event.defaultPrevented).toBe(true);
    expect(callsOf("session.setSpellCheckerEnabled").map(({ args }) => args)).toEqual([[false]]);
  });
});
