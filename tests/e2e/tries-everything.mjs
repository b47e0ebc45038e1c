// Does once, in the main thread and in another, everything that `watch-program.mjs` should see.
import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { lookup } from "node:dns";
import { resolve4 } from "node:dns/promises";
import { closeSync, openSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { get } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread, threadId, Worker } from "node:worker_threads";

const ignore = () => {};
const tried = async (act) => {
  try {
    await act();
  } catch {
    // Refused, as it should be.
  }
};
const file = join(tmpdir(), `tried-${threadId}`);
connect(1, "127.0.0.1").on("error", ignore);
get("http://127.0.0.1:1/").on("error", ignore);
await tried(() => fetch("http://127.0.0.1:1/"));
await tried(() => lookup("example.invalid", ignore));
await tried(() => resolve4("example.invalid"));
await tried(() => createSocket("udp4"));
await new Promise((done) => {
  const server = createServer().listen({ host: "127.0.0.1", port: 0 }, () => server.close(done));
});
await writeFile(file, "x");
closeSync(openSync(file, "r"));
rmSync(file);
spawnSync(process.execPath, ["--version"]);
if (isMainThread) new Worker(new URL(import.meta.url));
