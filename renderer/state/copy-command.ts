import type { App } from "./app.ts";
import { tell } from "./open-commands.ts";

/** Puts a text on the clipboard and says so. */
export function copyText(app: App, text: string): void {
  navigator.clipboard
    .writeText(text)
    .then(() => tell(app, "Copied"))
    .catch(() => tell(app, "The clipboard was refused. Select the text and copy it by hand.", true));
}
