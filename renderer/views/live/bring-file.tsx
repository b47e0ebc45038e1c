import { T } from "../../data/texts.ts";
import { Filled } from "../filled.tsx";
import { CommandLine } from "./command-line.tsx";

const COMMAND = "wevtutil epl Security C:\\Temp\\Security.evtx";

const PATH = "C:\\Windows\\System32\\winevt\\Logs\\Security.evtx";
const B = T.live.bring;

/** How to bring a log as a file from a Windows computer. */
export function BringFile({ intro }: { readonly intro: string }) {
  return (
    <div className="bring">
      <p>{intro}</p>
      <ol>
        <li>
          <Filled text={B.command} parts={{ what: <b>{B.commandLine}</b> }} />
          <CommandLine text={COMMAND} />
        </li>
        <li>
          <Filled text={B.viewer} parts={{ what: <b>{B.eventViewer}</b>, entry: <i>{B.entry}</i> }} />
        </li>
        <li>
          <Filled
            text={B.file}
            parts={{ what: <b>{B.fileItself}</b>, path: <span className="mono">{PATH}</span> }}
          />
        </li>
      </ol>
      <p className="mute">{B.after}</p>
    </div>
  );
}
