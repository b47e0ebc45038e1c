import { X } from "lucide-react";
import { type KeyboardEvent, useCallback, useRef } from "react";
import { HELP_TEXTS as W } from "../../data/texts/help.ts";
import { type App, useApp } from "../../state/app.ts";
import { goBackInHelp, goToHelp, hideHelp, keepHelpTop, searchHelp } from "../../state/help-commands.ts";
import { useStore } from "../../state/store.ts";
import { useFocusReturn } from "../details/use-focus-return.ts";
import { HelpShell } from "./help-shell.tsx";

/** The guide beside what is on screen, so that its steps can be read and done. */
export function HelpPanel() {
  const open = useStore(useApp().help, (help) => help.open);
  return open ? <OpenPanel /> : null;
}

function OpenPanel() {
  const app = useApp();
  const pane = useRef<HTMLElement>(null);
  const { visit, past, search, asked } = useStore(app.help, (help) => help);
  const focus = useFocusReturn(pane, visit);
  const leave = useCallback((top: number) => keepHelpTop(app, top), [app]);
  return (
    <aside
      className="help"
      aria-label={W.title}
      ref={pane}
      tabIndex={-1}
      onKeyDown={(event) => onKey(app, event)}
      {...focus}
    >
      <header className="help-head">
        <span className="help-title">{W.title}</span>
        <button
          type="button"
          className="btn small icon ghost"
          title={W.close}
          aria-label={W.close}
          onClick={() => hideHelp(app)}
        >
          <X aria-hidden />
        </button>
      </header>
      <HelpShell
        reading={{
          visit,
          canGoBack: past.length > 0,
          search,
          asked,
          go: (place, top) => goToHelp(app, place, top),
          back: () => goBackInHelp(app),
          find: (text) => searchHelp(app, text),
          leave,
        }}
      />
    </aside>
  );
}

/** Keys that mean the guide while it has the focus. A picture that is shown large has keys of its own. */
function onKey(app: App, event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (event.key === "Escape" && plain) {
    if (app.help.get().search === "") hideHelp(app);
    else searchHelp(app, "");
  } else if (event.key === "ArrowLeft" && event.altKey && plain) goBackInHelp(app);
  else return;
  event.preventDefault();
}
