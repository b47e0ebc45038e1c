import type { MenuItemConstructorOptions } from "electron";
import type { HostCommand } from "../../shared/contract/host.ts";

/**
 * The menu, as a template. What concerns the page goes there as a command, so that menu, button and keyboard do the
 * same; the rest is the platform's own.
 */
export function menuTemplate(options: {
  readonly mac: boolean;
  readonly devTools: boolean;
  readonly send: (command: HostCommand) => void;
}): MenuItemConstructorOptions[] {
  const { mac, devTools, send } = options;
  const command = (label: string, name: HostCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const line: MenuItemConstructorOptions = { type: "separator" };
  const about = command("About Logonscope", "about");

  const appMenu: MenuItemConstructorOptions = {
    label: "Logonscope",
    submenu: [
      about,
      line,
      { role: "services" },
      line,
      { role: "hide" },
      { role: "hideOthers" },
      { role: "unhide" },
      line,
      { role: "quit" },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: "&File",
    submenu: [
      command("&Open…", "open", "CmdOrCtrl+O"),
      command("Open &Sample Log", "openDemo"),
      line,
      command("&Export…", "export", "CmdOrCtrl+E"),
      command("&Close Logs", "closeCase"),
      ...(mac ? [] : [line, { role: "quit" } as const]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: "&Edit",
    submenu: [
      { role: "undo" },
      { role: "redo" },
      line,
      { role: "cut" },
      { role: "copy" },
      { role: "paste" },
      { role: "selectAll" },
      line,
      command("&Find", "find", "CmdOrCtrl+F"),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: "&View",
    submenu: [
      { role: "resetZoom" },
      { role: "zoomIn" },
      { role: "zoomOut" },
      line,
      { role: "togglefullscreen" },
      ...(devTools ? [line, { role: "reload" } as const, { role: "toggleDevTools" } as const] : []),
    ],
  };
  const help: MenuItemConstructorOptions = { role: "help", submenu: [about] };
  return [...(mac ? [appMenu] : []), file, edit, view, { role: "windowMenu" }, ...(mac ? [] : [help])];
}
