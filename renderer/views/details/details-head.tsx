import { Check, Copy, X } from "lucide-react";
import { useState } from "react";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { T } from "../../data/texts.ts";
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
      .catch(() => tell(app, T.notCopied, true));
  };
  return (
    <>
      <div className="details-head">
        <h2>{title}</h2>
        <button
          type="button"
          className="btn small icon"
          title={copied ? T.copied : W.copyAsText}
          aria-label={copied ? T.copied : W.copyAsText}
          onClick={copy}
        >
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        </button>
        <button
          type="button"
          className="btn small icon"
          title={W.closeTitle}
          aria-label={W.close}
          onClick={() => select(app, null)}
        >
          <X aria-hidden />
        </button>
      </div>
      <p className="under">{under}</p>
    </>
  );
}
