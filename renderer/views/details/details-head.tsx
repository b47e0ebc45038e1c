import { Check, Copy, X } from "lucide-react";
import { useState } from "react";
import { useApp } from "../../state/app.ts";
import { select } from "../../state/commands.ts";
import { tell } from "../../state/open-commands.ts";

/** Heading of the pane: what it is about, copy as text, close. */
export function DetailsHead({
  title,
  under,
  text,
}: {
  readonly title: string;
  readonly under: string;
  readonly text: () => string;
}) {
  const app = useApp();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard
      .writeText(text())
      .then(() => setCopied(true))
      .catch(() => tell(app, "The clipboard was refused. Select the text and copy it by hand.", true));
  };
  return (
    <>
      <div className="details-head">
        <h2>{title}</h2>
        <button
          type="button"
          className="btn small icon"
          title={copied ? "Copied" : "Copy as text"}
          aria-label={copied ? "Copied" : "Copy as text"}
          onClick={copy}
        >
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        </button>
        <button
          type="button"
          className="btn small icon"
          title="Close (Esc)"
          aria-label="Close the details"
          onClick={() => select(app, null)}
        >
          <X aria-hidden />
        </button>
      </div>
      <p className="under">{under}</p>
    </>
  );
}
