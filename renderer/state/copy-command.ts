import { T } from "../data/texts.ts";
import type { App } from "./app.ts";
import { tell } from "./open-commands.ts";

/** Puts a text on the clipboard and says so. */
export function copyText(app: App, text: string): void {
  navigator.clipboard
    .writeText(text)
    .then(() => tell(app, T.copied))
    .catch(() => tell(app, T.notCopied, true));
}
