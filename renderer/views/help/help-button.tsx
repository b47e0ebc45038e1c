import { CircleHelp } from "lucide-react";
import { HELP_TEXTS as W } from "../../data/texts/help.ts";
import { useApp } from "../../state/app.ts";
import { hideHelp, showHelp } from "../../state/help-commands.ts";
import { useStore } from "../../state/store.ts";

/** Opens the guide at the page of what is on screen, and closes it. */
export function HelpButton() {
  const app = useApp();
  const open = useStore(app.help, (help) => help.open);
  return (
    <button
      type="button"
      className="btn icon"
      title={W.open}
      aria-label={W.title}
      aria-pressed={open}
      onClick={() => (open ? hideHelp(app) : showHelp(app))}
    >
      <CircleHelp aria-hidden />
    </button>
  );
}
