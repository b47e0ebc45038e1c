import { Download } from "lucide-react";
import { useId, useMemo, useState } from "react";
import type { KitSection } from "../../../shared/export/scripts/script-kit.ts";
import { EXAMPLE_SHARE, parseShare, sharePath } from "../../../shared/export/scripts/share-name.ts";
import { Dialog } from "../../components/dialog.tsx";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { spokenKit } from "../../data/script-kit.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { hideScripts, saveKit } from "../../state/script-commands.ts";
import { useStore } from "../../state/store.ts";
import { HelpLink } from "../help/help-link.tsx";
import { KitPart } from "./kit-part.tsx";

/** The guide to logon scripts, when it is asked for. */
export function ScriptsDialog() {
  const app = useApp();
  const isOpen = useStore(app.desk, (desk) => desk.scripts);
  if (!isOpen) return null;
  return (
    <Dialog
      close={T.close}
      title={T.scripts.title}
      description={T.scripts.lead}
      onClose={() => hideScripts(app)}
      className="scripts"
    >
      <Guide />
    </Dialog>
  );
}

function Guide() {
  const app = useApp();
  const [text, setText] = useState(sharePath(EXAMPLE_SHARE));
  // A name that is none leaves the last one in the scripts, so that they are whole at any time.
  const [share, setShare] = useState(EXAMPLE_SHARE);
  const [shown, setShown] = useState<KitSection["key"]>("what");
  const kit = useMemo(() => spokenKit(share), [share]);
  const asked = parseShare(text);
  const wrong = typeof asked === "string" ? asked : null;
  const part = kit.find(({ key }) => key === shown) ?? kit[0]!;
  const id = useId();
  return (
    <>
      <div className="scripts-share">
        <label htmlFor={id}>{T.scripts.share}</label>
        <input
          id={id}
          className="field mono"
          value={text}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setText(event.currentTarget.value);
            const next = parseShare(event.currentTarget.value);
            if (typeof next !== "string") setShare(next);
          }}
        />
        <button
          type="button"
          className="btn"
          disabled={wrong !== null}
          onClick={() => void saveKit(app, kit)}
        >
          <Download aria-hidden />
          {T.scripts.saveAll}
        </button>
        <HelpLink inDialog sign place={QUESTIONS.scripts} label={T.scripts.title} />
        <p id={`${id}-hint`} className={wrong === null ? "mute" : "scripts-wrong"} aria-live="polite">
          {wrong ?? T.scripts.shareHint}
        </p>
      </div>
      <div className="scripts-body">
        <nav className="scripts-parts" aria-label={T.scripts.parts}>
          {kit.map(({ key, title }, at) => (
            <button
              key={key}
              type="button"
              aria-current={key === shown ? "page" : undefined}
              onClick={() => setShown(key)}
            >
              <span className="mute">{at + 1}</span> {title}
            </button>
          ))}
        </nav>
        <KitPart key={part.key} part={part} usable={wrong === null} />
      </div>
    </>
  );
}
