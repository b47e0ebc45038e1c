import { ENGINE_VERSION } from "../../shared/contract/versions.ts";
import type { LineTrouble, PairOutcome, WorkerJob } from "../../shared/contract/worker-job.ts";
import { parseJsonEvent } from "../../shared/readers/json-lines/json-event.ts";
import { ComputerEvents } from "./computer-events.ts";
import { fedLines } from "./fed-lines.ts";
import type { JobContext } from "./job-context.ts";
import { sameComputer } from "./same-computer.ts";

/**
 * Pairs events that arrive as lines of JSON. Lines of one computer stand together; when another one begins, what is
 * there is paired, handed over and forgotten, so that memory is that of the largest computer. A computer that comes
 * back after that is left out and told: half a computer would give sessions without an end that are none.
 */
export function pairLines(
  { feed, settings, anyOrder }: Extract<WorkerJob, { readonly kind: "pair" }>,
  context: JobContext,
): PairOutcome {
  const trouble = new Map<LineTrouble["code"], { count: number; line: number; computer: string | null }>();
  const count = (
    code: LineTrouble["code"],
    line: number,
    computer: string | null = null,
    lines = 1,
  ): void => {
    const known = trouble.get(code);
    if (known === undefined) trouble.set(code, { count: lines, line, computer });
    else known.count += lines;
  };
  const over = sameComputer();
  let events: ComputerEvents | null = null;
  let lines = 0;
  let used = 0;
  let computers = 0;
  let sessions = 0;

  const endComputer = (): void => {
    if (events === null) return;
    const { data, lost } = events.pair(settings, ENGINE_VERSION);
    used += events.used;
    if (lost > 0) count("limit", lines, null, lost);
    for (const name of events.names) over.add(name);
    events = null;
    computers += data.computers.length;
    sessions += data.sessions.length;
    context.waitForRoom();
    if (!context.cancel.cancelled) context.post({ type: "paired", data });
  };

  for (const { text, offset } of fedLines(feed, context)) {
    lines++;
    if (text === null) {
      count("lineLong", lines);
      continue;
    }
    // A blank line, or the byte order mark that some shells put in front.
    const clean = lines === 1 ? text.replace(/^\ufeff/, "") : text;
    if (clean.trim() === "") continue;
    const event = parseJsonEvent(clean);
    if (event === null) {
      count("lineBad", lines);
      continue;
    }
    const computer = event.record.computer?.trim() ?? "";
    if (!anyOrder) {
      if (events !== null && !events.isOf(computer, event)) endComputer();
      if (events === null && over.has(computer)) {
        count("computerAgain", lines, computer);
        continue;
      }
    }
    events ??= new ComputerEvents();
    events.add(event, computer, offset);
  }
  endComputer();
  return {
    lines,
    used,
    computers,
    sessions,
    trouble: [...trouble].map(([code, { count: all, line, computer }]) => ({
      code,
      count: all,
      line,
      computer,
    })),
    cancelled: context.cancel.cancelled,
  };
}
