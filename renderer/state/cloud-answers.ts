import type { CloudAnswers } from "../../shared/types/cloud.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { DateOrder } from "../../shared/types/text-import.ts";
import { MAX_REMEMBERED } from "../data/import-answers.ts";
import type { App } from "./app.ts";
import { openFiles } from "./open-commands.ts";
import { writePrefs } from "./prefs-storage.ts";

/** What the user may say of a table of Dynamics 365. */
export interface CloudChoice {
  readonly cloud: CloudAnswers;
  readonly dateOrder?: DateOrder;
}

/**
 * Takes an answer for one table and reads the case with it. Remembered, its columns hold for other tables with that
 * header too; what one file covers says nothing of another one.
 */
export function answerCloud(app: App, source: SourceInfo, choice: CloudChoice, remember: boolean): void {
  const { cloud, path } = source;
  if (cloud === undefined) return;
  const { signature } = cloud;
  const { answers, files } = app.desk.get();
  const others = answers.filter(({ file }) => file !== path);
  app.desk.patch({ coach: null, answers: [{ ...choice, signature, file: path }, ...others] });
  if (remember) {
    const { windowEnd: _, environment: _name, sheet: _sheet, ...lasting } = choice.cloud;
    const known = app.prefs.get().importAnswers.filter((each) => each.signature !== signature);
    const kept = { ...choice, cloud: lasting, signature, file: null };
    app.prefs.patch({ importAnswers: [kept, ...known].slice(0, MAX_REMEMBERED) });
    writePrefs(app.storage, app.prefs.get());
  }
  openFiles(app, files, { fresh: true });
}
