import type { ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { properWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { useApp } from "../../state/app.ts";
import { setPrefs, showRows } from "../../state/commands.ts";
import { Block, Line } from "./line.tsx";

const DAY = 864_000_000_000;

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
    <Block title={S.starts}>
      {bootTotal === 0 && <p className="none">{S.noStart}</p>}
      {bootTotal > 0 && <p className="none">{S.runs(bootTotal, crashTotal)}</p>}
      <ul>
        {boots.map(({ boot: at, ended }) => {
          const boot = data.boots[at]!;
          const end = Number.isNaN(boot.end) ? boot.lastRecord : boot.end;
          const known = !Number.isNaN(boot.start);
          return (
            <Line
              key={at}
              when={known ? clock.short(boot.start) : S.beforeLog}
              title={S.showIt}
              onOpen={() => show(ended === "running" ? (known ? boot.start : end) : end)}
            >
              {S.started}
              <span className="then">
                {S.ends[ended]}
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
