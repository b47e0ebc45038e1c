import { File, FolderOpen, GripVertical, X } from "lucide-react";
import { useEffect } from "react";
import type { SaveId } from "../../../shared/types/units.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { dragSaved, showSaved } from "../../state/saved-commands.ts";
import { useStore } from "../../state/store.ts";

const STAYS_MS = 6000;
/** There is something to be done with a file. */
const STAYS_WITH_FILE_MS = 20_000;

/** One short message. Errors stay until they are closed. */
export function Toast() {
  const app = useApp();
  const toast = useStore(app.desk, (desk) => desk.toast);
  useEffect(() => {
    if (toast === null || toast.bad) return;
    const timer = setTimeout(
      () => {
        if (app.desk.get().toast === toast) app.desk.patch({ toast: null });
      },
      toast.saved === undefined ? STAYS_MS : STAYS_WITH_FILE_MS,
    );
    return () => clearTimeout(timer);
  }, [app, toast]);
  if (toast === null) return null;
  return (
    <div className={`toast${toast.bad ? " bad" : ""}`} role={toast.bad ? "alert" : "status"}>
      <span>{toast.text}</span>
      {toast.saved !== undefined && <SavedFile save={toast.saved} />}
      <button
        type="button"
        className="btn small icon"
        title={T.close}
        aria-label={T.close}
        onClick={() => app.desk.patch({ toast: null })}
      >
        <X aria-hidden />
      </button>
    </div>
  );
}

/** The way to a saved file: its folder, for the keyboard as well, and a handle to drag it by. */
function SavedFile({ save }: { readonly save: SaveId }) {
  const app = useApp();
  return (
    <>
      <button type="button" className="btn small" onClick={() => showSaved(app, save)}>
        <FolderOpen aria-hidden />
        {T.saved.showInFolder}
      </button>
      <span
        className="drag-file"
        draggable
        title={T.saved.dragHint}
        // What it does the button beside it does as well, for who has no pointer.
        aria-hidden
        onDragStart={(event) => {
          event.preventDefault();
          dragSaved(app, save);
        }}
      >
        <GripVertical />
        <File />
        {T.saved.drag}
      </span>
    </>
  );
}
