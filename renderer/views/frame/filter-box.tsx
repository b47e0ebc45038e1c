import { Search, X } from "lucide-react";
import { type RefObject, useDeferredValue, useEffect, useMemo, useState } from "react";
import { type QueryError, queryErrorText } from "../../../shared/engine/filter/query.ts";
import { filterError } from "../../data/rows.ts";
import { useApp, useZone } from "../../state/app.ts";
import { setFilter } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";

/** From so many sessions on, views take longer to draw than the pause between two keys. */
const LARGE = 200_000;
/** There a filter takes effect after a pause, so that typing is never held up. */
const PAUSE_MS = 120;

const HINT = "Filter: anna, or type:10 duration:>8h";

/**
 * The filter of all views. A valid text takes effect while it is typed; an invalid one leaves the last valid one in
 * force and says what is wrong at the very word.
 */
export function FilterBox({ input }: { readonly input: RefObject<HTMLInputElement | null> }) {
  const app = useApp();
  const zone = useZone();
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const large = (data?.sessions.length ?? 0) > LARGE;
  const [text, setText] = useState(filter);
  const [from, setFrom] = useState(filter);
  if (from !== filter) {
    // The filter was changed elsewhere, by a click on a name: the box follows.
    setFrom(filter);
    if (text.trim() !== filter.trim()) setText(filter);
  }
  const settled = useDeferredValue(text);
  const error = useMemo(
    () => (data === null || settled === "" ? null : filterError(data, settled, zone, kinds)),
    [data, settled, zone, kinds],
  );
  useEffect(() => {
    if (error !== null || settled !== text || settled === app.view.get().filter) return;
    const apply = () => {
      setFrom(settled);
      setFilter(app, settled);
    };
    if (!large) return apply();
    const timer = setTimeout(apply, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [app, settled, text, error, large]);
  const [focused, setFocused] = useState(false);
  const clear = () => {
    setText("");
    setFilter(app, "");
    input.current?.focus();
  };

  return (
    <search className="filter">
      <Search aria-hidden />
      <input
        ref={input}
        type="text"
        value={text}
        placeholder={HINT}
        aria-label="Filter"
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : "filter-error"}
        spellCheck={false}
        autoComplete="off"
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (text === "") event.currentTarget.blur();
          else clear();
        }}
      />
      {text !== "" && (
        <button
          type="button"
          className="clear"
          title="Clear the filter"
          aria-label="Clear the filter"
          onClick={clear}
        >
          <X aria-hidden />
        </button>
      )}
      {error !== null && focused && <FilterError text={settled} error={error} />}
    </search>
  );
}

export function FilterError({ text, error }: { readonly text: string; readonly error: QueryError }) {
  const end = error.at + Math.max(1, error.length);
  return (
    <div className="filter-error" id="filter-error" role="alert">
      <div className="query mono">
        {text.slice(0, error.at)}
        <mark>{text.slice(error.at, end) || "\u00a0\u00a0"}</mark>
        {text.slice(end)}
      </div>
      {queryErrorText(error)}
    </div>
  );
}
