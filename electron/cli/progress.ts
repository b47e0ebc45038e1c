import type { JobProgress } from "../../shared/contract/job.ts";
import { groupedText } from "../../shared/export/texts.ts";
import type { OutputStream } from "./environment.ts";

/** Shows how far a job is, on standard error. */
export interface ProgressDisplay {
  show(progress: JobProgress): void;
  /** Leaves a clean line behind. */
  clear(): void;
}

const BAR_WIDTH = 24;
/** A job this short needs no bar: it would only flicker. */
const FIRST_SHOWN_MS = 200;

/** A bar on a terminal, lines of JSON when asked for, nothing otherwise. */
export function progressDisplay(
  stderr: OutputStream,
  options: { json: boolean; quiet: boolean },
): ProgressDisplay {
  if (options.json)
    return { show: (progress) => void stderr.write(`${JSON.stringify({ progress })}\n`), clear() {} };
  if (options.quiet || stderr.isTTY !== true) return { show() {}, clear() {} };
  let shown = false;
  return {
    show(progress) {
      if (progress.elapsedMs < FIRST_SHOWN_MS) return;
      shown = true;
      stderr.write(`\r${progressLine(progress).slice(0, (stderr.columns ?? 80) - 1)}\u001b[K`);
    },
    clear() {
      if (shown) stderr.write("\r\u001b[K");
      shown = false;
    },
  };
}

/** `[######..................]  25 %  120 MB/s  3 s left  412,000 records`. */
export function progressLine(progress: JobProgress): string {
  const { bytesDone, bytesTotal, elapsedMs, records, phase } = progress;
  const perSecond = elapsedMs > 0 ? (bytesDone * 1000) / elapsedMs : 0;
  const parts = [`${Math.round(perSecond / 1_000_000)} MB/s`];
  if (bytesTotal > 0) {
    const share = Math.min(1, bytesDone / bytesTotal);
    const filled = Math.round(share * BAR_WIDTH);
    const bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    parts.unshift(`[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %`);
    if (perSecond > 0 && share < 1) parts.push(`${Math.ceil((bytesTotal - bytesDone) / perSecond)} s left`);
  }
  parts.push(`${groupedText(records)} records`);
  if (phase !== "reading") parts.push(PHASES[phase]);
  return parts.join("  ");
}

const PHASES: Readonly<Record<Exclude<JobProgress["phase"], "reading">, string>> = {
  opening: "opening",
  pairing: "pairing",
  handingOver: "finishing",
};
