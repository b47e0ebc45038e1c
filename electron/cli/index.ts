#!/usr/bin/env node
/**
 * The command line. This file only ties commands to this process; what a command needs is loaded when it is called,
 * because starting takes as long as a small log takes to read.
 */
import { createJobRunner } from "../host/job-runner.ts";
import { EXIT } from "./exit-codes.ts";
import { main } from "./main.ts";

// Bundled to out/cli/index.js: the other bundles stand beside its folder.
const out = new URL("../", import.meta.url);

const interrupt = new AbortController();
const args = process.argv.slice(2);

// Commands that will most likely read something: the worker starts while the command and its options are looked at.
const READING: ReadonlySet<string> = new Set(["sessions", "failures", "events", "info", "report"]);
const workerUrl = new URL("worker/index.js", out);
const runner = createJobRunner({ workerUrl });
if (READING.has(args[0] ?? "") && args.length > 1 && !args.includes("--help")) runner.warm();

const exitCode = await main(
  {
    stdout: process.stdout,
    stderr: process.stderr,
    // Asking costs as much as reading a small log, so only who needs it asks.
    get machineZone() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
    },
    get signal() {
      listenForInterrupt();
      return interrupt.signal;
    },
    async createHost() {
      const { createHostService } = await import("../host/host-service.ts");
      const { fileURLToPath } = await import("node:url");
      return createHostService({
        workerUrl,
        runner,
        demoFolder: fileURLToPath(new URL("demo", out)),
        // The command line remembers nothing.
        private: true,
        stdin: () => process.stdin,
      });
    },
    async createCollector() {
      const { createCollector } = await import("../collect/collector.ts");
      return createCollector();
    },
    async serve(serveArguments) {
      // The browser host is a program of its own, with its own arguments, signals and exit code.
      const entry = new URL("serve/index.js", out).href;
      process.argv.splice(2, process.argv.length, ...serveArguments);
      await import(entry);
    },
  },
  args,
);
if (exitCode !== null) process.exitCode = exitCode;
// A worker that is still starting keeps the program alive, although it is idle: a wrong option must not hang.
await runner.close();

/** The first Ctrl-C lets the job end and clean up, a second one ends at once. */
function listenForInterrupt(): void {
  if (process.listenerCount("SIGINT") > 0) return;
  process.on("SIGINT", () => {
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    interrupt.abort();
  });
}
