import type { CaseData } from "../../../shared/types/case.ts";
import { type CasePiece, casePieces, onItsOwn } from "./case-pieces.ts";

/** Handing over goes on for this long before the page may breathe. */
const SLICE_MS = 8;

/** Who takes a case, piece by piece. */
export interface CaseTaker {
  post(piece: CasePiece): void;
  /** Asked before every slice but the first: nothing more is posted, or told, once it is false. */
  isWanted(): boolean;
  /** How much has gone over, 0 to 1; told between slices. */
  onPart?(part: number): void;
  onWhole(): void;
  /** A piece could not be copied or posted: there is no memory for it, or nobody takes it. */
  onLost(): void;
}

/**
 * Hands a case to another thread, a slice at a time: columns are copied on their way, and a large case at once would hold
 * the page still. The first slice goes over, and `onWhole` is told of a case that fits into it, before this returns: who
 * asks about a small case need not wait for a turn.
 */
export function handOver(data: CaseData, taker: CaseTaker): void {
  const pieces = [...casePieces(data)];
  let at = 0;
  const slice = (): void => {
    const began = performance.now();
    try {
      while (at < pieces.length) {
        taker.post(onItsOwn(pieces[at++]!));
        if (performance.now() - began >= SLICE_MS) break;
      }
    } catch {
      taker.onLost();
      return;
    }
    if (at === pieces.length) {
      taker.onWhole();
      return;
    }
    taker.onPart?.(at / pieces.length);
    setTimeout(() => taker.isWanted() && slice(), 0);
  };
  slice();
}
