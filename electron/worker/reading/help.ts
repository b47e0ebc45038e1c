import type { MessagePort } from "node:worker_threads";
import type { HelpMessage, HelpOrder } from "../../../shared/contract/worker-job.ts";
import { cancelToken } from "../ports.ts";
import { ProgressReporter } from "../progress.ts";
import { Board } from "./board.ts";
import { OWN } from "./merged-strings.ts";
import { UnitReader } from "./unit-reader.ts";

/** Reads units of another worker's job until none is left. */
export function help({ flags, helper, port }: HelpMessage<MessagePort>, order: HelpOrder): void {
  const board = Board.of(order.board);
  const cancel = cancelToken(flags);
  const progress = new ProgressReporter(Number.POSITIVE_INFINITY, (each) => {
    board.setNumbers(helper, each.bytesDone, each);
  });
  const reader = new UnitReader(order, cancel, progress, { keeps: false });
  while (!cancel.cancelled) {
    const unit = board.claim(OWN + 1 + helper);
    if (unit < 0) break;
    const result = reader.read(unit);
    progress.phase("reading");
    // Copied, not moved: once a thread has moved any memory away, V8 asks at every access to a typed array whether its
    // memory is still there, and reading takes an eighth longer. The rows of a unit are few against its bytes.
    port.postMessage(result);
    board.tell();
  }
  port.close();
}
