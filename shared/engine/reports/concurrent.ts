import { type AtOnce, atOnce } from "../at-once.ts";
import type { Rows } from "../filter/filter.ts";
import type { LevelSteps } from "../level-steps.ts";
import { CellTexts, compareTexts, rowsByUser } from "./names-of.ts";
import { line, type ReportInput, type ReportPart } from "./report.ts";
import { put } from "./sorted.ts";

/** The most sessions at once: of the whole choice, of each computer, of each user. Only moments in the window count. */
export function concurrentReport(input: ReportInput): ReportPart<"concurrent"> {
  const { data } = input;
  const { sessions } = data;
  const texts = new CellTexts(data);
  const levels = atOnce(sessions, input.rows, data.newest);
  const whole = peaksOf(input, levels);
  const computers = new Map<number, number[]>();
  for (const row of input.rows) {
    const key = sessions.computerKey[row]!;
    put(computers, key, row);
  }
  const byComputer = [...computers.values()]
    .map((rows) => ({ name: texts.text(sessions.computer[rows.at(-1)!]!), rows }))
    .sort((a, b) => compareTexts(a.name ?? "", b.name ?? ""));
  const byUser = rowsByUser(data, input.rows).map(({ account, rows }) => ({
    name: account.user ?? account.sid,
    rows,
  }));
  const lines = (
    scope: "computer" | "user",
    groups: readonly { name: string | null; rows: readonly number[] }[],
  ) =>
    groups.map(({ name, rows }) =>
      line({ scope, name, ...peaks(input, Uint32Array.from(rows)), sessions: rows.length }, rows),
    );
  const all = [...input.rows];
  return {
    lines: [
      line({ scope: "case" as const, name: null, ...whole, sessions: all.length }, all),
      ...lines("computer", byComputer),
      ...lines("user", byUser),
    ],
    totals: { ...whole, sessions: all.length },
    caveats: computers.size > 1 ? ["clocks"] : [],
    levels,
  };
}

function peaks(input: ReportInput, rows: Rows) {
  return peaksOf(input, atOnce(input.data.sessions, rows, input.data.newest));
}

function peaksOf(input: ReportInput, { sure, possible }: AtOnce) {
  const [surePeak, sureAt] = highest(sure, input);
  const [possiblePeak, possibleAt] = highest(possible, input);
  return { sure: surePeak, sureAt, possible: possiblePeak, possibleAt };
}

/** The highest level inside a window and when it was first reached; what ran already counts at its beginning. */
function highest(
  { times, levels }: LevelSteps,
  { from, to }: { readonly from: number; readonly to: number },
): readonly [level: number, at: number] {
  let most = 0;
  let at = Number.NaN;
  for (let i = 0; i < times.length; i++) {
    const lasts = times[i + 1] ?? Number.POSITIVE_INFINITY;
    if (levels[i]! <= most || lasts <= from || times[i]! >= to) continue;
    most = levels[i]!;
    at = times[i]! < from ? from : times[i]!;
  }
  return [most, at];
}
