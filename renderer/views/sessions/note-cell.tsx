import { NotebookPen, Star } from "lucide-react";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Note } from "../../data/notes/notes-database.ts";
import { TABLE_TEXTS as W } from "../../data/texts/table.ts";
import { noteOf } from "../../state/note-commands.ts";

type Notes = ReadonlyMap<string, Note>;

/** The sign that a session was marked, and that something was written about it. */
export function noteCell(notes: Notes, data: CaseData, row: number) {
  const note = noteOf(notes, data, row);
  if (note === null) return null;
  const words = noteText(notes, data, row);
  return (
    <span className="pair note-signs" title={words}>
      {note.marked && <Star aria-hidden className="on" />}
      {note.text.trim() !== "" && <NotebookPen aria-hidden />}
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** Mark and note of a session in words. */
export function noteText(notes: Notes, data: CaseData, row: number): string {
  const note = noteOf(notes, data, row);
  if (note === null) return "";
  const text = note.text.trim();
  if (!note.marked) return text;
  return text === "" ? W.marked : W.markedWith(text);
}
