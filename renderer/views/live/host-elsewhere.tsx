import { BARE_COMMAND, COLLECT_COMMAND, HOST_TEXTS as H } from "../../data/texts/hosts.ts";
import { CommandLine } from "./command-line.tsx";

/** How logs of other computers are collected where this program cannot. */
export function HostElsewhere() {
  return (
    <div className="bring">
      <p>{H.elsewhere}</p>
      <ol>
        <li>
          {H.elsewhereTool}
          <CommandLine text={COLLECT_COMMAND} />
        </li>
        <li>
          {H.elsewhereBare}
          <CommandLine text={BARE_COMMAND} />
        </li>
      </ol>
      <p className="mute">{H.elsewhereThen}</p>
    </div>
  );
}
