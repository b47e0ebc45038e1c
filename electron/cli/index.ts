#!/usr/bin/env node
/**
 * The command line. This file only ties commands to this process; what a command needs is loaded when it is called,
 * because starting takes as long as a small log takes to read.
 */
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { COMMAND_ENDED } from "../../shared/contract/command-names.ts";
import type { WorkerModule } from "../../shared/contract/worker-job.ts";
import type { JobRunner } from "../host/job-runner.ts";
import { createSmallJobRunner, SMALL_BYTES } from "../host/small-jobs.ts";
import { EXIT } from "./exit-codes.ts";
import { machineZone } from "./machine-zone.ts";
import { main } from "./main.ts";

// Bundled to out/cli/index.js: the other bundles stand beside its folder.
const out = new URL("../", import.meta.url);

const interrupt = new AbortController();
const args = process.argv.slice(2);

// Commands that will most likely read something: the worker starts while the command and its options are looked at.
const READING: ReadonlySet<string> = new Set([
  "sessions",
  "failures",
  "events",
  "info",
  "report",
  "coverage",
  "pack",
  "verify",
  "compare",
]);
/** Commands that read once: what their threads hold is given back before the output is written. */
const ONE_JOB: ReadonlySet<string> = new Set(["sessions", "failures", "info", "report", "coverage"]);
const workerUrl = new URL("worker/index.js", out);
const isGuest = COMMAND_ENDED in globalThis;
Object.assign(globalThis, { [COMMAND_ENDED]: start() });

async function start(): Promise<number | null> {
  const runner = willReadMuch(args)
    ? await threadRunner()
    : createSmallJobRunner({ load: loadWorker, others: threadRunner });
  if (READING.has(args[0] ?? "") && args.length > 1 && !args.includes("--help")) runner.warm();

  const exitCode = await main(
    {
      stdout: process.stdout,
      stderr: process.stderr,
      async readStdin() {
        const { readStdinText } = await import("./stdin-text.ts");
        return await readStdinText(process.stdin);
      },
      stdin: () => (process.stdin.isTTY ? null : process.stdin),
      // Only who needs it asks.
      get machineZone() {
        return machineZone();
      },
      get signal() {
        listenForInterrupt();
        return interrupt.signal;
      },
      async createHost() {
        const { createHostService } = await import("../host/host-service.ts");
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
  // To take everything down in order takes longer than to load it: the system does that at once.
  if (exitCode !== null && !isGuest) {
    await written(process.stdout);
    await written(process.stderr);
    process.exit();
  }
  return exitCode;
}

/** Waits until the system has all that was written. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((done) => {
    if (stream.destroyed || stream.writableLength === 0) done();
    else stream.write("", () => done());
  });
}

/** Both are scripts of CommonJS, see build/cached-entry.mjs: Node's loader of ES modules is never started. */
function loadWorker(): WorkerModule {
  return createRequire(workerUrl)("./index.js") as WorkerModule;
}

async function threadRunner(): Promise<JobRunner> {
  const { createJobRunner } = await import("../host/job-runner.ts");
  return createJobRunner({ workerUrl, isForOneJob: ONE_JOB.has(args[0] ?? "") });
}

/** A guess, before options are known: whatever argument names something on disk counts. */
function willReadMuch(given: readonly string[]): boolean {
  if (given[0] === "events") return true;
  let bytes = 0;
  for (const name of given.slice(1)) {
    try {
      const found = statSync(name, { throwIfNoEntry: false });
      if (found?.isFile() === false) return true;
      bytes += found?.size ?? 0;
    } catch {
      // Whether it can be read is found out, and told, later.
    }
  }
  return bytes > SMALL_BYTES;
}

/** The first Ctrl-C, or being told to end, lets the job end and clean up; a second one ends at once. */
function listenForInterrupt(): void {
  if (process.listenerCount("SIGINT") > 0) return;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
      interrupt.abort();
    });
}
