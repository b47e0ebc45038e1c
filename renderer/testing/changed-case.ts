import { fewSessions } from "../../shared/testing/few-sessions.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { CONFIDENCES, END_REASONS } from "../../shared/types/names.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { DAY } from "./sample-case.ts";

/** Every so many sessions one ends otherwise, or is somebody else's. */
const EVERY = 9;

/**
 * The same logs read at another time: the last sessions are missing, others end otherwise, the first log begins a day
 * later, and its file has other bytes. What a comparison has to tell is all in it.
 */
export function changedCase(data: CaseData): CaseData {
  const few = fewSessions(data, Math.max(1, Math.floor(data.sessions.length * 0.95)));
  const { sessions: s } = few;
  const confidence = s.confidence.slice();
  const endReason = s.endReason.slice();
  const end = s.end.slice();
  const sourceAddress = s.sourceAddress.slice();
  for (let row = 0; row < s.length; row += EVERY) {
    if (row % 2 === 0) {
      confidence[row] = CONFIDENCES.indexOf("unknown");
      endReason[row] = END_REASONS.indexOf("noRecord");
      end[row] = Number.NaN;
    } else sourceAddress[row] = sourceAddress[row] === 0 ? (s.user[row] ?? 0) : 0;
  }
  const [first, ...coverage] = few.coverage;
  return {
    ...few,
    sessions: { ...s, confidence, endReason, end, sourceAddress },
    coverage:
      first === undefined
        ? coverage
        : [
            ...coverage,
            {
              ...first,
              spans: first.spans.map(([from, to]) => [Math.min(from + DAY, to) as Ticks, to] as const),
            },
          ],
    sources: few.sources.map((source, at) =>
      at === 0 ? { ...source, sha256: "1".repeat(64), bytes: source.bytes + 65_536 } : source,
    ),
    pack: {
      file: "case-2024-03.zip",
      manifestSha256: "c".repeat(64),
      packed: null,
      zone: "UTC",
      filter: "",
      kinds: ["desktop"],
      from: Number.NaN as Ticks,
      to: Number.NaN as Ticks,
      masked: false,
    },
  };
}
