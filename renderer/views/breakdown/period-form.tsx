import { type FormEvent, useId, useState } from "react";
import { parseUserTime } from "../../../shared/engine/time/user-time.ts";
import { typedMoment } from "../../data/range-words.ts";
import { BREAKDOWN } from "../../data/texts/breakdown.ts";
import { T } from "../../data/texts.ts";
import type { TimeWindow } from "../../data/time-window.ts";
import { useClock } from "../../state/app.ts";
import { PERIOD_PRESETS, type PeriodPreset, type Periods, presetPeriods } from "./periods.ts";

interface PeriodFormProps {
  readonly periods: Periods;
  readonly span: TimeWindow;
  readonly range: TimeWindow | null;
  readonly onChange: (periods: Periods) => void;
}

const WORDS = BREAKDOWN.compare;

/** The borders of two periods, typed or taken from a list. */
export function PeriodForm({ periods, span, range, onChange }: PeriodFormProps) {
  const clock = useClock();
  const typed = ({ from, to }: TimeWindow) => [typedMoment(clock, from), typedMoment(clock, to)];
  const [texts, setTexts] = useState([...typed(periods.a), ...typed(periods.b)]);
  const [wrong, setWrong] = useState<string | null>(null);
  const error = useId();
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const times = texts.map((text) => parseUserTime(text, clock.zone));
    const bad = times.findIndex((time) => Number.isNaN(time));
    if (bad >= 0) return setWrong(T.range.noTime(texts[bad] ?? ""));
    const [from = 0, to = 0, begin = 0, end = 0] = times;
    if (!(from < to && begin < end)) return setWrong(T.range.reversed);
    setWrong(null);
    onChange({ a: { from, to }, b: { from: begin, to: end } });
  };
  const take = (preset: PeriodPreset) => {
    const next = presetPeriods(clock, span, range, preset);
    if (next === null) return;
    setTexts([...typed(next.a), ...typed(next.b)]);
    setWrong(null);
    onChange(next);
  };
  const field = (at: number, label: string) => (
    <input
      className="field"
      aria-label={label}
      value={texts[at]}
      aria-invalid={wrong !== null}
      aria-describedby={wrong === null ? undefined : error}
      onChange={(event) => setTexts(texts.with(at, event.currentTarget.value))}
    />
  );
  return (
    <form className="period-form" onSubmit={apply}>
      {[WORDS.a, WORDS.b].map((name, at) => (
        <fieldset key={name}>
          <legend>{name}</legend>
          {field(at * 2, `${name} ${WORDS.from}`)}
          <span className="mute">{WORDS.to}</span>
          {field(at * 2 + 1, `${name} ${WORDS.to}`)}
        </fieldset>
      ))}
      <button type="submit" className="btn">
        {WORDS.apply}
      </button>
      <label>
        <span className="mute">{WORDS.preset}</span>
        <select
          className="field"
          value=""
          onChange={(event) => {
            const preset = PERIOD_PRESETS.find((one) => one === event.currentTarget.value);
            if (preset !== undefined) take(preset);
          }}
        >
          <option value="">…</option>
          {PERIOD_PRESETS.filter((preset) => preset !== "range" || range !== null).map((preset) => (
            <option key={preset} value={preset}>
              {WORDS.presets[preset]}
            </option>
          ))}
        </select>
      </label>
      {wrong !== null && (
        <p className="form-error" id={error} role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}
