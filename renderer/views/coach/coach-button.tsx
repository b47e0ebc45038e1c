import type { SourceInfo } from "../../../shared/types/source.ts";
import { useApp } from "../../state/app.ts";
import { showCoach } from "../../state/text-answers.ts";

/** Opens "How this file was read" for a text export; nothing for other inputs. */
export function CoachButton({ source }: { readonly source: SourceInfo }) {
  const app = useApp();
  if (source.text === undefined) return null;
  return (
    <button type="button" className="btn small" onClick={() => showCoach(app, source.id)}>
      How this file was read
    </button>
  );
}
