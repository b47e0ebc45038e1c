import { useEffect, useState } from "react";
import { type AtOnce, atOnce } from "../../../shared/engine/at-once.ts";
import type { Rows } from "../../../shared/engine/filter/filter.ts";
import { trailOf } from "../../../shared/engine/lanes.ts";
import { peaksAcross } from "../../../shared/engine/level-steps.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { LevelFacts } from "../../components/time-canvas/stage.ts";
import { memoByObject } from "../../data/memo.ts";
import { shortCount } from "../../data/numbers.ts";
import { T } from "../../data/texts.ts";

/** So many sessions are counted before the first frame; more only after it. */
const AT_ONCE_ROWS = 20_000;

/** Of a case, not of its rows: tens of bytes a session, which no filter of before shall hold. */
const levelsOf = memoByObject((data: CaseData, rows: Rows): LevelFacts => {
  const found = atOnce(data.sessions, logged(data, rows), data.newest);
  const { sure, possible } = found;
  return {
    label: T.lanes.atOnce,
    note: peakText(found),
    surePeak: sure.peak,
    peak: possible.peak,
    sure: (from, to, parts) => peaksAcross(sure, from, to, parts),
    possible: (from, to, parts) => peaksAcross(possible, from, to, parts),
  };
}, 2);

/** Scripts and cloud services tell of presence that event logs tell of too: together it would count twice. */
function logged({ sessions }: CaseData, rows: Rows): Rows {
  const own = rows.filter((row) => trailOf(sessions, row) === 0);
  return own.length === 0 || own.length === rows.length ? rows : own;
}

/** `peak 4`, or `peak 4 – 6` where ends are not certain. */
function peakText({ sure, possible }: AtOnce): string {
  const least = shortCount(sure.peak);
  return sure.peak === possible.peak
    ? T.lanes.peak(least)
    : T.lanes.peakBetween(least, shortCount(possible.peak));
}

/** How many of some sessions were on at once; null while it is worked out, which never delays a frame. */
export function useLevels(rows: Rows, data: CaseData | null): LevelFacts | null {
  const isQuick = rows.length <= AT_ONCE_ROWS;
  const [late, setLate] = useState<{ readonly rows: Rows; readonly levels: LevelFacts } | null>(null);
  useEffect(() => {
    if (isQuick || data === null) return;
    const timer = setTimeout(() => setLate({ rows, levels: levelsOf(data, rows) }), 50);
    return () => clearTimeout(timer);
  }, [isQuick, rows, data]);
  if (data === null) return null;
  if (isQuick) return levelsOf(data, rows);
  return late?.rows === rows ? late.levels : null;
}
