import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { checkFailureFilter, checkSessionFilter } from "../../../shared/engine/filter/filter.ts";
import type { QueryError } from "../../../shared/engine/filter/query.ts";
import { zoneByName } from "../../data/clock.ts";
import { chipsOf, type FilterChip, textOfChips } from "../../data/filter-chips.ts";
import { useApp, useZone } from "../../state/app.ts";
import { setFilter } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";

/** From so many sessions on, views take longer to draw than the pause between two keys. */
const LARGE = 200_000;
/** There a filter takes effect after a pause, so that typing is never held up. */
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

/** A filter that is right for the table on screen or for the other one. */
function errorOf(text: string, zone: string, failures: boolean): QueryError | null {
  if (text.trim() === "") return null;
  const clock = zoneByName(zone);
  const ofSessions = checkSessionFilter(text, clock);
  if (ofSessions === null) return null;
  const ofFailures = checkFailureFilter(text, clock);
  return ofFailures === null ? null : failures ? ofFailures : ofSessions;
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
  const failures = useStore(app.view, (view) => view.view === "failures");
  const large = useStore(app.dataset, (dataset) => (dataset.data?.sessions.length ?? 0) > LARGE);
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
  const error = useMemo(() => errorOf(settled, zone, failures), [settled, zone, failures]);

  const put = (next: string) => {
    setSeen(next);
    setFilter(app, next);
  };
  useEffect(() => {
    if (error !== null || settled !== text) return;
    const next = joinedText(chips, settled);
    if (next === null || next.trim() === app.view.get().filter.trim()) return;
    const apply = () => {
      setSeen(next);
      setFilter(app, next);
    };
    if (!large) return apply();
    const timer = setTimeout(apply, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [app, chips, settled, text, error, large]);

  const setChips = (next: readonly FilterChip[]) => {
    setStanding(next);
    // What is half typed joins when it is right.
    if (errorOf(text, zone, failures) === null) put(joinedText(next, text) ?? textOfChips(next));
    else put(textOfChips(next));
  };
  return {
    chips,
    text,
    asText,
    error,
    setText,
    setChips,
    commit: () => {
      if (asText || text.trim() === "" || errorOf(text, zone, failures) !== null) return;
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
      const typed = errorOf(text, zone, failures) === null ? (chipsOf(text) ?? []) : [];
      setStanding([...chips.filter((_, i) => i !== at), ...typed]);
      setText(textOfChips([chip]));
    },
    clear: () => {
      setStanding([]);
      setText("");
      put("");
    },
    toggleText: () => {
      const whole = errorOf(text, zone, failures) === null ? (joinedText(chips, text) ?? filter) : filter;
      setStanding(asText ? (chipsOf(whole) ?? []) : []);
      setText(asText ? "" : whole);
      setAsText(!asText);
    },
  };
}
