import {
  Bookmark,
  CornerDownLeft,
  History,
  LayoutList,
  type LucideIcon,
  Monitor,
  PanelLeft,
  UserRound,
} from "lucide-react";
import { useId, useMemo, useRef, useState } from "react";
import { visibleText } from "../../../shared/export/visible-text.ts";
import { Dialog } from "../../components/dialog.tsx";
import { listKey, optionId, SuggestList } from "../../components/suggest-list.tsx";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { useStore } from "../../state/store.ts";
import { type PaletteEntry, paletteEntries } from "./palette-entries.ts";

const ICONS: Readonly<Record<PaletteEntry["group"], LucideIcon>> = {
  view: PanelLeft,
  command: CornerDownLeft,
  person: UserRound,
  computer: Monitor,
  filter: Bookmark,
  recent: History,
};

/** Finds views, commands, people, computers and saved filters by a few letters. */
export function Palette() {
  const app = useApp();
  const open = useStore(app.view, (view) => view.palette);
  return open ? <PaletteDialog /> : null;
}

function PaletteDialog() {
  const app = useApp();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement | null>(null);
  const list = useId();
  // Never of an older text: who types fast and presses Enter means what stands there.
  const entries = useMemo(() => paletteEntries(app, text), [app, text]);
  const close = () => app.view.patch({ palette: false });
  const pick = (at: number) => {
    const entry = entries[at];
    if (entry === undefined) return;
    close();
    entry.run();
  };
  return (
    <Dialog close={T.close} title={T.palette.title} plain onClose={close} focus={input} className="palette">
      <input
        // At once, not when the dialog has settled: the next key may already be on its way.
        ref={(element) => {
          input.current = element;
          element?.focus();
        }}
        type="text"
        role="combobox"
        className="palette-input"
        value={text}
        placeholder={T.palette.hint}
        aria-label={T.palette.title}
        aria-autocomplete="list"
        aria-expanded={entries.length > 0}
        aria-controls={list}
        aria-activedescendant={entries.length > 0 ? optionId(list, active) : undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const step = listKey(event.key, active, entries.length);
          if (step !== null) setActive(step);
          else if (event.key === "Enter") pick(active);
          else return;
          event.preventDefault();
        }}
      />
      {entries.length === 0 ? (
        <p className="palette-none mute" role="status">
          {T.palette.none}
        </p>
      ) : (
        <SuggestList
          id={list}
          label={T.palette.title}
          active={Math.min(active, entries.length - 1)}
          onPick={pick}
          onPoint={setActive}
          options={entries.map(({ key, group, label, hint }) => {
            const Icon = ICONS[group] ?? LayoutList;
            return {
              key,
              content: (
                <>
                  <Icon aria-hidden />
                  <span className="clip suggest-label">{visibleText(label)}</span>
                  <span className="grow" />
                  <span className="hint clip">{visibleText(hint)}</span>
                </>
              ),
            };
          })}
        />
      )}
    </Dialog>
  );
}
