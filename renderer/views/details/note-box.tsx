import { Star } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { MAX_NOTE, noteKey } from "../../data/notes/note-key.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { useApp } from "../../state/app.ts";
import { noteOf, writeNote } from "../../state/note-commands.ts";
import { useStore } from "../../state/store.ts";

/** The user's own words about a session, and a mark to find it again. */
export function NoteBox({ data, row }: { readonly data: CaseData; readonly row: number }) {
  const app = useApp();
  const kept = useStore(app.notes, (notes) => noteOf(notes, data, row));
  const [text, setText] = useState(kept?.text ?? "");
  const area = useRef<HTMLTextAreaElement>(null);
  // Another window may have written meanwhile; what is being typed here wins.
  useEffect(() => {
    if (document.activeElement !== area.current) setText(kept?.text ?? "");
  }, [kept]);
  // What the user wrote may name people.
  const masked = useStore(app.masking, (masking) => masking !== null);
  if (app.keep.notes === null || masked) return null;
  if (noteKey(data, row) === null) return null;
  const marked = kept?.marked === true;
  return (
    <section className="note" aria-label={W.note.title}>
      <div className="note-head">
        <h3 className="section">{W.note.title}</h3>
        <button
          type="button"
          className="btn small icon ghost"
          aria-pressed={marked}
          title={marked ? W.note.unmark : W.note.mark}
          aria-label={marked ? W.note.unmark : W.note.mark}
          onClick={() => void writeNote(app, data, row, { marked: !marked })}
        >
          <Star aria-hidden className={marked ? "on" : undefined} />
        </button>
      </div>
      <textarea
        ref={area}
        value={text}
        maxLength={MAX_NOTE}
        rows={Math.min(8, Math.max(2, text.split("\n").length))}
        placeholder={W.note.hint}
        aria-label={W.note.label}
        onChange={(event) => {
          // At once, because a window may be closed at any time.
          setText(event.currentTarget.value);
          void writeNote(app, data, row, { text: event.currentTarget.value });
        }}
      />
    </section>
  );
}
