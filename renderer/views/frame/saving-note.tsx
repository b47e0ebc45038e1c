import { EXPORT } from "../../data/texts/export.ts";
import { useApp } from "../../state/app.ts";
import type { Saving } from "../../state/saving.ts";
import { useStore } from "../../state/store.ts";

function wordsOf({ name, bytes, printing }: Saving): string {
  if (printing) return EXPORT.makingPdf(name);
  return bytes === 0 ? EXPORT.making(name) : EXPORT.saving(name, bytes);
}

/** A file that is being written, and how to stop it. */
export function SavingNote() {
  const saving = useStore(useApp().saving, (current) => current);
  if (saving === null || !saving.shown) return null;
  const words = wordsOf(saving);
  return (
    <div className="toast saving" role="status">
      <progress aria-label={words} />
      <span>{words}</span>
      <button type="button" className="btn small" onClick={saving.stop}>
        {EXPORT.stop}
      </button>
    </div>
  );
}
