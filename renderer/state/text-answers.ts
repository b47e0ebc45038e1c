import type { SourceInfo } from "../../shared/types/source.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
import { MAX_REMEMBERED } from "../data/import-answers.ts";
import type { App } from "./app.ts";
import { openFiles } from "./open-commands.ts";
import { writePrefs } from "./prefs-storage.ts";

/** What the user may say of a text export. */
export type Choice = Omit<ImportAnswers, "signature" | "file">;

/** Shows how a text export was read, with what may be said of it. */
export function showCoach(app: App, source: number): void {
  app.desk.patch({ coach: source });
}

export function closeCoach(app: App): void {
  app.desk.patch({ coach: null });
}

/**
 * Takes an answer for one source and reads the case with it. Remembered, it also holds for other exports of that form,
 * then and later; nothing that a log tells is kept.
 */
export function answerText(app: App, source: SourceInfo, choice: Choice, remember: boolean): void {
  const { text, path } = source;
  if (text === undefined) return;
  const { signature } = text;
  const { answers, files } = app.desk.get();
  const others = answers.filter(({ file }) => file !== path);
  // What was said before of this very file still holds where it is not said anew.
  const { role, calendar } = answers.find(({ file }) => file === path) ?? {};
  const kept = { ...(role === undefined ? {} : { role }), ...(calendar === undefined ? {} : { calendar }) };
  app.desk.patch({ coach: null, answers: [{ ...kept, ...choice, signature, file: path }, ...others] });
  if (remember) {
    // What the lines of one file are says nothing of another one of the same form.
    const { role: _, ...lasting } = choice;
    const known = app.prefs.get().importAnswers.filter((each) => each.signature !== signature);
    app.prefs.patch({
      importAnswers: [{ ...lasting, signature, file: null }, ...known].slice(0, MAX_REMEMBERED),
    });
    writePrefs(app.storage, app.prefs.get());
  }
  openFiles(app, files, { fresh: true });
}
