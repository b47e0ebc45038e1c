import type { HostCommand, HostEvent } from "../../shared/contract/host.ts";
import type { App } from "./app.ts";
import { exportRows } from "./export-commands.ts";
import { closeCase, openDemo, openFiles, pickAndOpen } from "./open-commands.ts";

/** News of the host: files to open, or a command of its menu. */
export function takeHostEvent(app: App, event: HostEvent): void {
  if (event.type === "openFiles") openFiles(app, event.files);
  else runCommand(app, event.command);
}

/** What the menu of the host asks for: the same commands as the buttons of the page. */
function runCommand(app: App, command: HostCommand): void {
  switch (command) {
    case "open":
      void pickAndOpen(app, false);
      break;
    case "openDemo":
      void openDemo(app);
      break;
    case "export":
      void exportRows(app, "csv");
      break;
    case "closeCase":
      closeCase(app);
      break;
    case "find":
      app.view.patch({ finding: app.view.get().finding + 1 });
      break;
    case "about":
      app.view.patch({ shortcuts: true });
      break;
  }
}
