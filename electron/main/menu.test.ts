import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test } from "vitest";
import { COMMAND_KEYS } from "../../shared/contract/command-keys.ts";
import { HOST_COMMANDS, type RecentCase } from "../../shared/contract/host.ts";
import { LANGUAGES } from "../../shared/types/language.ts";
import { play } from "../../tests/electron-double.ts";
import { type MenuOptions, menuTemplate } from "./menu.ts";
import { shellWords } from "./shell-words.ts";

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...flat(Array.isArray(item.submenu) ? item.submenu : [])]);
const RECENT: RecentCase[] = [
  { id: "one", names: ["R&D_%_Security.evtx"], openedAt: 2 },
  { id: "two", names: Array.from({ length: 40 }, (_, i) => `a‮${i}\n.evtx`), openedAt: 1 },
];
const asked: unknown[] = [];
const OPTIONS: MenuOptions = {
  mac: false,
  devTools: false,
  live: true,
  words: shellWords("en"),
  page: { hasCase: true, canSave: true, views: ["Summary", "Timeline", "P & Q"] },
  recent: RECENT,
  send: (command) => asked.push(command),
  showView: (view) => asked.push(view),
  openRecent: (id) => asked.push(["recent", id]),
  clearRecent: () => asked.push("clear"),
};
const menu = (change: Partial<MenuOptions> = {}): MenuItemConstructorOptions[] =>
  flat(menuTemplate({ ...OPTIONS, ...change }));
const named = (items: MenuItemConstructorOptions[], label: string): MenuItemConstructorOptions => {
  const found = items.filter((item) => item.label?.replace(/(?<!&)&(?!&)/, "") === label);
  expect([label, found.length]).toEqual([label, 1]);
  return found[0]!;
};

describe.each([true, false])("the menu (mac: %s)", (mac) => {
  const items = menu({ mac });

  test("every command of the contract has its entry", () => {
    asked.length = 0;
    for (const { click } of items) if (click) play(click);
    for (const command of HOST_COMMANDS) expect(asked).toContain(command);
  });

  test("an entry sends its own command", () => {
    asked.length = 0;
    for (const label of ["Open…", "Open Sample Log", "Save What Is on Screen…", "Close Logs", "Filter"])
      play(named(items, label).click);
    for (const label of ["About Logonscope", "Logonscope Help", "Keyboard Shortcuts", "Back"])
      play(named(items, label).click);
    expect(asked).toEqual([
      "open",
      "openDemo",
      "export",
      "closeCase",
      "find",
      "about",
      "help",
      "shortcuts",
      "back",
    ]);
  });

  test("views have the titles of the page and are asked for by their place", () => {
    asked.length = 0;
    play(named(items, "Timeline").click);
    play(named(items, "P && Q").click);
    expect(asked).toEqual([1, 2]);
  });

  test("a release has no developer tools, no accelerator is used twice", () => {
    expect(items.filter(({ role }) => role === "toggleDevTools" || role === "reload")).toEqual([]);
    const keys = items.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(keys).toHaveLength(new Set(keys).size);
    expect(items.some(({ role }) => role === "quit")).toBe(true);
  });

  test("nothing can be chosen that would do nothing", () => {
    const without = menu({ mac, page: { hasCase: false, canSave: false, views: ["Summary"] }, recent: [] });
    const off = without.filter(({ enabled }) => enabled === false).map(({ label }) => label);
    const expected = [
      "&Add Logs to This Case…",
      ...(mac ? [] : ["Open &Recent"]),
      "Sa&ve What Is on Screen…",
      "Save as &PDF…",
      "&Close Logs",
      "&Filter",
      "Summary",
      "&Back",
      "&Forward",
    ];
    expect(off).toEqual(expected);
    expect(items.filter(({ enabled }) => enabled === false)).toEqual([]);
    const reading = menu({ mac, page: { ...OPTIONS.page, canSave: false } });
    expect(named(reading, "Save What Is on Screen…").enabled).toBe(false);
    expect(named(reading, "Close Logs").enabled).toBe(true);
  });

  test.each(LANGUAGES)("in %s every entry has words, and its own letter within its menu", (language) => {
    const template = menuTemplate({ ...OPTIONS, mac, words: shellWords(language), devTools: true });
    for (const item of flat(template)) {
      if (item.type !== "separator") expect(item.label).toBeTruthy();
    }
    const letters = (list: readonly MenuItemConstructorOptions[]): string[] =>
      list.flatMap(({ label = "" }) => /&([^&])/.exec(label.replaceAll("&&", ""))?.[1]?.toLowerCase() ?? []);
    for (const list of [template, ...template.map(({ submenu }) => (Array.isArray(submenu) ? submenu : []))])
      expect(letters(list)).toHaveLength(new Set(letters(list)).size);
  });
});

describe("keys", () => {
  test("are those of the page, which acts on them itself", () => {
    const items = menu();
    expect(named(items, "Save What Is on Screen…")).toMatchObject({
      accelerator: "CmdOrCtrl+S",
      registerAccelerator: false,
    });
    expect(named(items, "Redo")).toMatchObject({ accelerator: "CmdOrCtrl+Shift+Z" });
    expect(named(items, "Back")).toMatchObject({ accelerator: "Alt+Left" });
    expect(named(items, "Logonscope Help")).toMatchObject({ accelerator: "F1" });
    expect(named(items, "Summary")).toMatchObject({ accelerator: "1", registerAccelerator: false });
    const views = Array.from({ length: 11 }, (_, at) => `View ${at}`);
    const digits = menu({ page: { ...OPTIONS.page, views } }).filter(({ label }) =>
      label?.startsWith("View "),
    );
    expect(digits.map(({ accelerator }) => accelerator)).toEqual([..."1234567890", undefined]);
    // Files are opened by the program around the page.
    expect(named(items, "Open…")).toMatchObject({ accelerator: "CmdOrCtrl+O" });
    expect(named(items, "Open…")).not.toHaveProperty("registerAccelerator");
    const shown = items.filter(({ role, accelerator }) => role === undefined && accelerator !== undefined);
    expect(shown).toHaveLength(Object.keys(COMMAND_KEYS).length + OPTIONS.page.views.length);
  });

  test("a Mac takes what it shows, so keys that are typed are not shown", () => {
    const keys = menu({ mac: true }).flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(keys.every((key) => key.startsWith("CmdOrCtrl+"))).toBe(true);
    expect(keys).toContain("CmdOrCtrl+S");
  });
});

describe("recent cases", () => {
  test("have a list of ours, in plain text", () => {
    asked.length = 0;
    const items = menu();
    play(named(items, "R&&D_%_Security.evtx").click);
    const long = items.find(({ label }) => label?.startsWith("a0.evtx, a1.evtx"));
    expect(long?.label?.length).toBeLessThanOrEqual(60);
    play(long?.click);
    play(named(items, "Clear List").click);
    expect(asked).toEqual([["recent", "one"], ["recent", "two"], "clear"]);
  });

  test("a Mac shows its own, and a private start none", () => {
    const mac = menu({ mac: true });
    expect(mac.map(({ role }) => role)).toEqual(
      expect.arrayContaining(["recentDocuments", "clearRecentDocuments"]),
    );
    expect(mac.some(({ label }) => label?.includes("Security.evtx"))).toBe(false);
    for (const isMac of [true, false])
      expect(menu({ mac: isMac, recent: null }).some(({ label }) => label === "Open &Recent")).toBe(false);
  });
});

test("from the source folder there are developer tools", () => {
  expect(menu({ devTools: true }).some(({ role }) => role === "toggleDevTools")).toBe(true);
});

test("only a machine with a log of its own offers it", () => {
  const offers = (live: boolean): boolean =>
    menu({ live }).some(({ label }) => label === "&Logs of This Computer…");
  expect([offers(true), offers(false)]).toEqual([true, false]);
});
