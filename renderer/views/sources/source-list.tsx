import { useVirtualizer } from "@tanstack/react-virtual";
import { CircleAlert, CircleCheck, CircleMinus, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import type { SourceInfo } from "../../../shared/types/source.ts";
import { policyText } from "../../data/coverage-texts.ts";
import { bytesText } from "../../data/numbers.ts";
import { type SourceState, splitPath, stateOf } from "../../data/source-facts.ts";
import { SOURCE_TEXTS as S } from "../../data/texts/sources.ts";

const ROW_HEIGHT = 44;
const OVERSCAN = 8;

const ICONS: Readonly<Record<SourceState, typeof CircleCheck>> = {
  failed: CircleAlert,
  damaged: TriangleAlert,
  silent: CircleMinus,
  read: CircleCheck,
};

export interface SourceListProps {
  readonly sources: readonly SourceInfo[];
  /** Positions of those shown. */
  readonly rows: readonly number[];
  readonly chosen: number;
  readonly onChoose: (source: number) => void;
}

/** Inputs of a case, one a line; only the lines on screen exist, so that thousands cost no more than ten. */
export function SourceList({ sources, rows, chosen, onChoose }: SourceListProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  });
  const position = rows.indexOf(chosen);
  useEffect(() => {
    if (position >= 0) virtual.scrollToIndex(position);
  }, [position, virtual]);
  const target = (key: string): number | null => {
    switch (key) {
      case "ArrowDown":
        return position + 1;
      case "ArrowUp":
        return position - 1;
      case "PageDown":
        return position + 10;
      case "PageUp":
        return position - 10;
      case "Home":
        return 0;
      case "End":
        return rows.length - 1;
      default:
        return null;
    }
  };
  return (
    <div
      ref={box}
      className="source-list"
      role="listbox"
      aria-label={S.list}
      aria-activedescendant={position < 0 ? undefined : `source-${chosen}`}
      tabIndex={0}
      onKeyDown={(event) => {
        const to = target(event.key);
        if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
        if (row !== undefined) onChoose(row);
      }}
    >
      <div className="source-space" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]!;
          const source = sources[row]!;
          const state = stateOf(source);
          const Icon = ICONS[state];
          const { folder, name } = splitPath(source.path);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
            <div
              key={row}
              id={`source-${row}`}
              className={`source-row ${state}${row === chosen ? " chosen" : ""}`}
              role="option"
              aria-selected={row === chosen}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onChoose(row)}
            >
              <Icon aria-label={S.states[state]} />
              <span className="source-name">
                <b className="clip">{name}</b>
                <span className="mute clip" title={source.path}>
                  {folder}
                </span>
              </span>
              <span className="source-numbers mute">
                {source.failure === null ? (
                  <>
                    <span>
                      {source.policy === undefined ? S.records(source.records) : policyText(source.policy)}
                    </span>
                    <span>{bytesText(source.bytes)}</span>
                  </>
                ) : (
                  <span className="bad">{S.states.failed}</span>
                )}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
