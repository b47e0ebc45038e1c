import { useMemo, useRef } from "react";
import { ANSWERS } from "../../../shared/types/coverage.ts";
import { DensityStrip } from "../../components/density-strip/density-strip.tsx";
import type { StripPicture } from "../../components/density-strip/paint-density.ts";
import { useSize } from "../../components/time-canvas/use-canvas.ts";
import { coverageBand, pieceAt } from "../../data/coverage-band.ts";
import { ANSWER_TEXT } from "../../data/coverage-texts.ts";
import { binGrid, densityOf, stepText } from "../../data/density.ts";
import { type LogonTally, logonTally } from "../../data/logon-answers.ts";
import { listed } from "../../data/numbers.ts";
import { rangeText } from "../../data/range-words.ts";
import { failureRows, sessionRows } from "../../data/rows.ts";
import { T } from "../../data/texts.ts";
import { caseSpan, stripSpan } from "../../data/time-window.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { setRange } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { Filled } from "../filled.tsx";

/** Pixels that a bar takes at least. */
const BAR = 5;

/**
 * The whole case on every view: logons and failed sign-ins by time, the coverage of the logs, and the shared range to
 * be brushed. It follows filter and kinds, not the range.
 */
export function Strip() {
  const app = useApp();
  const zone = useZone();
  const clock = useClock();
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const range = useStore(app.view, (view) => view.window);
  const most = Math.max(20, Math.floor(size.width / BAR));
  const picture = useMemo((): StripPicture | null => {
    if (data === null) return null;
    const span = caseSpan(data);
    if (!Number.isFinite(span.from) || !Number.isFinite(span.to)) return null;
    const all = stripSpan(span);
    const midnight = clock.axis.momentOf(clock.axis.dayOf(all.from), 0);
    const grid = binGrid(all.from, all.to, most, midnight);
    const failures = failureRows(data, filter, zone);
    const density = densityOf(
      sessionRows(data, filter, zone, kinds),
      data,
      failures.filtered ? failures.rows : NO_ROWS,
      grid.from,
      grid.step,
      grid.count,
    );
    return {
      all,
      binFrom: grid.from,
      binStep: grid.step,
      counts: density.logons,
      failures: density.failures,
      most: density.most,
      band: coverageBand(data, all.from, all.to),
    };
  }, [data, filter, kinds, zone, clock, most]);
  if (data === null || picture === null) return <div className="case-strip" ref={box} />;
  const shown = range === null ? T.strip.wholeCase : rangeText(clock, range);

  const describe = (time: number): readonly string[] => {
    const bin = Math.floor((time - picture.binFrom) / picture.binStep);
    const logons = picture.counts[bin] ?? 0;
    const failed = picture.failures[bin] ?? 0;
    const from = picture.binFrom + bin * picture.binStep;
    const piece = pieceAt(coverageBand(data, picture.all.from, picture.all.to), time);
    const causes = piece === null ? [] : piece.causes.map((cause) => T.holes[cause]);
    const band = piece === null ? T.strip.none : T.strip[piece.kind];
    return [
      rangeText(clock, { from, to: from + picture.binStep }),
      T.strip.counts(logons, failed),
      causes.length === 0 ? band : `${band} (${listed(causes)})`,
      ...tallyLine(logonTally(data, time)),
    ];
  };

  return (
    <div className="case-strip" ref={box}>
      <DensityStrip
        label={T.strip.label}
        hint={T.strip.hint}
        picture={picture}
        size={size}
        range={range}
        rangeText={`${T.strip.shown}: ${shown}.`}
        onRange={(next) => setRange(app, next)}
        describe={describe}
      />
      <span className="case-strip-note" aria-hidden>
        <Filled
          text={T.strip.note}
          parts={{ failures: <b>{T.strip.failures}</b>, step: stepText(picture.binStep) }}
        />
      </span>
    </div>
  );
}

/** `Logons recorded: yes on 2 computers, cannot tell on 1`. */
function tallyLine(tally: LogonTally | null): readonly string[] {
  if (tally === null) return [];
  const kinds = ANSWERS.filter((answer) => tally[answer] > 0);
  const all = kinds.reduce((sum, answer) => sum + tally[answer], 0);
  if (all === 0) return [];
  const words = kinds.map((answer) =>
    all === 1 ? ANSWER_TEXT[answer] : T.strip.onComputers(ANSWER_TEXT[answer], tally[answer]),
  );
  return [`${T.strip.logons}: ${listed(words)}`];
}

const NO_ROWS = new Uint32Array(0);
