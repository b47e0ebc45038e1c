import { Copy } from "lucide-react";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { copyText } from "../../state/copy-command.ts";

/** Commands to run elsewhere, and a button that takes them along. */
export function CopyBlock({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  const app = useApp();
  const text = lines.join("\n");
  return (
    <div className="copy-block">
      <pre className="mono">{text}</pre>
      <button type="button" className="btn small" aria-label={label} onClick={() => copyText(app, text)}>
        <Copy aria-hidden />
        {T.coverage.copy}
      </button>
    </div>
  );
}
