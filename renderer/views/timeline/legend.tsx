import { Shapes } from "lucide-react";
import { CONFIDENCES } from "../../../shared/types/names.ts";
import { Popover } from "../../components/popover.tsx";
import { SureIcon } from "../../components/sure-icon.tsx";
import { BAR_GROUPS } from "../../components/time-canvas/palette.ts";
import { DOMAIN_TEXTS } from "../../data/texts/domain.ts";
import { T } from "../../data/texts.ts";

const MARKS: readonly (readonly [sign: string, words: string])[] = [
  ["⚑", T.legend.boot],
  ["▪|", T.legend.stop],
  ["✕", T.legend.crash],
  ["◆", T.legend.cleared],
  ["◀▶", T.legend.clock],
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
      title={T.legend.title}
      label={<Shapes aria-hidden />}
    >
      <div className="legend">
        <h3 className="section">{T.legend.colours}</h3>
        {BAR_GROUPS.map((group) => (
          <p key={group}>
            <i className={`swatch wide g-${group}`} aria-hidden />
            {T.legend.groups[group]}
          </p>
        ))}
        <h3 className="section">{T.legend.edge}</h3>
        {CONFIDENCES.map((confidence) => (
          <p key={confidence}>
            <SureIcon confidence={confidence} />
            {T.confidence[confidence]}
          </p>
        ))}
        <h3 className="section">{T.legend.inside}</h3>
        <p>
          <i className="swatch wide hatch" aria-hidden />
          {T.legend.locked}
        </p>
        <p>
          <i className="swatch wide sleep" aria-hidden />
          {T.legend.asleep}
        </p>
        <p>
          <i className="swatch wide hollow" aria-hidden />
          {T.legend.disconnected}
        </p>
        <p>
          <i className="swatch tick-fail" aria-hidden />
          {T.legend.refused}
        </p>
        <p>
          <i className="swatch wide gap" aria-hidden />
          {T.legend.gap}
        </p>
        {MARKS.map(([sign, words]) => (
          <p key={words}>
            <span className="marks" aria-hidden>
              {sign}
            </span>
            {words}
          </p>
        ))}
        <p className="mute">{T.legend.shaded}</p>
      </div>
    </Popover>
  );
}
