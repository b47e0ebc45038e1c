import type { CaseData, ComputerInfo, LogHole } from "../../types/case.ts";
import { CONFIDENCES, type Confidence } from "../../types/names.ts";

/** What an answer has to say of its evidence, whatever the report. */
export interface Evidence {
  /** How sure the ends of the sessions are that the answer stands on. */
  readonly confidence: Readonly<Record<Confidence, number>>;
  /** Computers whose records do not reach over the whole window: an empty answer proves nothing there. */
  readonly notCovered: readonly ComputerInfo[];
  /** Holes that touch the window. */
  readonly holes: readonly LogHole[];
}

/** `at` is the moment a report is about; a report about a window passes the window. */
export function evidenceOf(
  data: CaseData,
  rows: Iterable<number>,
  window: { readonly from: number; readonly to: number },
): Evidence {
  const counts = new Uint32Array(CONFIDENCES.length);
  for (const row of rows) counts[data.sessions.confidence[row]!]!++;
  const [exact, bounded, open, unknown] = counts as unknown as readonly [number, number, number, number];
  const { from, to } = window;
  return {
    confidence: { exact, bounded, open, unknown },
    notCovered: data.computers.filter(({ oldest, newest }) => oldest > from || newest < from || newest < to),
    // A moment is a window from itself to itself.
    holes: data.holes.filter(
      (hole) => !(hole.to <= from) && (from === to ? hole.from <= to : !(hole.from >= to)),
    ),
  };
}
