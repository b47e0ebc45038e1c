/**
 * Entry of the worker thread: takes one job after another from the host and answers each with exactly one end. Loaded
 * into a program's own thread it waits for nobody and only offers `runJob`.
 */
import { type MessagePort, parentPort } from "node:worker_threads";
import type { HelpMessage, RunMessage } from "../../shared/contract/worker-job.ts";
import { help } from "./reading/help.ts";
import { runJob } from "./run-job.ts";

export { runJob };

const port = parentPort;
port?.on("message", (message: RunMessage<MessagePort> | HelpMessage<MessagePort>) => {
  if ("order" in message) {
    help(message);
    port.postMessage({ helped: true });
  } else void runJob(message, (answer, transfer) => port.postMessage(answer, transfer));
});
