import type { SaveId } from "../../shared/types/units.ts";
import { errorText } from "../data/messages.ts";
import type { App } from "./app.ts";
import { asAppError, tell } from "./open-commands.ts";

/** Says that an export is saved; where the host can, with a way to its file. */
export function tellSaved(app: App, text: string, save: SaveId): void {
  const canShow = app.desk.get().info?.capabilities.showSaved === true;
  app.desk.patch({ toast: { text, bad: false, ...(canShow ? { saved: save } : {}) } });
}

/** Shows a saved export in its folder. */
export function showSaved(app: App, save: SaveId): void {
  app.host.showSaved(save).catch(telling(app));
}

/** Has the system drag a saved export, while the page's own drag has just begun and was given up. */
export function dragSaved(app: App, save: SaveId): void {
  app.desk.patch({ draggingOut: true });
  // The system takes the pointer until the drag is over; the first the page hears of it then has no button down.
  const onMove = (event: PointerEvent): void => {
    if (event.buttons !== 0) return;
    document.removeEventListener("pointermove", onMove);
    app.desk.patch({ draggingOut: false });
  };
  document.addEventListener("pointermove", onMove);
  app.host.dragSaved(save).catch(telling(app));
}

function telling(app: App): (error: unknown) => void {
  return (error) => tell(app, errorText(asAppError(error).code), true);
}
