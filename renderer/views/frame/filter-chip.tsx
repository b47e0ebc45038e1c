import { X } from "lucide-react";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { FilterChip } from "../../data/filter-chips.ts";
import { T } from "../../data/texts.ts";

export interface FilterChipViewProps {
  readonly chip: FilterChip;
  readonly onTurn: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One term of the filter: turn it around, edit it, take it away. */
export function FilterChipView({ chip, onTurn, onEdit, onRemove }: FilterChipViewProps) {
  const text = visibleText(chip.text);
  const removes = (key: string) => key === "Delete" || key === "Backspace";
  return (
    <li className={chip.negated ? "term negated" : "term"}>
      <button
        type="button"
        className="term-not"
        aria-pressed={chip.negated}
        aria-label={`${T.filter.not}: ${text}`}
        title={chip.negated ? T.filter.leavesOut : T.filter.keeps}
        onClick={onTurn}
      >
        {chip.negated ? T.filter.notWord : "="}
      </button>
      <button
        type="button"
        className="term-text clip"
        aria-label={`${T.filter.edit} ${text}`}
        title={text}
        onClick={onEdit}
        onKeyDown={(event) => {
          if (!removes(event.key)) return;
          event.preventDefault();
          onRemove();
        }}
      >
        {text}
      </button>
      <button type="button" className="term-x" aria-label={`${T.filter.remove} ${text}`} onClick={onRemove}>
        <X aria-hidden />
      </button>
    </li>
  );
}
