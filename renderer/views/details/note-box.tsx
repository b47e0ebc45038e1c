import { Star } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { MAX_NOTE, noteKey } from "../../data/notes/note-book.ts";
import { useApp } from "../../state/app.ts";
import { noteOf, writeNote } from "../../state/note-commands.ts";
import { useStore } from "../../state/store.ts";

/** Typing rests for this long before a note is written. */
const REST_MS = 500;

/** The user's own words about a session, and a mark to find it again. */
export function NoteBox({ data, row }: { readonly data: CaseData; readonly row: number }) {
  const app = useApp();
  const kept = useStore(app.notes, (notes) => noteOf(notes, data, row));
  const [text, setText] = useState(kept?.text ?? "");
  const typed = useRef<string | null>(null);
  // Another window may have written meanwhile; what is being typed here wins.
  useEffect(() => {
    if (typed.current === null) setText(kept?.text ?? "");
  }, [kept]);
  useEffect(() => {
    const save = () => {
      if (typed.current === null) return;
      void writeNote(app, data, row, { text: typed.current });
      typed.current = null;
    };
    const timer = text === (kept?.text ?? "") ? null : setTimeout(save, REST_MS);
    return () => {
      if (timer !== null) clearTimeout(timer);
    };
  }, [app, data, row, text, kept]);
  // The pane may close before typing has rested.
  useEffect(
    () => () => {
      if (typed.current !== null) void writeNote(app, data, row, { text: typed.current });
    },
    [app, data, row],
  );
  if (app.keep.notes === null) return null;
  if (noteKey(data, row) === null) return null;
  const marked = kept?.marked === true;
  return (
    <section className="note" aria-label="Your note">
      <div className="note-head">
        <h3 className="section">Your note</h3>
        <button
          type="button"
          className="btn small icon ghost"
          aria-pressed={marked}
          title={marked ? "Remove the mark" : "Mark this session"}
          aria-label={marked ? "Remove the mark" : "Mark this session"}
          onClick={() => void writeNote(app, data, row, { marked: !marked })}
        >
          <Star aria-hidden className={marked ? "on" : undefined} />
        </button>
      </div>
      <textarea
        value={text}
        maxLength={MAX_NOTE}
        rows={Math.min(8, Math.max(2, text.split("\n").length))}
        placeholder="Stays on this machine, with this session"
        aria-label="Your note on this session"
        onChange={(event) => {
          typed.current = event.currentTarget.value;
          setText(event.currentTarget.value);
        }}
      />
    </section>
  );
}
