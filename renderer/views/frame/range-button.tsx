import { ChevronDown, X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { parseUserTime } from "../../../shared/engine/time/user-time.ts";
import { Popover } from "../../components/popover.tsx";
import { rangePresets, rangeText, typedMoment } from "../../data/range-words.ts";
import { T } from "../../data/texts.ts";
import { caseSpan, type TimeWindow } from "../../data/time-window.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { setRange } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { ZoneSelect } from "./zone-select.tsx";

/** The shared range of time and its zone, in words; a panel to change both. */
export function RangeButton() {
  const app = useApp();
  const clock = useClock();
  const zone = useZone();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const range = useStore(app.view, (view) => view.window);
  if (data === null) return null;
  const words = range === null ? T.range.whole : rangeText(clock, range);
  return (
    <span className="range">
      <Popover
        className={range === null ? "btn range-button" : "btn range-button set"}
        title={`${T.range.title}: ${words}, ${zone}`}
        panelLabel={T.range.title}
        label={
          <>
            <span className="clip">{words}</span>
            <span className="clip mute range-zone">{zonePlace(zone)}</span>
            <ChevronDown aria-hidden className="chevron" />
          </>
        }
      >
        {(close) => <RangePanel key={`${range?.from} ${range?.to} ${zone}`} close={close} />}
      </Popover>
      {range !== null && (
        <button
          type="button"
          className="range-clear"
          title={T.range.clear}
          aria-label={T.range.clear}
          onClick={() => setRange(app, null)}
        >
          <X aria-hidden />
        </button>
      )}
    </span>
  );
}

/** `Berlin` of `Europe/Berlin`: enough to tell zones apart in a case; the whole name stands in title and foot. */
function zonePlace(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

function RangePanel({ close }: { readonly close: () => void }) {
  const app = useApp();
  const clock = useClock();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const range = useStore(app.view, (view) => view.window);
  const selection = useStore(app.view, (view) => view.selection);
  const [from, setFrom] = useState(typedMoment(clock, range?.from));
  const [to, setTo] = useState(typedMoment(clock, range?.to));
  const [wrong, setWrong] = useState<string | null>(null);
  const error = useId();
  if (data === null) return null;
  const span = caseSpan(data);
  const chosen =
    selection === null || selection.type === "event" || selection.type === "difference"
      ? Number.NaN
      : selection.type === "session"
        ? data.sessions.start[selection.row]!
        : data.failures.time[selection.row]!;
  const presets = rangePresets(clock, span, Number.isFinite(chosen) ? clock.axis.dayOf(chosen) : null);
  const choose = (next: TimeWindow | null) => {
    setRange(app, next);
    close();
  };
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const begin = from.trim() === "" ? span.from : parseUserTime(from, clock.zone);
    const end = to.trim() === "" ? span.to + 1 : parseUserTime(to, clock.zone);
    if (Number.isNaN(begin)) setWrong(T.range.noTime(from));
    else if (Number.isNaN(end)) setWrong(T.range.noTime(to));
    else if (!(begin < end)) setWrong(T.range.reversed);
    else choose({ from: begin, to: end });
  };
  return (
    <form className="range-panel" onSubmit={apply}>
      <div className="range-fields">
        <label>
          {T.range.from}
          <input
            className="field"
            value={from}
            placeholder={typedMoment(clock, span.from)}
            aria-invalid={wrong !== null}
            aria-describedby={wrong === null ? undefined : error}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
        </label>
        <label>
          {T.range.to}
          <input
            className="field"
            value={to}
            placeholder={typedMoment(clock, span.to)}
            aria-invalid={wrong !== null}
            aria-describedby={wrong === null ? undefined : error}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </label>
        <button type="submit" className="btn">
          {T.range.apply}
        </button>
      </div>
      {wrong !== null && (
        <p className="form-error" id={error} role="alert">
          {wrong}
        </p>
      )}
      <div className="range-presets">
        <button
          type="button"
          className="btn small"
          aria-pressed={range === null}
          onClick={() => choose(null)}
        >
          {T.range.whole}
        </button>
        {presets.map(({ label, range: preset }) => (
          <button
            key={label}
            type="button"
            className="btn small"
            aria-pressed={preset.from === range?.from && preset.to === range.to}
            title={rangeText(clock, preset)}
            onClick={() => choose(preset)}
          >
            {label}
          </button>
        ))}
      </div>
      <div className="range-zone-row">
        <span>{T.range.zone}</span>
        <ZoneSelect />
      </div>
      <p className="mute">{T.range.note}</p>
    </form>
  );
}
