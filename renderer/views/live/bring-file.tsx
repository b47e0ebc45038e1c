import { Copy } from "lucide-react";
import { useState } from "react";
import { useApp } from "../../state/app.ts";
import { tell } from "../../state/open-commands.ts";

const COMMAND = "wevtutil epl Security C:\\Temp\\Security.evtx";

/** How to bring a log as a file from a Windows computer. */
export function BringFile({ intro }: { readonly intro: string }) {
  return (
    <div className="bring">
      <p>{intro}</p>
      <ol>
        <li>
          <b>Command line</b>, as an administrator; the same with System gives better bounds:
          <CommandLine text={COMMAND} />
        </li>
        <li>
          <b>Event Viewer</b>: Windows Logs, Security, then <i>Save All Events As…</i> and the type .evtx.
        </li>
        <li>
          <b>The file itself</b>, <span className="mono">C:\Windows\System32\winevt\Logs\Security.evtx</span>:
          only of a disk whose Windows does not run. While it runs, Windows keeps the file to itself.
        </li>
      </ol>
      <p className="mute">Then open the file here, or drop it on the window.</p>
    </div>
  );
}

function CommandLine({ text }: { readonly text: string }) {
  const app = useApp();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard
      .writeText(text)
      .then(() => setCopied(true))
      .catch(() => tell(app, "The clipboard was refused. Select the text and copy it by hand.", true));
  };
  const name = copied ? "Copied" : "Copy the command";
  return (
    <span className="bring-command">
      <code>{text}</code>
      <button type="button" className="btn small icon" title={name} aria-label={name} onClick={copy}>
        <Copy aria-hidden />
      </button>
    </span>
  );
}
