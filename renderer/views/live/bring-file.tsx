import { CommandLine } from "./command-line.tsx";

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
