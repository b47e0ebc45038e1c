import { useEffect } from "react";
import type { HostCommand, HostEvent } from "../../../shared/contract/host.ts";
import { type App, AppContext } from "../../state/app.ts";
import { exportRows } from "../../state/export-commands.ts";
import { closeCase, openDemo, openFiles, pickAndOpen, refreshRecent } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import { Frame } from "./frame.tsx";

/** The whole page for one host: starts listening to it, and keeps the theme on the document. */
export function Root({ app }: { readonly app: App }) {
  const theme = useStore(app.prefs, (prefs) => prefs.theme);
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);

  useEffect(() => {
    let gone = false;
    const stopWatching = app.host.watchConnection((connection) => {
      if (!gone) app.desk.patch({ connection });
    });
    const stopListening = app.host.listen((event) => takeHostEvent(app, event));
    app.host
      .info()
      .then((info) => {
        if (gone) return;
        app.desk.patch({ info });
        void refreshRecent(app);
      })
      .catch(() => app.desk.patch({ connection: "lost" }));
    return () => {
      gone = true;
      stopListening();
      stopWatching();
    };
  }, [app]);

  return (
    <AppContext value={app}>
      <Frame />
    </AppContext>
  );
}

function takeHostEvent(app: App, event: HostEvent): void {
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
      document.querySelector<HTMLInputElement>(".filter input")?.focus();
      break;
    case "about":
      app.view.patch({ shortcuts: true });
      break;
  }
}
