import { CircleHelp } from "lucide-react";
import { useState } from "react";
import type { HelpPlace } from "../../data/help/help-page.ts";
import { HELP_TEXTS as W } from "../../data/texts/help.ts";
import { useApp } from "../../state/app.ts";
import { showHelp } from "../../state/help-commands.ts";
import { HelpDialog } from "./help-dialog.tsx";

interface HelpLinkProps {
  readonly place: HelpPlace;
  /** What is asked there. */
  readonly label: string;
  /** A sign instead of words, where there is little room. */
  readonly sign?: boolean;
  /** Stands in a dialog: the guide opens over it, where F1 opens it, too. */
  readonly inDialog?: boolean;
}

/** Leads from where a question arises to the page that answers it. */
export function HelpLink({ place, label, sign = false, inDialog = false }: HelpLinkProps) {
  const app = useApp();
  const [over, setOver] = useState(false);
  return (
    <>
      <button
        type="button"
        className={sign ? "btn small icon ghost help-sign" : "link help-link"}
        onClick={() => (inDialog ? setOver(true) : showHelp(app, place))}
        {...(sign ? { title: W.about(label), "aria-label": W.about(label) } : {})}
        {...(inDialog ? { "data-help": "" } : {})}
      >
        {sign ? <CircleHelp aria-hidden /> : label}
      </button>
      {over && <HelpDialog place={place} onClose={() => setOver(false)} />}
    </>
  );
}
