import { Search, X } from "lucide-react";
import { type KeyboardEvent, type RefObject, useCallback, useId, useMemo, useRef, useState } from "react";
import { completed } from "../../../shared/engine/filter/complete.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import { listKey, optionId, SuggestList } from "../../components/suggest-list.tsx";
import { suggestionsAt } from "../../data/filter-completion.ts";
import { count } from "../../data/numbers.ts";
import { failureRows, sessionRows } from "../../data/rows.ts";
import { T } from "../../data/texts.ts";
import { useApp, useZone } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { FilterChipView } from "./filter-chip.tsx";
import { rowsOf, useFilterDraft } from "./filter-draft.ts";
import { FilterError } from "./filter-error.tsx";
import { FilterMenu } from "./filter-menu.tsx";

/** The filter of all views: chips for what stands, a box for what is typed, and completion from the case. */
export function FilterBox({ input }: { readonly input: RefObject<HTMLInputElement | null> }) {
  const draft = useFilterDraft();
  const { chips, text, error } = draft;
  const [focused, setFocused] = useState(false);
  const [asked, setAsked] = useState(false);
  const [caret, setCaret] = useState(0);
  const [active, setActive] = useState(-1);
  const list = useId();
  const fault = useId();
  const { place, options } = useSuggestions(asked && focused, text, caret);
  const open = asked && focused && options.length > 0;
  const showsError = error !== null && focused && !open;

  const latest = useRef(draft);
  latest.current = draft;
  // One and the same function, so that the menu is not drawn at every key.
  const onToggleText = useCallback(() => {
    latest.current.toggleText();
    requestAnimationFrame(() => input.current?.focus());
  }, [input]);

  const type = (next: string, at: number) => {
    draft.setText(next);
    setCaret(at);
    setActive(-1);
    setAsked(true);
  };
  const pick = (at: number) => {
    const option = options[at];
    if (option === undefined || place === null) return;
    const next = completed(text, place, option.insert);
    type(next.text, next.caret);
    setAsked(option.insert.endsWith(":"));
    // The caret is set once React has written the value.
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = open ? listKey(event.key, active, options.length) : null;
    if (step !== null) setActive(step);
    else if (event.key === "ArrowDown") setAsked(true);
    else if ((event.key === "Enter" || event.key === "Tab") && open && active >= 0) pick(active);
    else if (event.key === "Enter") {
      setAsked(false);
      draft.commit();
    } else if (event.key === "Backspace" && text === "" && chips.length > 0) draft.edit(chips.length - 1);
    else if (event.key === "Escape") {
      event.stopPropagation();
      setAsked(false);
      if (open) setActive(-1);
      else if (text !== "") draft.setText("");
      else event.currentTarget.blur();
    } else return;
    event.preventDefault();
  };

  return (
    <search className={error === null ? "filter" : "filter wrong"}>
      <Search aria-hidden />
      {chips.length > 0 && (
        <ul className="terms" aria-label={T.filter.terms}>
          {chips.map((chip, at) => (
            <FilterChipView
              key={`${chip.negated ? "-" : ""}${chip.text}`}
              chip={chip}
              onTurn={() =>
                draft.setChips(chips.map((one, i) => (i === at ? { ...one, negated: !one.negated } : one)))
              }
              onEdit={() => {
                draft.edit(at);
                input.current?.focus();
              }}
              onRemove={() => {
                draft.setChips(chips.filter((_, i) => i !== at));
                input.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="text"
        role="combobox"
        value={text}
        placeholder={chips.length === 0 ? T.filter.hint : T.filter.more}
        aria-label={T.filter.label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        aria-activedescendant={open && active >= 0 ? optionId(list, active) : undefined}
        aria-invalid={error !== null}
        aria-describedby={showsError ? fault : undefined}
        spellCheck={false}
        autoComplete="off"
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false);
          setAsked(false);
          draft.commit();
        }}
        onChange={(event) => type(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onKeyDown={onKeyDown}
      />
      {(text !== "" || chips.length > 0) && (
        <button
          type="button"
          className="filter-button"
          title={T.filter.clear}
          aria-label={T.filter.clear}
          onClick={() => {
            draft.clear();
            input.current?.focus();
          }}
        >
          <X aria-hidden />
        </button>
      )}
      <FilterMenu asText={draft.asText} onToggleText={onToggleText} />
      {open && (
        <SuggestList
          id={list}
          label={T.filter.suggestions}
          active={active}
          onPick={pick}
          onPoint={setActive}
          options={options.map((option) => ({
            key: option.key,
            content: (
              <>
                <span className="clip suggest-label">{visibleText(option.label)}</span>
                <span className="clip mute grow">{option.hint}</span>
                {option.count !== null && <span className="hint">{count(option.count)}</span>}
              </>
            ),
          }))}
        />
      )}
      {showsError && (
        <FilterError id={fault} text={text} error={error} onUse={(next) => type(next, next.length)} />
      )}
    </search>
  );
}

/** What can be completed at the caret, counted in the rows that are shown without any filter. */
function useSuggestions(wanted: boolean, text: string, caret: number) {
  const app = useApp();
  const zone = useZone();
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const kinds = useStore(app.view, (view) => view.kinds);
  const of = useStore(app.view, (view) => rowsOf(view.view));
  return useMemo(() => {
    if (!wanted || data === null) return { place: null, options: [] };
    const rows = of === "failures" ? failureRows(data, "", zone).rows : sessionRows(data, "", zone, kinds);
    const { place, list } = suggestionsAt({ data, of, rows }, text, Math.min(caret, text.length));
    return { place, options: list };
  }, [wanted, data, of, zone, kinds, text, caret]);
}
