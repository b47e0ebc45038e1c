import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import type { ComputerCoverage } from "../../../shared/engine/coverage/assess.ts";
import { ANSWERS, QUESTIONS, type Question } from "../../../shared/types/coverage.ts";
import { axisContext, axisTicks } from "../../components/time-canvas/axis.ts";
import { useSize } from "../../components/time-canvas/use-canvas.ts";
import { type AnswerPiece, piecesOf, pieceText } from "../../data/coverage-answers.ts";
import { ANSWER_TEXT, QUESTION_TEXT } from "../../data/coverage-texts.ts";
import { T } from "../../data/texts.ts";
import { useClock } from "../../state/app.ts";
import { placeOf } from "./place-of.ts";

const NAMES = { weekdays: T.weekdays, months: T.months, dayDot: T.dayDot };
/** A log of one moment is drawn as long as this, in ticks. */
const SHORTEST = 600_000_000;
/** A label at the right border would stand over it. */
const LABEL_ROOM = 44;

interface Row {
  readonly question: Question;
  readonly pieces: readonly AnswerPiece[];
}

interface Cell {
  readonly row: number;
  readonly piece: number;
}

export interface AnswerMatrixProps {
  readonly answers: ComputerCoverage["answers"];
  readonly from: number;
  readonly to: number;
}

/** Questions over time: a bar each, its parts yes, no or cannot tell by colour, pattern and word. */
export function AnswerMatrix({ answers, from, to: end }: AnswerMatrixProps) {
  const clock = useClock();
  const ruler = useRef<HTMLDivElement>(null);
  const { width } = useSize(ruler);
  const [focus, setFocus] = useState<Cell>({ row: 0, piece: 0 });
  const [active, setActive] = useState(false);
  const [pointed, setPointed] = useState<Cell | null>(null);
  const to = Math.max(end, from + SHORTEST);
  const rows = useMemo(
    () => QUESTIONS.map((question): Row => ({ question, pieces: piecesOf(answers[question], from, to) })),
    [answers, from, to],
  );
  const ticks = useMemo(
    () => (width === 0 ? [] : axisTicks({ from, to, width }, clock.axis, NAMES)),
    [clock, from, to, width],
  );
  const at: Cell = { row: focus.row, piece: Math.min(focus.piece, rows[focus.row]!.pieces.length - 1) };
  const told = pointed ?? (active ? at : null);
  const words = (cell: Cell): string => {
    const { question, pieces } = rows[cell.row]!;
    const piece = pieces[cell.piece];
    if (piece === undefined) return "";
    const [first, last] = clock.fromTo(piece.from, piece.to);
    return T.coverage.piece(QUESTION_TEXT[question], first, last, pieceText(piece));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moved(rows, at, event.key);
    if (next === null) return;
    event.preventDefault();
    setPointed(null);
    setFocus(next);
  };
  return (
    <>
      <ul className="coverage-legend" aria-label={T.coverage.legend}>
        {ANSWERS.map((answer) => (
          <li key={answer}>
            <i className={`coverage-piece ${answer}`} aria-hidden />
            {ANSWER_TEXT[answer]}
          </li>
        ))}
        <li className="mute">{width > 0 && axisContext({ from, to, width }, clock.axis, NAMES)}</li>
      </ul>
      {/* biome-ignore lint/a11y/useSemanticElements: bars are no table */}
      <div
        className="coverage-matrix"
        role="grid"
        aria-label={T.coverage.matrix}
        aria-description={T.coverage.matrixHint}
        aria-activedescendant={`answer-${at.row}-${at.piece}`}
        tabIndex={0}
        onKeyDown={onKey}
        onFocus={() => setActive(true)}
        onBlur={() => setActive(false)}
        onPointerLeave={() => setPointed(null)}
      >
        {rows.map(({ question, pieces }, row) => (
          // biome-ignore lint/a11y/useSemanticElements: bars are no table cells
          // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
          <div key={question} className="coverage-row" role="row">
            {/* biome-ignore lint/a11y/useSemanticElements: see above */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
            <span role="rowheader" className="coverage-question">
              {QUESTION_TEXT[question]}
            </span>
            <div className="coverage-bar" role="presentation">
              {pieces.map((each, piece) => (
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: see above
                <div
                  key={each.from}
                  id={`answer-${row}-${piece}`}
                  role="gridcell"
                  aria-label={words({ row, piece })}
                  className={`coverage-piece ${each.answer}${active && at.row === row && at.piece === piece ? " at" : ""}`}
                  style={placeOf(each, from, to)}
                  onPointerEnter={() => setPointed({ row, piece })}
                  onPointerDown={() => setFocus({ row, piece })}
                >
                  <span>{ANSWER_TEXT[each.answer]}</span>
                </div>
              ))}
            </div>
          </div>
        ))}
      </div>
      <div className="coverage-ruler" ref={ruler} aria-hidden>
        {ticks.map(({ time, x, label, major }) => (
          <span key={`${time} ${label}`} className={major ? "major" : undefined} style={{ left: x }}>
            {x < width - LABEL_ROOM && label}
          </span>
        ))}
      </div>
      <p className="coverage-told" aria-hidden>
        {told === null ? <span className="mute">{T.coverage.point}</span> : words(told)}
      </p>
    </>
  );
}

/** Where a key leads from a part of a bar; null where it means nothing. */
function moved(rows: readonly Row[], { row, piece }: Cell, key: string): Cell | null {
  const last = rows[row]!.pieces.length - 1;
  switch (key) {
    case "ArrowRight":
      return { row, piece: Math.min(last, piece + 1) };
    case "ArrowLeft":
      return { row, piece: Math.max(0, piece - 1) };
    case "Home":
      return { row, piece: 0 };
    case "End":
      return { row, piece: last };
    case "ArrowDown":
      return inRow(rows, Math.min(rows.length - 1, row + 1), rows[row]!.pieces[piece]);
    case "ArrowUp":
      return inRow(rows, Math.max(0, row - 1), rows[row]!.pieces[piece]);
    default:
      return null;
  }
}

/** The part of another bar at the middle of this one. */
function inRow(rows: readonly Row[], row: number, piece: AnswerPiece | undefined): Cell {
  const time = piece === undefined ? 0 : (piece.from + piece.to) / 2;
  return {
    row,
    piece: Math.max(
      0,
      rows[row]!.pieces.findLastIndex(({ from }) => from <= time),
    ),
  };
}
