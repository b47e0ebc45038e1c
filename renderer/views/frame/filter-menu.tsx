import { Bookmark, BookmarkPlus, Copy, Pencil, TextCursorInput, Trash2 } from "lucide-react";
import { memo, useState } from "react";
import { Menu } from "../../components/menu.tsx";
import type { MenuItem } from "../../components/menu-items.tsx";
import { QUESTIONS } from "../../data/help/help-topics.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { setFilter } from "../../state/commands.ts";
import { showHelp } from "../../state/help-commands.ts";
import { tell } from "../../state/open-commands.ts";
import { deleteFilter, renameFilter, saveFilter } from "../../state/saved-filters.ts";
import { useStore } from "../../state/store.ts";
import { NameDialog } from "./name-dialog.tsx";

export interface FilterMenuProps {
  readonly asText: boolean;
  readonly onToggleText: () => void;
}

/** Filters kept under a name, and the filter as text to share. It does not follow the filter while one types. */
export const FilterMenu = memo(function FilterMenu({ asText, onToggleText }: FilterMenuProps) {
  const app = useApp();
  const empty = useStore(app.view, (view) => view.filter.trim() === "");
  const saved = useStore(app.prefs, (prefs) => prefs.savedFilters);
  const [naming, setNaming] = useState<{ readonly old: string | null; readonly filter: string } | null>(null);
  const ask = (old: string | null) => setNaming({ old, filter: app.view.get().filter });
  const copy = () => {
    navigator.clipboard.writeText(app.view.get().filter).then(
      () => tell(app, T.filter.copied),
      () => tell(app, T.filter.notCopied, true),
    );
  };
  const own: readonly MenuItem[] =
    saved.length === 0
      ? [{ type: "note", label: T.filter.noneSaved }]
      : saved.map(({ name, text }) => ({
          label: name,
          icon: <Bookmark aria-hidden />,
          hint: text.length > 28 ? `${text.slice(0, 27)}…` : text,
          onSelect: () => setFilter(app, text),
        }));
  const managing: readonly MenuItem[] =
    saved.length === 0
      ? []
      : [
          {
            type: "submenu",
            label: T.filter.rename,
            icon: <Pencil aria-hidden />,
            items: saved.map(({ name }) => ({ label: name, onSelect: () => ask(name) })),
          },
          {
            type: "submenu",
            label: T.filter.delete,
            icon: <Trash2 aria-hidden />,
            items: saved.map(({ name }) => ({
              label: name,
              danger: true,
              onSelect: () => deleteFilter(app, name),
            })),
          },
        ];
  return (
    <>
      <Menu
        className="filter-button"
        title={T.filter.saved}
        label={<Bookmark aria-hidden />}
        items={[
          ...own,
          { type: "separator" },
          {
            label: T.filter.saveAs,
            icon: <BookmarkPlus aria-hidden />,
            disabled: empty,
            onSelect: () => ask(null),
          },
          ...managing,
          { type: "separator" },
          { label: T.help.about(T.filter.label), onSelect: () => showHelp(app, QUESTIONS.filter) },
          { label: T.filter.copy, icon: <Copy aria-hidden />, disabled: empty, onSelect: copy },
          {
            label: asText ? T.filter.asChips : T.filter.asText,
            icon: <TextCursorInput aria-hidden />,
            onSelect: onToggleText,
          },
        ]}
      />
      {naming !== null && (
        <NameDialog
          title={naming.old === null ? T.filter.saveTitle : T.filter.renameTitle}
          description={
            naming.old === null ? naming.filter : (saved.find(({ name }) => name === naming.old)?.text ?? "")
          }
          name={naming.old ?? ""}
          onClose={() => setNaming(null)}
          onName={(name) => {
            const kept =
              naming.old === null
                ? saveFilter(app, name, naming.filter)
                : renameFilter(app, naming.old, name);
            tell(app, kept ? T.filter.savedAs(name.trim()) : T.filter.listFull, !kept);
          }}
        />
      )}
    </>
  );
});
