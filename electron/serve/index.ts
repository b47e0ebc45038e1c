/**
 * The browser host: serves the page on this machine until it is stopped.
 *
 *   serve [FILE...] [--demo] [--no-open] [--port N] [--private]
 *
 * One line on stdout holds the address, with a code for the first browser that opens it; everything else goes to stderr.
 */
import { fileURLToPath } from "node:url";
import { createCollector } from "../collect/collector.ts";
import { createHostService } from "../host/host-service.ts";
import { removeLeftovers } from "../host/private-folder.ts";
import { installation } from "./installation.ts";
import { openBrowser } from "./open-browser.ts";
import { parseServeArguments, SERVE_USAGE } from "./serve-arguments.ts";
import { type RunningServer, startServer } from "./server.ts";

const WRONG_USAGE = 2;
const FAILED = 1;

async function main(args: readonly string[]): Promise<number> {
  const asked = parseServeArguments(args);
  if (typeof asked === "string") {
    console.error(`${asked}\nUsage: ${SERVE_USAGE}`);
    return WRONG_USAGE;
  }
  // From here on, so that a signal that comes early still ends everything in order.
  const stopped = stopSignal();
  removeLeftovers();
  // Bundled to out/serve/index.js: its neighbours stand beside it.
  const out = new URL("../", import.meta.url);
  const service = createHostService({
    workerUrl: new URL("worker/index.js", out),
    demoFolder: fileURLToPath(new URL("demo", out)),
    collector: createCollector(),
    private: asked.private,
  });
  const own = installation(asked.private);
  let server: RunningServer;
  try {
    server = await startServer({
      openPage: service.openPage,
      pageFolder: fileURLToPath(new URL("renderer", out)),
      name: own.name,
      port: asked.port ?? own.port,
      exactPort: asked.port !== null && asked.port !== 0,
    });
  } catch (failure) {
    console.error(sentenceOf(failure, asked.port));
    await service.close();
    return FAILED;
  }
  await service.openFilesEvent(asked.files, { everyPage: true });
  if (asked.demo) await service.openDemoEvent({ everyPage: true });

  process.stdout.write(`Logonscope: ${server.url}\n`);
  const opened = asked.open && (await openBrowser(server.urlForBrowser()));
  if (!opened) console.error("Open that address in a browser on this machine.");
  console.error(`A browser that does not find it: ${server.plainUrl}`);
  console.error("Press Ctrl-C to stop.");
  await stopped;
  await server.close();
  await service.close();
  return 0;
}

function sentenceOf(failure: unknown, port: number | null): string {
  const code = failure instanceof Error && "code" in failure ? failure.code : "";
  if (code === "EADDRINUSE") return `Port ${port} is taken. Choose another with --port, or leave it out.`;
  if (code === "EACCES") return `Port ${port} may not be used by this account. Choose another with --port.`;
  return failure instanceof Error ? failure.message : String(failure);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

process.exitCode = await main(process.argv.slice(2));
