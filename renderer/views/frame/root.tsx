import { useEffect } from "react";
import { DialogHelp } from "../../components/dialog.tsx";
import { ErrorBoundary } from "../../components/error-boundary.tsx";
import { type App, AppContext } from "../../state/app.ts";
import { takeHostEvent } from "../../state/host-events.ts";
import { refreshRecent } from "../../state/open-commands.ts";
import { tellPageState } from "../../state/page-state.ts";
import { useStore } from "../../state/store.ts";
import { ContentsDialog } from "../help/help-dialog.tsx";
import { Frame } from "./frame.tsx";
import { PageFailed } from "./page-failed.tsx";

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
    const stopNotes = app.keep.notes?.watch((notes) => app.notes.set(notes));
    const stopListening = app.host.listen((event) => takeHostEvent(app, event));
    let stopTelling = (): void => undefined;
    app.host
      .info()
      .then((info) => {
        if (gone) return;
        app.desk.patch({ info });
        if (info.capabilities.pageState) stopTelling = tellPageState(app);
        void refreshRecent(app);
      })
      .catch(() => app.desk.patch({ connection: "lost" }));
    return () => {
      gone = true;
      stopListening();
      stopTelling();
      stopNotes?.();
      stopWatching();
    };
  }, [app]);

  return (
    <AppContext value={app}>
      <ErrorBoundary instead={(_again, failure) => <PageFailed failure={failure} />}>
        <DialogHelp value={ContentsDialog}>
          <Frame />
        </DialogHelp>
      </ErrorBoundary>
    </AppContext>
  );
}
