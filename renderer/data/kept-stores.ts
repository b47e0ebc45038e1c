import { CacheDatabase } from "./cache/cache-database.ts";
import { openCaseCache } from "./cache/case-cache.ts";
import { browserEstimate } from "./cache/quota.ts";
import type { Keep } from "./keep.ts";
import { openNoteBook } from "./notes/note-book.ts";
import { NotesDatabase } from "./notes/notes-database.ts";

/** Opens the stores of the browser. In a file of its own with the database library, which many starts never need. */
export async function openStores(): Promise<Keep> {
  const [cache, notes] = await Promise.all([
    openCaseCache(new CacheDatabase(), browserEstimate),
    openNoteBook(new NotesDatabase()),
  ]);
  return { cache, notes };
}
