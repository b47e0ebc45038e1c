import { ALL_KINDS, DEFAULT_KINDS } from "../../../shared/engine/filter/filter.ts";
import { bestMatches, type FieldValues, sessionValues } from "../../data/filter-values.ts";
import { sessionRows } from "../../data/rows.ts";
import { ABOUT_TEXTS } from "../../data/texts/about.ts";
import { COMPARE_TEXTS } from "../../data/texts/compare.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { T } from "../../data/texts.ts";
import { showAbout } from "../../state/about-commands.ts";
import { type App, zoneOf } from "../../state/app.ts";
import {
  anyOfText,
  goBack,
  goForward,
  redo,
  setFilter,
  setKinds,
  setPrefs,
  setRange,
  showRows,
  showView,
  undo,
} from "../../state/commands.ts";
import { pickAndCompare } from "../../state/compare-commands.ts";
import { showHelp } from "../../state/help-commands.ts";
import { LANGUAGE_CHOICES } from "../../state/kept-language.ts";
import { setLanguage } from "../../state/language-commands.ts";
import { setMasked } from "../../state/masking.ts";
import { closeCase, openDemo, openRecent, pickAndOpen, readAgain } from "../../state/open-commands.ts";
import { showScripts } from "../../state/script-commands.ts";
import { keyOfView, VIEWS, type ViewName } from "../../state/view-state.ts";
import { exportItems } from "./export-menu.tsx";

/** One line of the palette. */
export interface PaletteEntry {
  readonly key: string;
  readonly group: "view" | "command" | "person" | "computer" | "filter" | "recent";
  readonly label: string;
  readonly hint: string;
  readonly run: () => void;
}

const MOST_NAMES = 6;
const MOST_ENTRIES = 40;

/** What the palette offers for a text: views and saved filters, names of the case, commands. */
export function paletteEntries(app: App, text: string): readonly PaletteEntry[] {
  const words = text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const named = (entries: readonly PaletteEntry[]) =>
    entries.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  return [
    ...named([...viewEntries(app), ...savedEntries(app)]),
    ...nameEntries(app, text.trim()),
    ...named([...commandEntries(app), ...recentEntries(app)]),
  ].slice(0, MOST_ENTRIES);
}

function viewEntries(app: App): readonly PaletteEntry[] {
  if (app.dataset.get().data === null) return [];
  return VIEWS.map((view) => ({
    key: `view ${view}`,
    group: "view",
    label: T.views[view],
    hint: keyOfView(view),
    run: () => showView(app, view),
  }));
}

function savedEntries(app: App): readonly PaletteEntry[] {
  if (app.dataset.get().data === null) return [];
  return app.prefs.get().savedFilters.map(({ name, text }) => ({
    key: `filter ${name}`,
    group: "filter",
    label: name,
    hint: text,
    run: () => setFilter(app, text),
  }));
}

function commandEntries(app: App): readonly PaletteEntry[] {
  const command = (label: string, hint: string, run: () => void): PaletteEntry => ({
    key: `command ${label}`,
    group: "command",
    label,
    hint,
    run,
  });
  const always = [
    command(T.commands.demo, "", () => void openDemo(app)),
    command(T.commands.themeSystem, "", () => setPrefs(app, { theme: "system" })),
    command(T.commands.themeLight, "", () => setPrefs(app, { theme: "light" })),
    command(T.commands.themeDark, "", () => setPrefs(app, { theme: "dark" })),
    ...LANGUAGE_CHOICES.map((choice) =>
      command(T.commands.language(T.language[choice]), "", () => setLanguage(app, choice)),
    ),
    command(T.scripts.offer, "", () => showScripts(app)),
    command(T.help.title, T.help.key, () => showHelp(app)),
    command(T.commands.shortcuts, "?", () => app.view.patch({ shortcuts: true })),
    command(ABOUT_TEXTS.title, "", () => showAbout(app)),
  ];
  const native = app.desk.get().info?.capabilities.pickFiles === true;
  const files = native ? [command(T.inputs.other, "", () => void pickAndOpen(app, false))] : [];
  if (app.dataset.get().data === null) return [...files, ...always];
  const exports = exportItems(app).flatMap((item) =>
    "onSelect" in item && item.type !== "check"
      ? [command(`${T.exports.button}: ${item.label}`, item.hint ?? "", item.onSelect)]
      : [],
  );
  return [
    command(T.range.clear, "", () => setRange(app, null)),
    command(T.filter.clear, "", () => setFilter(app, "")),
    command(T.commands.undo, T.keys.undo, () => undo(app)),
    command(T.commands.redo, T.keys.redo, () => redo(app)),
    command(T.commands.back, T.keys.back, () => goBack(app)),
    command(T.commands.forward, T.keys.forward, () => goForward(app)),
    command(T.commands.allKinds, "", () => setKinds(app, ALL_KINDS)),
    command(T.commands.peopleOnly, "", () => setKinds(app, DEFAULT_KINDS)),
    ...(app.job.get().phase === "running" ? [] : exports),
    ...files,
    ...(native
      ? [
          command(T.inputs.add, "", () => void pickAndOpen(app, true)),
          command(COMPARE_TEXTS.choose, "", () => void pickAndCompare(app)),
        ]
      : [command(COMPARE_TEXTS.choose, "", () => showView(app, "compare"))]),
    command(app.masking.get() === null ? T.masking.on : T.masking.off, "", () =>
      setMasked(app, app.masking.get() === null),
    ),
    command(T.commands.readAgain, "", () => readAgain(app)),
    command(T.inputs.close, "", () => closeCase(app)),
    ...always,
  ];
}

function recentEntries(app: App): readonly PaletteEntry[] {
  return app.desk.get().recent.map(({ id, names }) => ({
    key: `recent ${id}`,
    group: "recent",
    label: names.join(", "),
    hint: T.palette.recent,
    run: () => void openRecent(app, id),
  }));
}

/** Who looks at a picture or a table of sessions and names somebody wants to go on looking at it. */
function viewOfRows(app: App): ViewName {
  const { view } = app.view.get();
  return view === "timeline" || view === "failures" || view === "breakdown" ? view : "sessions";
}

/** People and computers whose name holds the text; none before something is typed. */
function nameEntries(app: App, text: string): readonly PaletteEntry[] {
  const { data } = app.dataset.get();
  if (data === null || text === "") return [];
  const rows = sessionRows(data, "", zoneOf(app), app.view.get().kinds);
  const entry = (field: "user" | "computer", values: FieldValues, at: number): PaletteEntry => {
    const name = values.texts[at]!;
    return {
      key: `${field} ${name}`,
      group: field === "user" ? "person" : "computer",
      label: name,
      hint: COUNTS.sessions(values.counts[at]!),
      run: () => showRows(app, { view: viewOfRows(app), filter: anyOfText(field, [name]), selection: null }),
    };
  };
  return (["user", "computer"] as const).flatMap((field) => {
    const values = sessionValues(rows, data, field);
    return bestMatches(values, text.toLowerCase(), MOST_NAMES).map((at) => entry(field, values, at));
  });
}
