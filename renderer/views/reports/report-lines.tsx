import { columnsOf, type ReportExport } from "../../../shared/export/report-record.ts";
import { lineCell } from "../../../shared/export/report-table.ts";
import type { ReportColumn } from "../../../shared/types/report.ts";
import { behindLine } from "../../data/report-lines.ts";
import { count, counted, T } from "../../data/texts.ts";
import { visibleText } from "../../data/visible-text.ts";
import { useApp, useClock } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";

/** Lines on screen. Who wants more of them saves the report. */
const MOST_SHOWN = 500;

const AT_RIGHT: ReadonlySet<ReportColumn["type"]> = new Set(["count", "span", "share"]);

/** The lines of a report, each with a way to the rows behind it. */
export function ReportLines({ answer }: { readonly answer: ReportExport }) {
  const app = useApp();
  const clock = useClock();
  const { data, report } = answer;
  const columns = columnsOf(report.name)
    .filter(([, { table }]) => table !== false)
    .filter(([name, { type }]) => type !== "flag" || report.lines.some(({ cells }) => cells[name] === true));
  const shown = report.lines.slice(0, MOST_SHOWN);
  const leads = shown.some((line) => behindLine(line) !== null);
  const side = ({ type }: ReportColumn) => (AT_RIGHT.has(type) ? "num" : undefined);
  if (shown.length === 0) return <p className="mute">{T.reports.empty}</p>;
  return (
    <>
      <div className="report-lines">
        <table>
          <thead>
            <tr>
              {columns.map(([name, column]) => (
                <th key={name} scope="col" className={side(column)}>
                  {column.title}
                </th>
              ))}
              {leads && (
                <th scope="col" className="behind">
                  {T.reports.show}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((line, at) => {
              const behind = behindLine(line);
              return (
                // Lines have no name of their own and never move: another answer is another table.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <tr key={at}>
                  {columns.map(([name, column]) => (
                    <td key={name} className={side(column)} dir="auto">
                      {visibleText(lineCell(data, line, name, column, clock.format) ?? "–")}
                    </td>
                  ))}
                  {leads && (
                    <td className="behind">
                      {behind !== null && (
                        <button type="button" className="link" onClick={() => showRows(app, behind)}>
                          {counted(behind.rows, behind.view === "sessions" ? "session" : "refusal")}
                        </button>
                      )}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {report.lines.length > MOST_SHOWN && (
        <p className="mute">
          {T.reports.first} {count(MOST_SHOWN)} of {count(report.lines.length)}
        </p>
      )}
    </>
  );
}
