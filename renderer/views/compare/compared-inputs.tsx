import type { InputChange, LogChange } from "../../../shared/engine/compare/compare-logs.ts";
import { differs } from "../../../shared/export/compare/compare-output.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import type { CompareSummary } from "../../data/compare-job/compare-messages.ts";
import { bytesText, count } from "../../data/numbers.ts";
import { COMPARE_TEXTS as W } from "../../data/texts/compare.ts";
import { useClock } from "../../state/app.ts";

/** The inputs and logs of both sides, with what tells them apart. */
export function ComparedInputs({ summary }: { readonly summary: CompareSummary }) {
  const { inputs, logs, allInputs, allLogs } = summary;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="compare-inputs" tabIndex={0} aria-label={W.tabs.inputs}>
      <h2 className="section">{W.logs}</h2>
      <Logs logs={logs} />
      {allLogs > logs.length && <p className="mute">{W.moreLogs(allLogs - logs.length)}</p>}
      <h2 className="section">{W.inputs}</h2>
      <Inputs inputs={inputs} />
      {allInputs > inputs.length && <p className="mute">{W.moreInputs(allInputs - inputs.length)}</p>}
    </section>
  );
}

function Logs({ logs }: { readonly logs: readonly LogChange[] }) {
  const { format } = useClock();
  const C = W.inputColumns;
  return (
    <table className="compare-list">
      <thead>
        <tr>
          <th scope="col">{W.logColumns.computer}</th>
          <th scope="col">{W.logColumns.log}</th>
          <th scope="col">{C.state}</th>
          <th scope="col">{C.side}</th>
          <th scope="col" className="num">
            {C.records}
          </th>
          <th scope="col">{C.from}</th>
          <th scope="col">{C.to}</th>
        </tr>
      </thead>
      {logs.map((log) => {
        const { computer, channel, a, b, lost } = log;
        const state = stateOfLog(log);
        const sides = state === "same" ? sidesOf(null, b, W.both) : sidesOf(a, b);
        return (
          <tbody key={`${computer} ${channel}`} className={`state-${state}`}>
            {sides.map(([side, reach], at) => (
              <tr key={side}>
                {at === 0 && (
                  <>
                    <th scope="rowgroup" rowSpan={sides.length} dir="auto">
                      {visibleText(computer)}
                    </th>
                    <td rowSpan={sides.length}>{visibleText(channel)}</td>
                    <td rowSpan={sides.length}>
                      <span className={lost === null ? "tag" : "tag tag-fail"}>{W.logState[state]}</span>
                    </td>
                  </>
                )}
                <td className="which">{side}</td>
                <td className="num">{count(reach.records)}</td>
                <td className="when">{format.full(reach.oldest) ?? "–"}</td>
                <td className="when">{format.full(reach.newest) ?? "–"}</td>
              </tr>
            ))}
          </tbody>
        );
      })}
    </table>
  );
}

function stateOfLog(log: LogChange): keyof typeof W.logState {
  if (log.lost !== null) return "lost";
  if (!differs(log)) return "same";
  return log.a === null ? "added" : log.b === null ? "gone" : "changed";
}

function Inputs({ inputs }: { readonly inputs: readonly InputChange[] }) {
  const { format } = useClock();
  const C = W.inputColumns;
  const line = (source: SourceInfo) => (
    <>
      <td className="compare-file" dir="auto">
        {visibleText(source.path)}
      </td>
      <td className="num">{bytesText(source.bytes)}</td>
      <td className="num">{count(source.records)}</td>
      <td className="when">{format.full(source.oldest) ?? "–"}</td>
      <td className="when">{format.full(source.newest) ?? "–"}</td>
      <td className="mono hash">{source.sha256 ?? "–"}</td>
    </>
  );
  return (
    <table className="compare-list">
      <thead>
        <tr>
          <th scope="col">{C.state}</th>
          <th scope="col">{C.side}</th>
          <th scope="col">{C.file}</th>
          <th scope="col" className="num">
            {C.bytes}
          </th>
          <th scope="col" className="num">
            {C.records}
          </th>
          <th scope="col">{C.from}</th>
          <th scope="col">{C.to}</th>
          <th scope="col">{C.sha256}</th>
        </tr>
      </thead>
      {inputs.map((input, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two inputs may be the same in everything but their place
        <tbody key={place} className={`state-${input.state}`}>
          {sidesOfInput(input).map(([side, source], at, all) => (
            <tr key={side}>
              {at === 0 && (
                <td rowSpan={all.length}>
                  <span className="tag">{W.state[input.state]}</span>
                </td>
              )}
              <td className="which">{side}</td>
              {line(source)}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** The same bytes stand in one line; whatever else is known of them is that of the later side. */
function sidesOfInput({ state, a, b }: InputChange): Sides<SourceInfo> {
  return state === "same" && b !== null ? sidesOf(null, b, W.both) : sidesOf(a, b);
}

type Sides<What> = readonly (readonly [side: string, what: What])[];

/** A line for each side that has it. */
function sidesOf<What>(a: What | null, b: What | null, later: string = W.now): Sides<What> {
  return [...(a === null ? [] : [[W.before, a] as const]), ...(b === null ? [] : [[later, b] as const])];
}
