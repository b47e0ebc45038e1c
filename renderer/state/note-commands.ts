import type { CaseData } from "../../shared/types/case.ts";
import { noteKey } from "../data/notes/note-key.ts";
import type { Note } from "../data/notes/notes-database.ts";
import { T } from "../data/texts.ts";
import type { App } from "./app.ts";
import { tell } from "./open-commands.ts";

/** What the user wrote about a session; null when nothing. */
export function noteOf(notes: ReadonlyMap<string, Note>, data: CaseData, row: number): Note | null {
  if (notes.size === 0) return null;
  const key = noteKey(data, row);
  return key === null ? null : (notes.get(key) ?? null);
}

/** Changes the note of a session and keeps it; a session that no record proves cannot have one. */
export async function writeNote(
  app: App,
  data: CaseData,
  row: number,
  change: Partial<Pick<Note, "text" | "marked">>,
): Promise<void> {
  const key = noteKey(data, row);
  if (key === null || app.keep.notes === null) return;
  const old = app.notes.get().get(key) ?? { key, text: "", marked: false, changedAt: 0 };
  const note = { ...old, ...change, changedAt: Date.now() };
  // On screen at once; the database tells of it a moment later.
  app.notes.set(new Map(app.notes.get()).set(key, note));
  if (!(await app.keep.notes.write(note))) tell(app, T.keeping.noteLost, true);
}
