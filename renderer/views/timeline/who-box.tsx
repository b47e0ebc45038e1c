import { X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import type { TimeWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { momentOfText } from "../../data/moment-text.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { askWho, setRange } from "../../state/commands.ts";

/** "Who was on at": a moment, typed as people write it on the clock of the zone on screen. */
export function WhoBox({
  clock,
  data,
  window,
  moment,
}: {
  readonly clock: Clock;
  readonly data: CaseData;
  readonly window: TimeWindow;
  readonly moment: number | null;
}) {
  const app = useApp();
  const shown = moment === null ? "" : clock.friendly(moment).replace(/:00$/, "");
  const [text, setText] = useState<string | null>(null);
  const [bad, setBad] = useState(false);
  const fault = useId();
  // The line was moved by other means: what was typed is over.
  useEffect(() => {
    if (moment !== null) setBad(false);
  }, [moment]);
  const read = (value: string) =>
    momentOfText(clock, value, moment ?? Math.min(data.newest, (window.from + window.to) / 2));
  const ask = (at: number) => {
    askWho(app, at);
    if (at >= window.from && at <= window.to) return;
    const half = (window.to - window.from) / 2;
    setRange(app, { from: at - half, to: at + half });
  };
  const finish = () => {
    if (text === null) return;
    const at = read(text);
    const isEmpty = text.trim() === "";
    setBad(!isEmpty && Number.isNaN(at));
    // What cannot be read must not stand beside the answer to what was asked before.
    if (isEmpty || Number.isNaN(at)) askWho(app, null);
    else if (!Number.isNaN(at)) ask(at);
    if (isEmpty || !Number.isNaN(at)) setText(null);
  };
  return (
    <div className="who-box">
      <label htmlFor="who-at">{T.who.ask}</label>
      <input
        id="who-at"
        className="field small"
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={clock.short(Math.min(data.newest, (window.from + window.to) / 2))}
        title={T.who.such(T.who.examples)}
        aria-invalid={bad}
        aria-describedby={bad ? fault : undefined}
        value={text ?? shown}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          const value = event.currentTarget.value;
          setText(value);
          setBad(false);
          // A whole moment is answered at once, a day without a time only when it is finished.
          const at = read(value);
          if (/\d:\d\d/.test(value) && !Number.isNaN(at)) ask(at);
        }}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter") finish();
        }}
      />
      {bad && (
        <span id={fault} className="who-fault" role="alert">
          {T.who.noMoment(T.who.examples)}
        </span>
      )}
      {moment !== null && (
        <button
          type="button"
          className="btn small icon ghost"
          title={T.who.awayTitle}
          aria-label={T.who.away}
          onClick={() => {
            setText(null);
            askWho(app, null);
          }}
        >
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}
