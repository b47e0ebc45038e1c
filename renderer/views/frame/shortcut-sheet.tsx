import { useEffect, useRef } from "react";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["/"], "Go to the filter"],
  [["1", "…", "6"], "Switch views"],
  [["Esc"], "Close the nearest thing"],
  [["?"], "This sheet"],
  [["↑", "↓"], "Next row; in the timeline, scroll the lanes"],
  [["←", "→"], "Timeline: earlier, later (with Shift: half a screen)"],
  [["+", "−"], "Timeline: nearer, farther"],
  [["Home"], "Timeline: the whole case; table: the first row"],
  [["Wheel"], "Timeline: zoom at the pointer; over the names or with Shift: scroll"],
];

export function ShortcutSheet() {
  const app = useApp();
  const open = useStore(app.view, (view) => view.shortcuts);
  const info = useStore(app.desk, (desk) => desk.info);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open && dialog.current?.open === true) dialog.current.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="shortcuts-title"
      onClose={() => app.view.patch({ shortcuts: false })}
    >
      <h2 id="shortcuts-title">Keyboard</h2>
      <dl className="shortcuts">
        {KEYS.map(([keys, what]) => (
          <div key={what} className="shortcut">
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="mute about">
        Logonscope{info === null ? "" : ` · engine ${info.engine}`}. Everything stays on this machine; logs
        are only read.
      </p>
      <form method="dialog">
        <button type="submit" className="btn">
          Close
        </button>
      </form>
    </dialog>
  );
}
