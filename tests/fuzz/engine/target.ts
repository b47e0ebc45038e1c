import type { MutateOptions } from "./mutate.ts";
import type { Random } from "./random.ts";

/** Something that reads bytes from outside, and what must hold whatever they are. */
export interface FuzzTarget extends MutateOptions {
  readonly name: string;
  /** What it is, for people. */
  readonly about: string;
  /** Inputs of a short run: as many as take about a second. */
  readonly short: number;
  /** Sound inputs to begin with, made by our own writers: the same every time. */
  seeds(): readonly Uint8Array[];
  /** Whether a sample log by this name may be a seed of long runs. */
  takesSample?(name: string): boolean;
  /** Mends lengths and check sums after a change, or makes a change that only the format knows. */
  repair?(bytes: Uint8Array, random: Random): Uint8Array;
  /** Throws, or rejects, when a property does not hold. */
  run(bytes: Uint8Array): void | Promise<void>;
}
