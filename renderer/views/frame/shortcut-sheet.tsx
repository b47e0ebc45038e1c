import { Dialog } from "../../components/dialog.tsx";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showHelp } from "../../state/help-commands.ts";
import { useStore } from "../../state/store.ts";

/** Every key that means something, and where. */
export function ShortcutSheet() {
  const app = useApp();
  const open = useStore(app.view, (view) => view.shortcuts);
  const info = useStore(app.desk, (desk) => desk.info);
  if (!open) return null;
  // Elsewhere such a key is the browser's own.
  const inMenu = info?.capabilities.pickFiles === true ? T.shortcuts.inMenu : [];
  const groups = T.shortcuts.groups.map((group, at) =>
    at === 0 ? { ...group, keys: [...group.keys, ...inMenu] } : group,
  );
  return (
    <Dialog
      close={T.close}
      title={T.shortcuts.title}
      className="shortcut-sheet"
      onClose={() => app.view.patch({ shortcuts: false })}
    >
      <div className="shortcut-groups">
        {groups.map(({ name, keys }) => (
          <section key={name}>
            <h3 className="section">{name}</h3>
            <dl className="shortcuts">
              {keys.map(([combination, what]) => (
                <div key={`${combination.join(" ")} ${what}`} className="shortcut">
                  <dt>
                    {combination.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="about">
        <button
          type="button"
          className="link"
          onClick={() => {
            app.view.patch({ shortcuts: false });
            showHelp(app);
          }}
        >
          {T.help.aboutPage}
        </button>
      </p>
      <p className="mute about">{info === null ? T.shortcuts.about : T.shortcuts.aboutEngine(info.engine)}</p>
    </Dialog>
  );
}
