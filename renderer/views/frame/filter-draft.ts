import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { checkFailureFilter, checkSessionFilter } from "../../../shared/engine/filter/filter.ts";
import { mentions } from "../../../shared/engine/filter/mentions.ts";
import { parseQuery } from "../../../shared/engine/filter/parse.ts";
import type { QueryError } from "../../../shared/engine/filter/query.ts";
import { checkEventFilter } from "../../../shared/engine/filter/record-filter.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { zoneByName } from "../../data/clock.ts";
import { chipsOf, type FilterChip, textOfChips } from "../../data/filter-chips.ts";
import type { RowsOf } from "../../data/filter-words.ts";
import { failureRows } from "../../data/rows.ts";
import { useApp, useZone } from "../../state/app.ts";
import { setFilter } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import type { ViewName } from "../../state/view-state.ts";

/** A filter that took longer than this until the page was drawn again would hold up the next key. */
const QUICK_MS = 100;
/** After such a one the next takes effect when typing pauses. */
const PAUSE_MS = 120;

export interface FilterDraft {
  readonly chips: readonly FilterChip[];
  /** What is being typed behind the chips; in text mode the whole filter. */
  readonly text: string;
  readonly asText: boolean;
  /** What is wrong with the text, by its own positions; null when it is right. */
  readonly error: QueryError | null;
  readonly setText: (text: string) => void;
  readonly setChips: (chips: readonly FilterChip[]) => void;
  /** Makes chips of what was typed, if it is a filter. */
  readonly commit: () => void;
  readonly edit: (at: number) => void;
  readonly clear: () => void;
  readonly toggleText: () => void;
}

/**
 * What is wrong with a filter; null when it is right for the table on screen or for the other one. Any text is a right
 * `reason` of a refusal, so one that is wrong for sessions has to find a refusal, or a slip would pass for a question.
 */
function errorOf(text: string, zone: string, of: RowsOf, data: CaseData | null): QueryError | null {
  if (text.trim() === "") return null;
  const clock = zoneByName(zone);
  const ofEvents = of === "events" ? checkEventFilter(text, clock) : null;
  if (of === "events" && ofEvents === null) return null;
  const ofSessions = checkSessionFilter(text, clock);
  if (ofSessions === null) return null;
  const ofFailures = checkFailureFilter(text, clock);
  if (ofFailures !== null) return ofEvents ?? (of === "failures" ? ofFailures : ofSessions);
  if (of !== "sessions" || data === null) return null;
  const query = parseQuery(text);
  const isOfFailures = query.ok && mentions(query.value, "status");
  return isOfFailures || failureRows(data, text, zone).rows.length > 0 ? null : ofSessions;
}

/** What the rows of a view are, for the filter. */
export function rowsOf(view: ViewName): RowsOf {
  return view === "failures" || view === "events" ? view : "sessions";
}

/** Chips and a text behind them as one filter; the text as typed where it stands alone. */
function joinedText(chips: readonly FilterChip[], text: string): string | null {
  if (chips.length === 0) return text;
  const more = chipsOf(text);
  return more === null ? null : textOfChips([...chips, ...more]);
}

/**
 * The two faces of the filter: chips for the terms that stand, a text for the one being typed. A valid text takes
 * effect while it is typed; an invalid one leaves what was in force.
 */
export function useFilterDraft(): FilterDraft {
  const app = useApp();
  const zone = useZone();
  const filter = useStore(app.view, (view) => view.filter);
  const of = useStore(app.view, (view) => rowsOf(view.view));
  const data = useStore(app.dataset, (dataset) => dataset.data);
  const took = useRef(0);
  const [asText, setAsText] = useState(false);
  const [chips, setStanding] = useState<readonly FilterChip[]>(() => chipsOf(filter) ?? []);
  const [text, setText] = useState("");
  const [seen, setSeen] = useState(filter);
  if (seen !== filter) {
    // Changed elsewhere, by a click on a name or by undo: the box follows.
    setSeen(filter);
    setStanding(asText ? [] : (chipsOf(filter) ?? []));
    setText(asText ? filter : "");
  }
  const settled = useDeferredValue(text);
  const error = useMemo(() => errorOf(settled, zone, of, data), [settled, zone, of, data]);

  const put = (next: string) => {
    setSeen(next);
    setFilter(app, next);
  };
  /** The filter that a right text behind the chips makes; null when it is the one in force already, or none. */
  const nextFilter = useCallback(
    (typed: string): string | null => {
      const next = joinedText(chips, typed);
      return next === null || next.trim() === app.view.get().filter.trim() ? null : next;
    },
    [app, chips],
  );
  const apply = useCallback(
    (next: string) => {
      const began = performance.now();
      setSeen(next);
      setFilter(app, next);
      requestAnimationFrame(() => {
        took.current = performance.now() - began;
      });
    },
    [app],
  );
  // What was not quick enough to be drawn with the key itself.
  useEffect(() => {
    if (error !== null || settled !== text) return;
    const next = nextFilter(settled);
    if (next === null) return;
    if (took.current <= QUICK_MS) return apply(next);
    const timer = setTimeout(() => apply(next), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [nextFilter, apply, settled, text, error]);

  /** Key and rows share a frame where filters are quick; else the letter is drawn first. */
  const type = (typed: string) => {
    setText(typed);
    if (took.current > QUICK_MS || errorOf(typed, zone, of, data) !== null) return;
    const next = nextFilter(typed);
    if (next !== null) apply(next);
  };

  const setChips = (next: readonly FilterChip[]) => {
    setStanding(next);
    // What is half typed joins when it is right.
    if (errorOf(text, zone, of, data) === null) put(joinedText(next, text) ?? textOfChips(next));
    else put(textOfChips(next));
  };
  return {
    chips,
    text,
    asText,
    error,
    setText: type,
    setChips,
    commit: () => {
      if (asText || text.trim() === "" || errorOf(text, zone, of, data) !== null) return;
      const next = joinedText(chips, text);
      if (next === null) return;
      setStanding(chipsOf(next) ?? []);
      setText("");
      put(next.trim());
    },
    edit: (at) => {
      const chip = chips[at];
      if (chip === undefined) return;
      // What was being typed becomes a chip of its own, if it can.
      const typed = errorOf(text, zone, of, data) === null ? (chipsOf(text) ?? []) : [];
      setStanding([...chips.filter((_, i) => i !== at), ...typed]);
      setText(textOfChips([chip]));
    },
    clear: () => {
      setStanding([]);
      setText("");
      put("");
    },
    toggleText: () => {
      const whole = errorOf(text, zone, of, data) === null ? (joinedText(chips, text) ?? filter) : filter;
      setStanding(asText ? (chipsOf(whole) ?? []) : []);
      setText(asText ? "" : whole);
      setAsText(!asText);
    },
  };
}
