import { Search } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import type { CaseData } from "../../../shared/types/case.ts";
import { findPeople, peopleOf } from "../../data/people.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { useApp } from "../../state/app.ts";
import { showPerson } from "../../state/commands.ts";

/** Names offered at a time. */
const MOST = 8;

/** Finds a person by name, account or SID, and opens their page. */
export function PersonSearch({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useId();
  if (peopleOf(data).length === 0) return null;
  const found = open ? findPeople(data, text, MOST) : [];
  const go = (key: string | undefined) => {
    if (key === undefined) return;
    setOpen(false);
    setText("");
    showPerson(app, key);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((old) => Math.max(0, Math.min(found.length - 1, old + step)));
    } else if (event.key === "Enter") go(found[at]?.key);
    else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className="person-search">
      <Search aria-hidden />
      <input
        type="search"
        role="combobox"
        aria-label={S.person.find}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && found.length > 0 ? `${list}-${at}` : undefined}
        placeholder={S.person.find}
        value={text}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
          setOpen(true);
        }}
      />
      {open && (
        <div id={list} role="listbox" aria-label={S.person.list} className="person-list">
          {found.map((person, i) => (
            <div
              key={person.key}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === at}
              tabIndex={-1}
              onPointerDown={(event) => {
                // The field would lose the focus first and the list be gone before the click.
                event.preventDefault();
                go(person.key);
              }}
              onPointerEnter={() => setAt(i)}
            >
              <b className="clip">{person.name}</b>
              <span className="mute clip">{person.account}</span>
              <span className="mute hint">
                {person.sessions > 0 ? COUNTS.sessions(person.sessions) : COUNTS.refusals(person.failures)}
              </span>
            </div>
          ))}
          {found.length === 0 && <div className="mute none">{S.person.nobody}</div>}
        </div>
      )}
    </div>
  );
}
