export interface BinaryProgress {
  readonly phase: "connecting" | "downloading" | "unpacking";
  /** Received, or written to disk while unpacking. How many there will be is not known. */
  readonly bytes: number;
}

export interface EnsureOptions {
  /** Try although an earlier failure is remembered. */
  readonly force?: boolean;
  /** Without it, progress is shown on stderr. */
  readonly onProgress?: (progress: BinaryProgress) => void;
  /** The npm package of Electron. */
  readonly electronFolder?: string;
  /** Holds the memory of a failure and the unfinished download. */
  readonly cacheFolder?: string;
  /** Give up after this long without output or a new byte. */
  readonly silenceMs?: number;
  readonly pollMs?: number;
}

/** `reason` is one sentence for the user, ending in a full stop. */
export type BinaryResult =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly reason: string };

/** Path of Electron's binary when it is there and of the right version; asks nothing of the network. */
export function findElectronBinary(options?: Pick<EnsureOptions, "electronFolder">): string | null;

/** Gets the binary if it is not there. Never throws, leaves no child behind; Ctrl-C skips it. */
export function ensureElectronBinary(options?: EnsureOptions): Promise<BinaryResult>;

export function progressPrinter(
  version: string,
  stream?: { isTTY?: boolean; write(text: string): unknown },
): { show(progress: BinaryProgress): void; end(): void };
