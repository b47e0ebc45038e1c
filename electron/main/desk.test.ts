import { beforeEach, describe, expect, test, vi } from "vitest";
import type { PageState } from "../../shared/contract/page-state.ts";
import type { Language } from "../../shared/types/language.ts";
import { BrowserWindow, callNames, callsOf, resetElectron } from "../../tests/electron-double.ts";
import { createDesk, type Desk } from "./desk.ts";
import { LONG_MS } from "./work-watch.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

let electron: ReturnType<typeof resetElectron>;
let desk: Desk;
let clock = 0;
let focused = 0;
const menus: [PageState, string][] = [];
const start = (systemLanguage: Language = "en"): void => {
  const window = new BrowserWindow({ webPreferences: {} });
  desk = createDesk({
    window: () => window as unknown as Electron.BrowserWindow,
    systemLanguage: () => systemLanguage,
    focus: () => void focused++,
    now: () => clock,
  });
  desk.showMenuWith((page, words) => menus.push([page, words.file]));
};
beforeEach(() => {
  electron = resetElectron();
  menus.length = 0;
  clock = 0;
  focused = 0;
  start();
});

const IDLE: PageState = {
  language: "en",
  hasCase: false,
  canSave: false,
  views: ["Summary"],
  work: null,
  done: null,
};
const reading = (part: number | null): PageState => ({ ...IDLE, work: { kind: "reading", part } });
const read = (failed = false, language: Language = "en"): PageState => ({
  ...IDLE,
  language,
  hasCase: !failed,
  canSave: !failed,
  done: { kind: "reading", failed, logs: failed ? 0 : 1, sessions: failed ? 0 : 12_034 },
});
const body = (): unknown => callsOf("notification.show").map(({ args }) => args[0]);

describe("the menu", () => {
  test("is there at once, in the language of the system, and then follows the page", () => {
    start("de");
    expect(menus.at(-1)).toMatchObject([{ hasCase: false, views: [] }, "&Datei"]);
    desk.take(IDLE);
    expect(menus.at(-1)).toMatchObject([{ views: ["Summary"] }, "&File"]);
    expect(desk.words().quit).toBe("&Quit");
    desk.take(read(false, "de"));
    expect(menus.at(-1)).toMatchObject([{ hasCase: true, canSave: true }, "&Datei"]);
    expect(desk.words().quit).toBe("B&eenden");
  });

  test("is put up anew only when something in it changes", () => {
    desk.take(reading(0));
    const before = menus.length;
    for (let part = 0; part <= 1; part += 0.01) desk.take(reading(part));
    expect(menus).toHaveLength(before);
    desk.renewMenu();
    expect(menus).toHaveLength(before + 1);
  });

  test("knows no case once the page has gone, and keeps its language", () => {
    desk.take(read(false, "de"));
    desk.take(null);
    expect(menus.at(-1)).toMatchObject([{ hasCase: false, canSave: false, views: [] }, "&Datei"]);
  });
});

test("the bar in the task bar follows the work, and is gone with the page", () => {
  desk.take(reading(null));
  desk.take(reading(0.25));
  desk.take(reading(0.25));
  desk.take(null);
  expect(callsOf("window.setProgressBar").map(({ args }) => args[0])).toEqual([2, 0.25, -1]);
});

describe("a notice of long work", () => {
  const work = (end: PageState, ms = LONG_MS): void => {
    desk.take(reading(0.1));
    clock += ms;
    desk.take(end);
  };

  test("is shown when the window is behind, in the language of the page, and leads to it", () => {
    electron.user.focused = false;
    work(read());
    work(read(false, "de"));
    work(read(true));
    expect(body()).toEqual([
      { title: "Logonscope", body: "Reading is done: 1 log, 12,034 sessions." },
      { title: "Logonscope", body: "Fertig gelesen: 1 Protokoll, 12.034 Sitzungen." },
      { title: "Logonscope", body: "Reading the logs came to nothing." },
    ]);
    expect(focused).toBe(0);
    electron.notices.at(-1)?.emit("click");
    expect(focused).toBe(1);
    // An older one goes when there is news.
    expect(callNames().filter((name) => name === "notification.close")).toHaveLength(2);
  });

  test.each([
    ["when the window is in front", { focused: true, notices: true }],
    ["where the system shows none", { focused: false, notices: false }],
  ])("is not shown %s", (_, user) => {
    Object.assign(electron.user, user);
    work(read());
    expect(body()).toEqual([]);
  });

  test("is not shown of work that was quick, or of a page that has gone", () => {
    electron.user.focused = false;
    work(read(), LONG_MS - 1);
    desk.take(reading(0.5));
    clock += LONG_MS;
    desk.take(null);
    desk.take(read());
    expect(body()).toEqual([]);
  });
});
