import { useEffect, useState } from "react";
import { useApp } from "../../state/app.ts";
import { adoptAndOpen } from "../../state/open-commands.ts";
import { useStore } from "../../state/store.ts";

/** Files can be dropped anywhere on the page; while they hover, the page says so. */
export function DropVeil() {
  const app = useApp();
  const [over, setOver] = useState(false);
  const hasCase = useStore(app.dataset, (dataset) => dataset.data !== null);
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
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
      const files = [...(event.dataTransfer?.files ?? [])];
      void adoptAndOpen(app, files, event.shiftKey);
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
  return over ? (
    <div className="drop-veil">
      {hasCase ? "Drop logs to open them (with Shift: add them to this case)" : "Drop logs to open them"}
    </div>
  ) : null;
}
