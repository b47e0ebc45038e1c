import { useEffect, useRef } from "react";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { ImportCoach } from "../coach/import-coach.tsx";
import { DetailsPane } from "../details/details-pane.tsx";
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

/** The one frame of all views; without a case the start screen takes its place. */
export function Frame() {
  const app = useApp();
  const hasCase = useStore(app.dataset, (dataset) => dataset.data !== null);
  const selected = useStore(app.view, (view) => view.selection !== null);
  const filter = useRef<HTMLInputElement>(null);
  useShortcuts(filter);
  const masked = useStore(app.masking, (masking) => masking !== null);
  const names = useStore(app.desk, (desk) => desk.files.map((file) => file.name).join(", "));
  const title = masked ? T.masking.title : names;
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
          <StatusBar />
        </div>
      ) : (
        <Start />
      )}
      <DropVeil />
      <Toast />
      <SavingNote />
      <ShortcutSheet />
      <Palette />
      <LiveDialog />
      <ImportCoach />
      <ScriptsDialog />
    </>
  );
}
