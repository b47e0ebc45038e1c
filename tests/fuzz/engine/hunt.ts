import { Coverage } from "./coverage.ts";
import { minimised } from "./minimise.ts";
import { mutated } from "./mutate.ts";
import { seeded } from "./random.ts";
import type { FuzzTarget } from "./target.ts";

export interface HuntOptions {
  readonly seed: number;
  /** Ends after so many inputs ... */
  readonly runs: number;
  /** ... or at this moment of the clock. */
  readonly until: number;
  readonly corpus: readonly Uint8Array[];
  /** Whether a script counts as code that is to be reached: all but the fuzzer itself. */
  readonly isOurs: (url: string) => boolean;
  /** Changes sound inputs only, without asking what they reach, which takes most of the time of a short run. */
  readonly isBlind: boolean;
}

export interface Crash {
  /** The same for inputs that fail alike. */
  readonly signature: string;
  readonly message: string;
  readonly bytes: Uint8Array;
}

export type HuntNews =
  | { readonly type: "found"; readonly bytes: Uint8Array }
  | { readonly type: "crash"; readonly crash: Crash }
  | { readonly type: "done"; readonly blocks: number };

/** Inputs between two looks at the coverage, which takes as long as many of them. */
const BATCH = 64;
const MINIMISE_TRIES = 3000;
const NONE: Pick<Coverage, "take" | "blocks"> = { take: () => false, blocks: 0 };

/**
 * Changes inputs and keeps those that reach code no other one reached. `begin` is told of every input before it runs, so
 * that somebody else can tell which one does not end.
 */
export async function hunt(
  target: FuzzTarget,
  { seed, runs, until, corpus: given, isOurs, isBlind }: HuntOptions,
  begin: (bytes: Uint8Array, isCounted: boolean) => void,
  end: () => void,
  tell: (news: HuntNews) => void,
): Promise<void> {
  const random = seeded(seed);
  const corpus: Uint8Array[] = [];
  const coverage = isBlind ? NONE : new Coverage(isOurs);
  const known = new Set<string>();
  let left = runs;

  const failure = async (bytes: Uint8Array, isCounted: boolean): Promise<Error | null> => {
    begin(bytes, isCounted);
    try {
      await target.run(bytes.slice());
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(`threw ${typeof error}`);
    } finally {
      end();
    }
  };
  const attempt = async (bytes: Uint8Array): Promise<void> => {
    left--;
    const error = await failure(bytes, true);
    if (error === null || known.has(signatureOf(error))) return;
    const signature = signatureOf(error);
    known.add(signature);
    const isSame = async (smaller: Uint8Array): Promise<boolean> => {
      const other = await failure(smaller, false);
      return other !== null && signatureOf(other) === signature;
    };
    const small = await minimised(bytes, isSame, MINIMISE_TRIES);
    tell({ type: "crash", crash: { signature, message: error.stack ?? error.message, bytes: small } });
  };
  const keep = (bytes: Uint8Array): void => {
    corpus.push(bytes);
    tell({ type: "found", bytes });
  };
  /** Finds which inputs of a batch reached something new, by halves. */
  const narrow = async (inputs: readonly Uint8Array[]): Promise<void> => {
    const middle = inputs.length >> 1;
    for (const half of [inputs.slice(0, middle), inputs.slice(middle)]) {
      for (const input of half) await failure(input, false);
      if (half.length > 1 && coverage.take(false)) await narrow(half);
      else if (half.length === 1 && coverage.take(true)) keep(half[0]!);
    }
  };
  const next = (): Uint8Array => {
    // Half of the time one of the last that were found.
    const from = random.oneIn(2) ? Math.max(0, corpus.length - 16) : 0;
    const parent = corpus[from + random.below(corpus.length - from)]!;
    const changed = mutated(parent, corpus, random, target);
    return target.repair === undefined || random.oneIn(8) ? changed : target.repair(changed, random);
  };

  for (const input of given) {
    await attempt(input);
    coverage.take(true);
    corpus.push(input);
  }
  while (left > 0 && Date.now() < until) {
    const batch = Array.from({ length: Math.min(BATCH, left) }, next);
    // What mends inputs is no part of what they reach.
    coverage.take(true);
    for (const input of batch) await attempt(input);
    if (coverage.take(false)) await narrow(batch);
  }
  tell({ type: "done", blocks: coverage.blocks });
}

/** Message without its numbers, and where it was thrown. */
function signatureOf(error: Error): string {
  const frame = /\n\s+at (?:async )?(.+)/.exec(error.stack ?? "")?.[1] ?? "";
  return `${error.name}: ${error.message.split("\n", 1)[0]!.replaceAll(/\d+/g, "#").slice(0, 120)} at ${frame}`;
}
