import type { SourceInfo } from "../../../shared/types/source.ts";
import { COACH_TEXTS as W } from "../../data/texts/coach.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showCoach } from "../../state/text-answers.ts";

/** Opens "How this file was read" for a text export or a table of Dynamics 365; nothing for other inputs. */
export function CoachButton({ source }: { readonly source: SourceInfo }) {
  const app = useApp();
  if (source.text === undefined && source.cloud === undefined) return null;
  return (
    <button type="button" className="btn small" onClick={() => showCoach(app, source.id)}>
      {source.cloud?.shape === null ? T.cloud.say : W.open}
    </button>
  );
}
