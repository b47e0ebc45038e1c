import { X } from "lucide-react";
import { useEffect, useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { inputValue, momentOfInput, noonOf } from "../../data/local-input.ts";
import { useApp } from "../../state/app.ts";
import { askWho, setWindow } from "../../state/commands.ts";

/** "Who was on at": a moment, typed on the clock of the zone on screen or clicked on the axis. */
export function WhoBox({
  clock,
  data,
  moment,
}: {
  readonly clock: Clock;
  readonly data: CaseData;
  readonly moment: number | null;
}) {
  const app = useApp();
  const shown = moment === null ? "" : inputValue(clock, moment);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const ask = (value: string) => {
    setText(value);
    const at = momentOfInput(clock, value);
    if (Number.isNaN(at)) return;
    askWho(app, at);
    const { window } = app.view.get();
    if (window !== null && (at < window.from || at > window.to)) {
      const half = (window.to - window.from) / 2;
      setWindow(app, { from: at - half, to: at + half });
    }
  };
  return (
    <div className="who-box">
      <label htmlFor="who-at">Who was on at</label>
      <input
        id="who-at"
        className="field small"
        type="datetime-local"
        step="1"
        value={text}
        onChange={(event) => ask(event.currentTarget.value)}
        onFocus={() => {
          // An empty box would begin in the year one: offer a moment of the case instead.
          if (moment === null && !Number.isNaN(data.newest)) askWho(app, noonOf(clock, data.newest));
        }}
      />
      {moment !== null && (
        <button
          type="button"
          className="btn small icon ghost"
          title="Put the question away"
          aria-label="Put the question away"
          onClick={() => askWho(app, null)}
        >
          <X aria-hidden />
        </button>
      )}
    </div>
  );
}
