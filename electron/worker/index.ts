/**
 * Entry of the worker thread: takes one job after another from the host and answers each with exactly one end. Loaded
 * into a program's own thread it waits for nobody and only offers `runJob`.
 */
import { type MessagePort, parentPort } from "node:worker_threads";
import { type HelpMessage, type RunMessage, THREAD_MARK } from "../../shared/contract/worker-job.ts";
import { helpWithLines } from "./line-helper.ts";
import { readyToFree } from "./ports.ts";
import { help } from "./reading/help.ts";
import { runJob } from "./run-job.ts";

export { runJob };

// A program's own thread is spared the modules that threads need.
if (process.env[THREAD_MARK] !== undefined && parentPort !== null) listen(parentPort);

function listen(port: MessagePort): void {
  const ready = readyToFree();
  port.on("message", async (message: RunMessage<MessagePort> | HelpMessage<MessagePort>) => {
    await ready;
    if ("order" in message) {
      if ("desk" in message.order) helpWithLines(message, message.order);
      else help(message, message.order);
      port.postMessage({ helped: true });
    } else await runJob(message, (answer, transfer) => port.postMessage(answer, transfer), true);
  });
}
