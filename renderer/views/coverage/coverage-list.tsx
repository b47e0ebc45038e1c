import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { visibleText } from "../../../shared/export/visible-text.ts";
import { QUESTIONS } from "../../../shared/types/coverage.ts";
import { type CoverageEntry, piecesOf } from "../../data/coverage-answers.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { T } from "../../data/texts.ts";
import { placeOf } from "./place-of.ts";

const ROW_HEIGHT = 62;
const OVERSCAN = 6;
const PAGE = 8;

export interface CoverageListProps {
  readonly entries: readonly CoverageEntry[];
  /** Key of the computer that is open. */
  readonly chosen: string;
  /** The time the small pictures stand for. */
  readonly from: number;
  readonly to: number;
  readonly onChoose: (key: string) => void;
}

/** Computers, those with the most trouble first; only the lines on screen exist. */
export function CoverageList({ entries, chosen, from, to, onChoose }: CoverageListProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  const position = entries.findIndex(({ own }) => own.computer.key === chosen);
  useEffect(() => {
    if (position >= 0) virtual.scrollToIndex(position);
  }, [position, virtual]);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: position + 1,
    ArrowUp: position - 1,
    PageDown: position + PAGE,
    PageUp: position - PAGE,
    Home: 0,
    End: entries.length - 1,
  };
  return (
    <div className="coverage-side">
      <h2>
        {COUNTS.computers(entries.length)} <span className="mute coverage-order">{T.coverage.sorted}</span>
      </h2>
      <div
        ref={box}
        className="coverage-list"
        role="listbox"
        aria-label={T.coverage.computers}
        aria-activedescendant={position < 0 ? undefined : `covered-${position}`}
        tabIndex={0}
        onKeyDown={(event) => {
          const to = moves[event.key];
          if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          const next = entries[Math.min(entries.length - 1, Math.max(0, to))];
          if (next !== undefined) onChoose(next.own.computer.key);
        }}
      >
        <div className="coverage-space" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const { own, words } = entries[index]!;
            const { key, name } = own.computer;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
              <div
                key={key}
                id={`covered-${index}`}
                className={`coverage-entry${key === chosen ? " chosen" : ""}`}
                role="option"
                aria-selected={key === chosen}
                aria-posinset={index + 1}
                aria-setsize={entries.length}
                style={{ transform: `translateY(${start}px)` }}
                onClick={() => onChoose(key)}
              >
                <b className="clip" dir="auto">
                  {visibleText(name)}
                </b>
                <span className="mute coverage-trouble" title={words}>
                  {words}
                </span>
                <span className="coverage-small" aria-hidden>
                  {QUESTIONS.map((question) => (
                    <span key={question}>
                      {piecesOf(own.answers[question], from, to).map((piece) => (
                        <i key={piece.from} className={piece.answer} style={placeOf(piece, from, to)} />
                      ))}
                    </span>
                  ))}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
