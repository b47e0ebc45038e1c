import { TriangleAlert } from "lucide-react";
import { memoryText } from "../../data/messages.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { setFilter, setRange } from "../../state/commands.ts";

/** A view could not be drawn. The case and the other views stay. */
export function ViewFailed({ again, failure }: { readonly again: () => void; readonly failure: unknown }) {
  const app = useApp();
  return (
    <div className="empty" role="alert">
      <TriangleAlert aria-hidden />
      <strong>{T.failed.title}</strong>
      <p>{memoryText(failure) ?? T.failed.text}</p>
      <button type="button" className="btn" onClick={again}>
        {T.failed.again}
      </button>
      <button
        type="button"
        className="link"
        onClick={() => {
          setFilter(app, "");
          setRange(app, null);
          again();
        }}
      >
        {T.failed.plain}
      </button>
    </div>
  );
}
