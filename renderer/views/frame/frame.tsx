import { useEffect, useRef } from "react";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { AboutDialog } from "../about/about-dialog.tsx";
import { ImportCoach } from "../coach/import-coach.tsx";
import { DetailsPane } from "../details/details-pane.tsx";
import { HelpPanel } from "../help/help-panel.tsx";
import { LiveDialog } from "../live/live-dialog.tsx";
import { ScriptsDialog } from "../scripts/scripts-dialog.tsx";
import { Start } from "../start/start.tsx";
import { CaseNotes } from "./case-notes.tsx";
import { DropVeil } from "./drop-veil.tsx";
import { FilterNote } from "./filter-note.tsx";
import { MaskingNote } from "./masking-note.tsx";
import { Palette } from "./palette.tsx";
import { Rail } from "./rail.tsx";
import { SavingNote } from "./saving-note.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { StatusBar } from "./status-bar.tsx";
import { Strip } from "./strip.tsx";
import { Toast } from "./toast.tsx";
import { TopBar } from "./top-bar.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { ViewSwitch } from "./view-switch.tsx";

/** What a window of these logs is called: by the log where there is one, by their number where there are more. */
function logsTitle(files: readonly { readonly name: string }[]): string {
  const [first] = files;
  return files.length > 1 ? T.inputs.logs(files.length) : (first?.name ?? "");
}

/** What a tab is called. A browser writes titles into its history, private start or not: it tells neither names nor files. */
const tabTitle = (files: readonly unknown[]): string => (files.length > 0 ? T.inputs.logs(files.length) : "");

/** The one frame of all views; without a case the start screen takes its place. */
export function Frame() {
  const app = useApp();
  const hasCase = useStore(app.dataset, (dataset) => dataset.data !== null);
  const selected = useStore(app.view, (view) => view.selection !== null);
  const filter = useRef<HTMLInputElement>(null);
  useShortcuts(filter);
  const masked = useStore(app.masking, (masking) => masking !== null);
  const computer = useStore(app.dataset, ({ data }) =>
    data?.computers.length === 1 ? data.computers[0]?.name : undefined,
  );
  const files = useStore(app.desk, (desk) => desk.files);
  const ownWindow = useStore(app.desk, ({ info }) => info?.capabilities.pickFiles === true);
  const shown = ownWindow ? (computer ?? logsTitle(files)) : tabTitle(files);
  const title = masked ? T.masking.title : shown;
  useEffect(() => {
    document.title = title === "" ? T.app : T.title(title.slice(0, 80));
  }, [title]);

  return (
    <>
      {hasCase ? (
        <div className="frame">
          <TopBar filter={filter} />
          <Rail />
          <Strip />
          <div className="notes">
            <MaskingNote />
            <CaseNotes />
            <FilterNote />
          </div>
          <main className="main">
            <ViewSwitch />
          </main>
          {selected && <DetailsPane />}
          <HelpPanel />
          <StatusBar />
        </div>
      ) : (
        <>
          <Start />
          <HelpPanel />
        </>
      )}
      <DropVeil />
      <Toast />
      <SavingNote />
      <ShortcutSheet />
      <AboutDialog />
      <Palette />
      <LiveDialog />
      <ImportCoach />
      <ScriptsDialog />
    </>
  );
}
