/** Entry of the worker thread: takes one job after another from the host and answers each with exactly one end. */
import { parentPort } from "node:worker_threads";
import type { RunMessage } from "../../shared/contract/worker-job.ts";
import { runJob } from "./run-job.ts";

const port = parentPort;
if (port === null) throw new Error("This file runs as a worker of Logonscope only.");
port.on("message", (message: RunMessage) =>
  runJob(message, (answer, transfer) => port.postMessage(answer, transfer)),
);
