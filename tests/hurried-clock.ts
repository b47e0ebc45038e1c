import { afterEach, beforeEach, expect, vi } from "vitest";
import { settled } from "../renderer/testing/settled.ts";
import { eventually } from "./eventually.ts";

/**
 * Puts the timers of the page on a clock that goes as ever, and that `passing` turns on at once: what a page does when
 * a hand has rested is waited for by its own measure, and takes no time. Nothing but `setTimeout` is on it; what React,
 * streams and promises wait for is as it is.
 */
export function hurriedClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout"],
      shouldAdvanceTime: true,
      advanceTimeDelta: 5,
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** Lets that time pass on the page, with everything that comes of it drawn. */
export function passing(ms: number): Promise<void> {
  return settled(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

const AT_WORK: ReadonlySet<string> = new Set(["reading", "handingOver", "making", "comparing"]);

interface Phased {
  get(): { readonly phase: string };
}
/** What the page keeps of its long work. */
interface Working {
  readonly events: Phased;
  readonly reports: { readonly state: Phased };
  readonly compare: { readonly state: Phased };
}

/** Lets a typing hand rest, and the page make what it then asks for: records, a report, a comparison. */
export async function atRest({ events, reports, compare }: Working): Promise<void> {
  await passing(400);
  await settled(() =>
    eventually(() => {
      const phases = [events, reports.state, compare.state].map((state) => state.get().phase);
      expect(phases.filter((phase) => AT_WORK.has(phase))).toEqual([]);
    }),
  );
}
