// What the window is measured on: the built page with the invented cases in it, and the built program behind the real
// one.
import { spawn } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** Builds the page as it ships, but with the invented cases of `?memory=`, which shipped pages do not have. */
export async function buildSamplePage(folder) {
  const { build } = await import("vite");
  await build({
    configFile: join(root, "renderer/vite.config.ts"),
    logLevel: "warn",
    cacheDir: `${folder}-vite`,
    define: { "import.meta.env.DEV": "true" },
    build: { outDir: folder, emptyOutDir: true },
  });
}

/** Serves a folder under a name of its own: the page keeps results only where no other program can come by. */
export async function servePage(folder) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = join(folder, path.endsWith(sep) ? "index.html" : path);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": KINDS[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: (sample) => `http://logonscope-bench.localhost:${server.address().port}/?memory=${sample}`,
    stop: () => server.close(),
  };
}

/** Starts the browser host with a log, and a home of its own so that it may remember; the address comes with it. */
export function startHost(serve, log, home) {
  const child = spawn(process.execPath, [serve, "--no-open", "--port", "0", log], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, APPDATA: home },
  });
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("exit", () => reject(new Error(`the browser host ended: ${said}`)));
    child.stdout.on("data", (piece) => {
      said += piece;
      const url = /http:\/\/\S+#\S+/.exec(said)?.[0];
      if (url !== undefined) resolve({ url, stop: () => child.kill() });
    });
  });
}
