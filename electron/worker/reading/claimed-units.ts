import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { CancelToken } from "../../../shared/types/ports.ts";
import { nowMs } from "../clock.ts";
import type { Crew } from "../job-context.ts";
import { type Board, NOBODY } from "./board.ts";
import { OWN } from "./merged-strings.ts";
import type { UnitReader, UnitResult } from "./unit-reader.ts";

/** A unit that was read, and by whom; null for one whose reader was lost. */
export type ReadyUnit = {
  readonly unit: number;
  readonly reader: number;
  readonly result: UnitResult | null;
};

/** How long one wait for helpers lasts before the cancel flag and lost helpers are looked at. */
const WAIT_MS = 25;
/** Helpers end a cancelled unit by themselves; who takes longer is not waited for. */
const CANCEL_MS = 700;

/**
 * Reads units until none is left, together with whoever helps, and hands them over in their order. Stops early when
 * cancelled: what was not read until then is never handed over.
 */
export function* unitsInOrder(
  count: number,
  board: Board,
  own: UnitReader,
  crew: Crew | null,
  cancel: CancelToken,
  onWait: () => void,
): Generator<ReadyUnit> {
  const ready = new Map<number, ReadyUnit>();
  let next = 0;
  let cancelledAt = 0;
  const take = (): void => {
    for (const [helper, port] of (crew?.ports ?? []).entries()) {
      for (let news = receive(port); news !== null; news = receive(port))
        ready.set(news.unit, { unit: news.unit, reader: OWN + 1 + helper, result: news });
    }
  };
  const dropLost = (): void => {
    const lost = crew?.lost() ?? 0;
    if (lost === 0) return;
    // What they had sent before still counts.
    take();
    for (let unit = next; unit < count; unit++) {
      const owner = board.ownerOf(unit);
      if (owner === NOBODY) return;
      if (owner > OWN && (lost & (1 << (owner - OWN - 1))) !== 0 && !ready.has(unit))
        ready.set(unit, { unit, reader: owner, result: null });
    }
  };
  for (;;) {
    const unit = cancel.cancelled ? -1 : board.claim(OWN);
    if (unit >= 0) ready.set(unit, { unit, reader: OWN, result: own.read(unit) });
    const seen = board.results;
    take();
    for (let found = ready.get(next); found !== undefined; found = ready.get(next)) {
      ready.delete(next++);
      yield found;
    }
    if (unit >= 0) continue;
    if (next === count) return;
    dropLost();
    if (ready.has(next)) continue;
    if (cancel.cancelled) {
      // The next unit in order was taken by nobody: nothing behind it can be handed over.
      if (board.ownerOf(next) <= OWN) return;
      if (cancelledAt === 0) cancelledAt = nowMs();
      else if (nowMs() - cancelledAt > CANCEL_MS) return;
    }
    board.wait(seen, WAIT_MS);
    onWait();
  }
}

function receive(port: MessagePort): UnitResult | null {
  const received = receiveMessageOnPort(port) as { message: UnitResult } | undefined;
  return received?.message ?? null;
}
