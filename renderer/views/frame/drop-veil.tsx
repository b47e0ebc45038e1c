import { useEffect, useState } from "react";
import { COMPARE_TEXTS } from "../../data/texts/compare.ts";
import { T } from "../../data/texts.ts";
import { type App, useApp } from "../../state/app.ts";
import { adoptAndCompare } from "../../state/compare-commands.ts";
import { adoptAndOpen, tell } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";
import { droppedFiles } from "./dropped-files.ts";

async function openDropped(app: App, transfer: DataTransfer, add: boolean): Promise<void> {
  // A host that shows the system's dialogs sees the disk, and takes folders as they are.
  const native = app.desk.get().info?.capabilities.pickFiles === true;
  try {
    const files = native ? [...transfer.files] : await droppedFiles(transfer);
    if (files.length === 0) tell(app, T.drop.none, true);
    else if (!add && comparesDrops(app)) await adoptAndCompare(app, files);
    else await adoptAndOpen(app, files, add);
  } catch {
    tell(app, T.drop.unread, true);
  }
}

/** On the page that compares, what is dropped is what to compare with. */
function comparesDrops(app: App): boolean {
  return app.view.get().view === "compare" && app.dataset.get().data !== null;
}

/** Files can be dropped anywhere on the page; while they hover, the page says so. */
export function DropVeil() {
  const app = useApp();
  const [over, setOver] = useState(false);
  const hasCase = useStore(app.dataset, (dataset) => dataset.data !== null);
  useEffect(() => {
    // An export on its way out of the window is no log to open, should it be let go of in here.
    const carriesFiles = (event: DragEvent) =>
      event.dataTransfer?.types.includes("Files") === true && !app.desk.get().draggingOut;
    const onOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer !== null) void openDropped(app, event.dataTransfer, event.shiftKey);
    };
    document.addEventListener("dragover", onOver);
    document.addEventListener("dragleave", onLeave);
    document.addEventListener("drop", onDrop);
    return () => {
      document.removeEventListener("dragover", onOver);
      document.removeEventListener("dragleave", onLeave);
      document.removeEventListener("drop", onDrop);
    };
  }, [app]);
  if (!over) return null;
  const words = comparesDrops(app) ? COMPARE_TEXTS.dropVeil : hasCase ? T.drop.hereOrAdd : T.drop.here;
  return <div className="drop-veil">{words}</div>;
}
