import { liveQuery } from "dexie";
import { MAX_NOTE } from "./note-key.ts";
import type { Note, NotesDatabase } from "./notes-database.ts";

/** Notes that are held in memory; far more than anyone writes. */
const MAX_NOTES = 100_000;

/** The user's notes, wherever they were written: other windows of the same program are heard too. */
export interface NoteBook {
  /** Tells all notes, at once and after every change. Returns how to stop. */
  watch(onChange: (notes: ReadonlyMap<string, Note>) => void): () => void;
  /** Writes a note; one that says nothing is removed. False when it could not be kept. */
  write(note: Note): Promise<boolean>;
}

/** Opens the user's database, also that of a later version of this program; null where the browser refuses one. */
export async function openNoteBook(database: NotesDatabase): Promise<NoteBook | null> {
  try {
    await database.open();
  } catch {
    return null;
  }
  const watchers = new Set<(notes: ReadonlyMap<string, Note>) => void>();
  /** Writes under way: until the last is done, what the database tells may be older than what is on screen. */
  let writing = 0;
  const all = () => database.notes.limit(MAX_NOTES).toArray();
  const tell = (notes: readonly Note[]): void => {
    if (writing > 0) return;
    const byKey = new Map(notes.map((note) => [note.key, note]));
    for (const watcher of watchers) watcher(byKey);
  };
  return {
    watch(onChange) {
      watchers.add(onChange);
      void all().then(tell, () => undefined);
      // Hears of what other windows write.
      const subscription = liveQuery(all).subscribe({ next: tell, error: () => undefined });
      return () => {
        watchers.delete(onChange);
        subscription.unsubscribe();
      };
    },
    async write(note) {
      writing++;
      try {
        if (note.text.trim() === "" && !note.marked) await database.notes.delete(note.key);
        else await database.notes.put({ ...note, text: note.text.slice(0, MAX_NOTE) });
        return true;
      } catch {
        return false;
      } finally {
        writing--;
        if (writing === 0) void all().then(tell, () => undefined);
      }
    },
  };
}
