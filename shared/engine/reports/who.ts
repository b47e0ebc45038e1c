import { NO_LOGON_TYPE } from "../../types/event-table.ts";
import { CONFIDENCES, END_REASONS, SESSION_KINDS } from "../../types/names.ts";
import type { Ticks } from "../../types/units.ts";
import { whoIsOn } from "../who.ts";
import { CellTexts } from "./names-of.ts";
import { line, type ReportInput, type ReportPart } from "./report.ts";

/** Who was on at a moment, surely or possibly, and in what state; in the order of the table. */
export function whoReport(input: ReportInput, at: number): ReportPart<"who"> {
  const { data } = input;
  const { sessions: s } = data;
  const texts = new CellTexts(data);
  const lines = whoIsOn(s, input.rows, at as Ticks).map(({ row, sure, state }) =>
    line(
      {
        key: null,
        computer: texts.text(s.computer[row]!),
        ...texts.account(s, row),
        kind: SESSION_KINDS[s.kind[row]!]!,
        logonType: s.logonType[row] === NO_LOGON_TYPE ? null : s.logonType[row]!,
        presence: sure === "surely" ? ("yes" as const) : ("possibly" as const),
        state,
        start: s.start[row]!,
        end: s.end[row]!,
        endReason: END_REASONS[s.endReason[row]!]!,
        confidence: CONFIDENCES[s.confidence[row]!]!,
        endLower: s.endLower[row]!,
        endUpper: s.endUpper[row]!,
        sourceAddress: texts.text(s.sourceAddress[row]!),
        clientName: texts.text(s.clientName[row]!),
      },
      [row],
    ),
  );
  const surely = lines.filter(({ cells }) => cells.presence === "yes").length;
  return {
    lines,
    totals: {
      surely,
      possibly: lines.length - surely,
      users: new Set(lines.map(({ sessions }) => s.userKey[sessions[0]!])).size,
    },
    caveats: new Set(lines.map(({ cells }) => cells.computer)).size > 1 ? ["clocks"] : [],
  };
}
