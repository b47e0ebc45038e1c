import { EyeOff } from "lucide-react";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { setMasked } from "../../state/masking.ts";
import { useStore } from "../../state/store.ts";

/** Says that what is on screen are not the names of the logs. */
export function MaskingNote() {
  const app = useApp();
  const masked = useStore(app.masking, (masking) => masking !== null);
  if (!masked) return null;
  return (
    <div className="banner" role="status">
      <EyeOff aria-hidden />
      <span className="grow">{T.masking.note}</span>
      <button type="button" className="link" onClick={() => setMasked(app, false)}>
        {T.masking.off}
      </button>
    </div>
  );
}
