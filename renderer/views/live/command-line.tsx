import { Copy } from "lucide-react";
import { useState } from "react";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { tell } from "../../state/open-commands.ts";

/** A command to copy. */
export function CommandLine({ text }: { readonly text: string }) {
  const app = useApp();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard
      .writeText(text)
      .then(() => setCopied(true))
      .catch(() => tell(app, T.notCopied, true));
  };
  const name = copied ? T.copied : T.live.copyCommand;
  return (
    <span className="bring-command">
      <code>{text}</code>
      <button type="button" className="btn small icon" title={name} aria-label={name} onClick={copy}>
        <Copy aria-hidden />
      </button>
    </span>
  );
}
