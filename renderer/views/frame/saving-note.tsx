import { EXPORT } from "../../data/texts/export.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";

/** A file that is being written, and how to stop it. */
export function SavingNote() {
  const saving = useStore(useApp().saving, (current) => current);
  // What is written at once needs no word.
  if (saving === null || saving.bytes === 0) return null;
  return (
    <div className="toast saving" role="status">
      <progress aria-label={EXPORT.saving(saving.name, saving.bytes)} />
      <span>{EXPORT.saving(saving.name, saving.bytes)}</span>
      <button type="button" className="btn small" onClick={saving.stop}>
        {EXPORT.stop}
      </button>
    </div>
  );
}
