import { EyeOff } from "lucide-react";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { HELP_TEXTS } from "../../data/texts/help.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { setMasked } from "../../state/masking.ts";
import { useStore } from "../../state/store.ts";
import { HelpLink } from "../help/help-link.tsx";

/** Says that what is on screen are not the names of the logs. */
export function MaskingNote() {
  const app = useApp();
  const masked = useStore(app.masking, (masking) => masking !== null);
  if (!masked) return null;
  return (
    <div className="banner" role="status">
      <EyeOff aria-hidden />
      <span className="grow">{T.masking.note}</span>
      <HelpLink place={QUESTIONS.masking} label={HELP_TEXTS.aboutMasking} />
      <button type="button" className="link" onClick={() => setMasked(app, false)}>
        {T.masking.off}
      </button>
    </div>
  );
}
