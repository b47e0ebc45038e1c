import type { BootEnd, ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { properWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { counted } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { setPrefs, showRows } from "../../state/commands.ts";
import { Block, Line } from "./line.tsx";

const DAY = 864_000_000_000;

const ENDS: Readonly<Record<BootEnd, string>> = {
  shutdown: "shut down",
  crash: "crashed",
  powerLoss: "stopped without a shutdown",
  running: "still running when the log ends",
  notRecorded: "how it ended is not recorded",
};

/** When the computer started, and how it went down. */
export function BootBlock({
  data,
  clock,
  summary,
  filter,
}: {
  readonly data: CaseData;
  readonly clock: Clock;
  readonly summary: ComputerSummary;
  readonly filter: string;
}) {
  const app = useApp();
  const { boots, bootTotal, crashTotal } = summary;
  const show = (time: number) => {
    setPrefs(app, { laneBy: "computer" });
    showRows(app, {
      view: "timeline",
      filter,
      window: properWindow(time - DAY, time + DAY),
      selection: null,
    });
  };
  return (
    <Block title="Starts and crashes">
      {bootTotal === 0 && <p className="none">No start of the computer is in these logs.</p>}
      {bootTotal > 0 && (
        <p className="none">
          {counted(bootTotal, "run")} of the computer, {crashTotal === 0 ? "none" : crashTotal} of them ended
          by a crash or power loss.
        </p>
      )}
      <ul>
        {boots.map(({ boot: at, ended }) => {
          const boot = data.boots[at]!;
          const end = Number.isNaN(boot.end) ? boot.lastRecord : boot.end;
          const known = !Number.isNaN(boot.start);
          return (
            <Line
              key={at}
              when={known ? clock.short(boot.start) : "before the log"}
              title="Show it on the timeline"
              onOpen={() => show(ended === "running" ? (known ? boot.start : end) : end)}
            >
              started
              <span className="then">
                {ENDS[ended]}
                {ended === "running" || ended === "notRecorded" || Number.isNaN(end)
                  ? ""
                  : `, ${clock.short(end)}`}
              </span>
            </Line>
          );
        })}
      </ul>
    </Block>
  );
}
