import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test } from "vitest";
import { HOST_COMMANDS } from "../../shared/contract/host.ts";
import { play } from "../../tests/electron-double.ts";
import { menuTemplate } from "./menu.ts";

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...flat(Array.isArray(item.submenu) ? item.submenu : [])]);

describe.each([true, false])("the menu (mac: %s)", (mac) => {
  const sent: string[] = [];
  const items = flat(menuTemplate({ mac, devTools: false, send: (command) => sent.push(command) }));

  test("every command of the contract has its entry", () => {
    sent.length = 0;
    for (const { click } of items) if (click) play(click);
    expect(new Set(sent)).toEqual(new Set(HOST_COMMANDS));
  });

  test("an entry sends its own command", () => {
    const click = (label: string): void => {
      play(items.find((item) => item.label?.replace("&", "") === label)?.click);
    };
    sent.length = 0;
    for (const label of ["Open…", "Open Sample Log", "Export…", "Close Logs", "Find", "About Logonscope"])
      click(label);
    expect(sent).toEqual(["open", "openDemo", "export", "closeCase", "find", "about"]);
  });

  test("a release has no developer tools, no accelerator is used twice", () => {
    expect(items.filter(({ role }) => role === "toggleDevTools" || role === "reload")).toEqual([]);
    const keys = items.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(keys).toHaveLength(new Set(keys).size);
    expect(items.some(({ role }) => role === "quit")).toBe(true);
  });
});

test("from the source folder there are developer tools", () => {
  const items = flat(menuTemplate({ mac: false, devTools: true, send: () => {} }));
  expect(items.some(({ role }) => role === "toggleDevTools")).toBe(true);
});
