import { ACT } from "../../types/act-table.ts";
import { SESSION_FLAGS } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import type { Zone } from "../time/zone.ts";
import { type OffReason, offReason, type WorkCalendar } from "./calendar.ts";
import { signsOf } from "./connections.ts";
import { CellTexts, newestFirst } from "./names-of.ts";
import { type Line, line, type ReportInput, type ReportPart } from "./report.ts";
import { isInside } from "./spans.ts";

type Row = ReportRowOf<"out-of-hours">;
const AUTOMATIC = 1 << SESSION_FLAGS.indexOf("autoLogon?");
const RECONNECTED = ACT.connected;

/**
 * Starts, unlocks and reconnects outside working hours. A start soon after a boot that nobody need have typed is listed
 * and marked; a session that only goes on into the night is no sign of anybody.
 */
export function outOfHoursReport(
  input: ReportInput,
  calendar: WorkCalendar,
  calendarZone: Zone,
): ReportPart<"out-of-hours"> {
  const { data } = input;
  const { sessions, acts } = data;
  const texts = new CellTexts(data);
  const lines: Line<Row>[] = [];
  let events = 0;
  const see = (time: number, put: (why: OffReason) => void) => {
    if (!isInside(time, input)) return;
    events++;
    const why = offReason(calendar, calendarZone, time);
    if (why !== null) put(why);
  };
  for (const row of input.rows) {
    const cells = {
      key: null,
      ...texts.account(sessions, row),
      computer: texts.text(sessions.computer[row]!),
      sourceAddress: texts.text(sessions.sourceAddress[row]!),
      clientName: texts.text(sessions.clientName[row]!),
    };
    see(sessions.start[row]!, (why) => {
      const automatic = (sessions.flags[row]! & AUTOMATIC) !== 0;
      lines.push(line({ ...cells, time: sessions.start[row]!, what: "start", why, automatic }, [row]));
    });
  }
  for (const [row, signs] of signsOf(data, input.rows)) {
    for (const at of signs) {
      if (acts.kind[at] !== ACT.unlocked && acts.kind[at] !== RECONNECTED) continue;
      see(acts.time[at]!, (why) => {
        lines.push(
          line(
            {
              key: null,
              time: acts.time[at]!,
              what: acts.kind[at] === RECONNECTED ? "reconnect" : "unlock",
              why,
              ...texts.account(sessions, row),
              computer: texts.text(sessions.computer[row]!),
              automatic: false,
              sourceAddress: texts.text(acts.sourceAddress[at]!),
              clientName: texts.text(acts.place[at]!),
            },
            [row],
          ),
        );
      });
    }
  }
  lines.sort((a, b) => newestFirst(a.cells.time, b.cells.time));
  return {
    lines,
    totals: {
      events,
      outside: lines.length,
      automatic: lines.filter(({ cells }) => cells.automatic).length,
      users: new Set(lines.map(({ sessions: [row] }) => sessions.userKey[row!])).size,
    },
    caveats: ["noLockRecords", "noConnectRecords"],
  };
}
