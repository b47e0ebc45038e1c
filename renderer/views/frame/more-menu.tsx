import { CircleHelp, Command, Info, Keyboard, Moon, Redo2, Sun, SunMoon, Undo2 } from "lucide-react";
import { Menu } from "../../components/menu.tsx";
import type { MenuItem } from "../../components/menu-items.tsx";
import { ABOUT_TEXTS } from "../../data/texts/about.ts";
import { T } from "../../data/texts.ts";
import { showAbout } from "../../state/about-commands.ts";
import { useApp } from "../../state/app.ts";
import { redo, setPrefs, undo } from "../../state/commands.ts";
import { showHelp } from "../../state/help-commands.ts";
import { LANGUAGE_CHOICES } from "../../state/kept-language.ts";
import { setLanguage } from "../../state/language-commands.ts";
import { setMasked } from "../../state/masking.ts";
import { useStore } from "../../state/store.ts";
import type { Prefs } from "../../state/view-state.ts";

const THEMES: readonly (readonly [theme: Prefs["theme"], label: string])[] = [
  ["system", T.theme.system],
  ["light", T.theme.light],
  ["dark", T.theme.dark],
];

const LANGUAGES = LANGUAGE_CHOICES.map((choice) => [choice, T.language[choice]] as const);

/** Appearance, and what is otherwise reached by keys alone. */
export function MoreMenu() {
  const app = useApp();
  const theme = useStore(app.prefs, (prefs) => prefs.theme);
  const chosen = useStore(app.prefs, (prefs) => prefs.language);
  const hasCase = useStore(app.dataset, (dataset) => dataset.data !== null);
  const masked = useStore(app.masking, (masking) => masking !== null);
  const Icon = theme === "light" ? Sun : theme === "dark" ? Moon : SunMoon;
  const ofCase: readonly MenuItem[] = [
    { label: T.commands.undo, icon: <Undo2 aria-hidden />, shortcut: T.keys.undo, onSelect: () => undo(app) },
    {
      label: T.commands.redo,
      icon: <Redo2 aria-hidden />,
      shortcut: T.keys.redo,
      onSelect: () => redo(app),
    },
    {
      label: T.commands.palette,
      icon: <Command aria-hidden />,
      shortcut: T.keys.palette,
      onSelect: () => app.view.patch({ palette: true }),
    },
  ];
  return (
    <Menu
      className="btn icon"
      title={T.theme.title}
      label={<Icon aria-hidden />}
      items={[
        { type: "note", label: T.theme.label },
        {
          type: "choices",
          label: T.theme.label,
          value: theme,
          options: THEMES,
          onChoose: (value) =>
            setPrefs(app, { theme: THEMES.find(([name]) => name === value)?.[0] ?? "system" }),
        },
        { type: "separator" },
        { type: "note", label: T.language.label },
        {
          type: "choices",
          label: T.language.label,
          value: chosen,
          options: LANGUAGES,
          onChoose: (value) =>
            setLanguage(app, LANGUAGE_CHOICES.find((choice) => choice === value) ?? "system"),
        },
        { type: "separator" },
        ...(hasCase ? ofCase : []),
        ...(hasCase
          ? [
              {
                type: "check" as const,
                label: T.masking.menu,
                checked: masked,
                onSelect: () => setMasked(app, !masked),
              },
            ]
          : []),
        {
          label: T.help.title,
          icon: <CircleHelp aria-hidden />,
          shortcut: T.help.key,
          onSelect: () => showHelp(app),
        },
        {
          label: T.commands.shortcuts,
          icon: <Keyboard aria-hidden />,
          shortcut: "?",
          onSelect: () => app.view.patch({ shortcuts: true }),
        },
        { label: ABOUT_TEXTS.title, icon: <Info aria-hidden />, onSelect: () => showAbout(app) },
      ]}
    />
  );
}
