import type { MenuItemConstructorOptions } from "electron";
import { COMMAND_KEYS, type CommandKey, viewKey } from "../../shared/contract/command-keys.ts";
import type { HostCommand, RecentCase } from "../../shared/contract/host.ts";
import type { PageState } from "../../shared/contract/page-state.ts";
import type { ShellWords } from "./shell-words.ts";

export interface MenuOptions {
  readonly mac: boolean;
  readonly devTools: boolean;
  /** This machine has logs of its own to read. */
  readonly live: boolean;
  readonly words: ShellWords;
  readonly page: Pick<PageState, "hasCase" | "canSave" | "views">;
  /** Cases for a list of our own; null where nothing is remembered, and on a Mac, which has one. */
  readonly recent: readonly RecentCase[] | null;
  readonly send: (command: HostCommand) => void;
  readonly showView: (view: number) => void;
  readonly openRecent: (id: string) => void;
  readonly clearRecent: () => void;
}

type Item = MenuItemConstructorOptions;

/**
 * The menu, as a template. What concerns the page goes there as a command, so that menu, button and keyboard do the
 * same; the rest is the platform's own. Entries that would do nothing cannot be chosen. Electron's roles bring English
 * words, hence ours beside each.
 */
export function menuTemplate(options: MenuOptions): Item[] {
  const { mac, devTools, words: w, page } = options;
  const command = (name: HostCommand, label: string, enabled = true): Item => ({
    label,
    enabled,
    click: () => options.send(name),
    ...keyOf(name, mac),
  });
  const line: Item = { type: "separator" };
  const about = command("about", w.about);

  const appMenu: Item = {
    label: "Logonscope",
    submenu: [
      about,
      line,
      { role: "services", label: w.services },
      line,
      { role: "hide", label: w.hide },
      { role: "hideOthers", label: w.hideOthers },
      { role: "unhide", label: w.unhide },
      line,
      { role: "quit", label: w.quitMac },
    ],
  };
  const file: Item = {
    label: w.file,
    submenu: [
      command("open", w.open),
      command("add", w.add, page.hasCase),
      ...recentMenu(options),
      line,
      ...(options.live ? [command("readLive", w.readLive)] : []),
      command("openDemo", w.openDemo),
      line,
      command("export", w.export, page.canSave),
      command("print", w.print, page.canSave),
      line,
      command("closeCase", w.closeCase, page.hasCase),
      ...(mac ? [] : [line, { role: "quit", label: w.quit } as const]),
    ],
  };
  const edit: Item = {
    label: w.edit,
    submenu: [
      // Of what is shown; in a box with text in it, of that text.
      command("undo", w.undo),
      command("redo", w.redo),
      line,
      { role: "cut", label: w.cut },
      { role: "copy", label: w.copy },
      { role: "paste", label: w.paste },
      { role: "selectAll", label: w.selectAll },
      line,
      command("find", w.find, page.hasCase),
      command("palette", w.palette),
    ],
  };
  const view: Item = {
    label: w.view,
    submenu: [
      ...page.views.map((title, at) => viewItem(title, at, options)),
      ...(page.views.length > 0 ? [line] : []),
      command("back", w.back, page.hasCase),
      command("forward", w.forward, page.hasCase),
      line,
      { role: "resetZoom", label: w.resetZoom },
      { role: "zoomIn", label: w.zoomIn },
      { role: "zoomOut", label: w.zoomOut },
      line,
      { role: "togglefullscreen", label: w.fullscreen },
      ...(devTools
        ? [
            line,
            { role: "reload", label: w.reload } as const,
            { role: "toggleDevTools", label: w.tools } as const,
          ]
        : []),
    ],
  };
  const window: Item = {
    role: "window",
    label: w.window,
    submenu: [
      { role: "minimize", label: w.minimize },
      ...(mac
        ? [{ role: "zoom", label: w.zoom } as const, line, { role: "front", label: w.front } as const]
        : []),
      { role: "close", label: w.close },
    ],
  };
  const help: Item = {
    role: "help",
    label: w.help,
    submenu: [command("help", w.guide), command("shortcuts", w.shortcuts), ...(mac ? [] : [line, about])],
  };
  return [...(mac ? [appMenu] : []), file, edit, view, window, help];
}

/** A Mac shows what it was told of opened files; elsewhere no menu of the system does. */
function recentMenu({ mac, words: w, recent, openRecent, clearRecent }: MenuOptions): Item[] {
  if (recent === null) return [];
  if (mac) {
    const clear: Item = { role: "clearRecentDocuments", label: w.clearRecent };
    return [{ role: "recentDocuments", label: w.recent, submenu: [clear] }];
  }
  const cases = recent.map(({ id, names }): Item => ({ label: labelOf(names), click: () => openRecent(id) }));
  const submenu: Item[] = [...cases, { type: "separator" }, { label: w.clearRecent, click: clearRecent }];
  return [{ label: w.recent, enabled: cases.length > 0, submenu }];
}

function viewItem(title: string, at: number, { mac, page, showView }: MenuOptions): Item {
  const key = viewKey(at);
  return {
    label: plainLabel(title),
    enabled: page.hasCase,
    click: () => showView(at),
    // A Mac would take a bare digit away from whoever types one.
    ...(mac || key === null ? {} : { accelerator: key, registerAccelerator: false }),
  };
}

const MAX_LABEL = 60;

/** Names of files as they can stand in a menu. */
function labelOf(names: readonly string[]): string {
  const text = names.slice(0, 20).join(", ");
  return plainLabel(text.length > MAX_LABEL ? `${text.slice(0, MAX_LABEL - 1)}…` : text);
}

/** A text that says just what it says: no letter to press, no sign that turns the line around. */
function plainLabel(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, "").replaceAll("&", "&&");
}

/** Names of keys as accelerators have them, where they differ from the DOM's. */
const KEY_NAMES: Readonly<Record<string, string>> = { arrowleft: "Left", arrowright: "Right" };

/**
 * The key of a command, to be shown. Pressing it is the business of the page, which knows what has the focus; only
 * opening files is always the menu's. A Mac cannot show a key without taking it, so keys without Command stay out there.
 */
function keyOf(name: HostCommand, mac: boolean): Pick<Item, "accelerator" | "registerAccelerator"> {
  const key = COMMAND_KEYS[name]?.[0];
  if (key === undefined || (mac && key.command === undefined)) return {};
  return {
    accelerator: acceleratorOf(key),
    ...(name === "open" ? {} : { registerAccelerator: false }),
  };
}

function acceleratorOf({ key, command, alt, shift }: CommandKey): string {
  return [
    ...(command === undefined ? [] : ["CmdOrCtrl"]),
    ...(alt === undefined ? [] : ["Alt"]),
    ...(shift === undefined ? [] : ["Shift"]),
    KEY_NAMES[key] ?? key.toUpperCase(),
  ].join("+");
}
