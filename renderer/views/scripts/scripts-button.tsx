import { ScrollText } from "lucide-react";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showScripts } from "../../state/script-commands.ts";

/** Leads to the guide to logon scripts. */
export function ScriptsButton({ className = "btn" }: { readonly className?: string }) {
  const app = useApp();
  return (
    <button type="button" className={className} title={T.scripts.offerHint} onClick={() => showScripts(app)}>
      {className.includes("link") ? null : <ScrollText aria-hidden />}
      {T.scripts.offer}
    </button>
  );
}
