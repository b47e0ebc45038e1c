import { type ReactNode, useEffect, useRef } from "react";

export interface SuggestListProps {
  readonly id: string;
  readonly label: string;
  /** Position of the highlighted option; -1 for none. */
  readonly active: number;
  readonly options: readonly { readonly key: string; readonly content: ReactNode }[];
  readonly onPick: (at: number) => void;
  readonly onPoint: (at: number) => void;
  readonly className?: string;
}

/** Id of an option, for `aria-activedescendant` of the box that owns the list. */
export function optionId(list: string, at: number): string {
  return `${list}-${at}`;
}

/** The list under a combobox. The focus stays in the box; the list follows its keys. */
export function SuggestList({
  id,
  label,
  active,
  options,
  onPick,
  onPoint,
  className = "",
}: SuggestListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} id={id} className={`suggest ${className}`.trim()} role="listbox" aria-label={label}>
      {options.map(({ key, content }, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the box, which has the focus
        <div
          key={key}
          id={optionId(id, at)}
          className="suggest-item"
          role="option"
          aria-selected={at === active}
          tabIndex={-1}
          // The box must not lose the focus to a click.
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => onPoint(at)}
          onClick={() => onPick(at)}
        >
          {content}
        </div>
      ))}
    </div>
  );
}

/** Position after an arrow key in a list of so many; null for other keys. From -1 the arrows enter the list. */
export function listKey(key: string, active: number, length: number): number | null {
  if (length === 0) return null;
  switch (key) {
    case "ArrowDown":
      return active + 1 >= length ? 0 : active + 1;
    case "ArrowUp":
      return active <= 0 ? length - 1 : active - 1;
    case "PageDown":
      return Math.min(length - 1, active + 8);
    case "PageUp":
      return Math.max(0, active - 8);
    default:
      return null;
  }
}
