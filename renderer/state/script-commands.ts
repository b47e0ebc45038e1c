import type { ScriptFile } from "../../shared/export/scripts/script-files.ts";
import type { KitSection } from "../../shared/export/scripts/script-kit.ts";
import { spokenKitText } from "../data/script-kit.ts";
import { T } from "../data/texts.ts";
import type { App } from "./app.ts";
import { saveAs } from "./saving.ts";

/** Shows the guide to logon scripts; it needs no case. */
export function showScripts(app: App): void {
  app.desk.patch({ scripts: true });
}

export function hideScripts(app: App): void {
  app.desk.patch({ scripts: false });
}

/** Saves one file of the guide. */
export async function saveScript(app: App, { name, text }: ScriptFile): Promise<void> {
  await saveAs(app, name, () => [text], `${T.scripts.saved} ${name}.`);
}

/** Saves the whole guide, scripts included, as one text. */
export async function saveKit(app: App, kit: readonly KitSection[]): Promise<void> {
  await saveScript(app, { name: "logon-scripts.txt", text: spokenKitText(kit).replaceAll("\n", "\r\n") });
}
