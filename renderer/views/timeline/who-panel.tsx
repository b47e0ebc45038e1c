import type { WhoRow } from "../../../shared/engine/who.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { BAR_GROUPS } from "../../components/time-canvas/palette.ts";
import type { Clock } from "../../data/clock.ts";
import { computerName, typeText, userName } from "../../data/session-words.ts";
import { T } from "../../data/texts.ts";
import { whoAmong } from "../../data/who.ts";
import { useApp } from "../../state/app.ts";
import { select } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { Filled } from "../filled.tsx";
import { barGroupCode } from "./bars.ts";

/** More names than this help nobody; the number says the rest. */
const MOST = 200;

/** The answer to "who was on at": surely and possibly, with what each was doing. */
export function WhoPanel({
  clock,
  data,
  rows,
  moment,
}: {
  readonly clock: Clock;
  readonly data: CaseData;
  readonly rows: Uint32Array;
  readonly moment: number;
}) {
  const found = whoAmong(rows, data, moment);
  const sure = found.filter((one) => one.sure === "surely");
  const perhaps = found.filter((one) => one.sure === "possibly");
  const outside = moment < data.oldest || moment > data.newest;
  return (
    <section className="who-panel" aria-label={T.who.panel} aria-live="polite">
      <h2>{T.who.onAt(clock.short(moment))}</h2>
      {outside && <p className="mute">{T.who.outside}</p>}
      {found.length === 0 && !outside && <p className="mute">{T.who.nobody}</p>}
      <People list={sure} data={data} />
      {perhaps.length > 0 && (
        <>
          <h3 className="section">{T.who.possibly}</h3>
          <People list={perhaps} data={data} />
        </>
      )}
    </section>
  );
}

function People({ list, data }: { readonly list: readonly WhoRow[]; readonly data: CaseData }) {
  const app = useApp();
  const selection = useStore(app.view, (view) => view.selection);
  return (
    <ul>
      {list.slice(0, MOST).map(({ row, state }) => (
        <li key={row}>
          <button
            type="button"
            aria-pressed={selection?.type === "session" && selection.row === row}
            onClick={() => select(app, { type: "session", row })}
          >
            <i className={`swatch g-${BAR_GROUPS[barGroupCode(data.sessions, row)]}`} aria-hidden />
            <span className="clip">
              <Filled
                text={T.who.on}
                parts={{
                  user: <b>{userName(data, row)}</b>,
                  place: <span className="mute">{T.who.place(computerName(data, row))}</span>,
                }}
              />
            </span>
            <span className="state" title={typeText(data.sessions.logonType[row]!)}>
              {T.who.states[state]}
            </span>
          </button>
        </li>
      ))}
      {list.length > MOST && <li className="mute more">{T.who.more(list.length - MOST)}</li>}
    </ul>
  );
}
