/** Entry of the worker thread: takes one job after another from the host and answers each with exactly one end. */
import { type MessagePort, parentPort } from "node:worker_threads";
import type { HelpMessage, RunMessage } from "../../shared/contract/worker-job.ts";
import { help } from "./reading/help.ts";
import { runJob } from "./run-job.ts";

const port = parentPort;
if (port === null) throw new Error("This file runs as a worker of Logonscope only.");
port.on("message", (message: RunMessage<MessagePort> | HelpMessage<MessagePort>) => {
  if ("order" in message) {
    help(message);
    port.postMessage({ helped: true });
  } else void runJob(message, (answer, transfer) => port.postMessage(answer, transfer));
});
