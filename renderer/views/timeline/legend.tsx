import { CircleHelp } from "lucide-react";
import { CONFIDENCES } from "../../../shared/types/names.ts";
import { Popover } from "../../components/popover.tsx";
import { SureIcon } from "../../components/sure-icon.tsx";
import { BAR_GROUPS, type BarGroup } from "../../components/time-canvas/palette.ts";
import { DOMAIN_TEXTS } from "../../data/texts/domain.ts";
import { T } from "../../data/texts.ts";

const GROUPS: Readonly<Record<BarGroup, string>> = {
  console: "At the computer",
  remote: "Remote Desktop",
  batch: "Scheduled task",
  service: "Service",
  network: "Network",
  other: "Other or not known",
};

const MARKS: readonly (readonly [sign: string, words: string])[] = [
  ["⚑", "the computer started"],
  ["▪|", "it was shut down"],
  ["✕", "it stopped without shutdown"],
  ["◆", "a log was cleared"],
  ["◀▶", "its clock was changed"],
  ["○", DOMAIN_TEXTS.legend.seen],
  ["|", DOMAIN_TEXTS.legend.refused],
  ["■", DOMAIN_TEXTS.legend.locked],
];

/** What colours and shapes mean, one click away. */
export function Legend() {
  return (
    <Popover
      className="btn small icon ghost"
      align="start"
      title="What colours and shapes mean"
      label={<CircleHelp aria-hidden />}
    >
      <div className="legend">
        <h3 className="section">Colour: kind of logon</h3>
        {BAR_GROUPS.map((group) => (
          <p key={group}>
            <i className={`swatch wide g-${group}`} aria-hidden />
            {GROUPS[group]}
          </p>
        ))}
        <h3 className="section">Right edge: how sure the end is</h3>
        {CONFIDENCES.map((confidence) => (
          <p key={confidence}>
            <SureIcon confidence={confidence} />
            {T.confidence[confidence]}
          </p>
        ))}
        <h3 className="section">Inside and around</h3>
        <p>
          <i className="swatch wide hatch" aria-hidden />
          locked
        </p>
        <p>
          <i className="swatch wide sleep" aria-hidden />
          asleep
        </p>
        <p>
          <i className="swatch wide hollow" aria-hidden />
          disconnected
        </p>
        <p>
          <i className="swatch tick-fail" aria-hidden />
          refused sign-in
        </p>
        <p>
          <i className="swatch wide gap" aria-hidden />
          no evidence: a gap in the log
        </p>
        {MARKS.map(([sign, words]) => (
          <p key={words}>
            <span className="marks" aria-hidden>
              {sign}
            </span>
            {words}
          </p>
        ))}
        <p className="mute">Shaded: nights (20 to 6) and weekends in the zone on screen</p>
      </div>
    </Popover>
  );
}
