import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, expect, test } from "vitest";
import { httpWire } from "../../renderer/host/http-wire.ts";
import type { FileRef } from "../../shared/contract/host.ts";
import type { JobEvent } from "../../shared/contract/job.ts";
import { createHostClient } from "../../shared/contract/rpc-page.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { tokenOf } from "../../tests/entered.ts";
import { eventually } from "../../tests/eventually.ts";

/* The browser host as a program of its own: started, used by a page, stopped by a signal. */
let folder = "";
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-serve-process-"));
  for (const name of ["serve", "worker"]) {
    const bundle = await rolldown({
      input: fileURLToPath(new URL(`../${name}/index.ts`, import.meta.url)),
      platform: "node",
    });
    await bundle.write({ dir: at(`out/${name}`), format: "esm", entryFileNames: "index.js" });
    await bundle.close();
  }
  writeFileSync(at("out/package.json"), '{ "type": "module" }');
  for (const name of ["out/renderer", "out/demo", "tmp"]) mkdirSync(at(name));
  writeFileSync(at("out/renderer/index.html"), "<!doctype html><title>Logonscope</title>");
  const writer = new EvtxWriter({ crc32 });
  for (let i = 0; i < 50; i++) writer.append({ event: "4608", time: (i * 1e10) as Ticks, computer: "PC1" });
  writeFileSync(at("named.evtx"), writer.finish());
  writeFileSync(at("out/demo/demo.evtx"), writer.finish());
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly url: URL;
  readonly said: () => string;
}

function start(args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Started> {
  const child = spawn(process.execPath, [at("out/serve/index.js"), ...args], {
    // No display, settings and temporary files of its own.
    env: {
      PATH: process.env.PATH ?? "",
      XDG_CONFIG_HOME: at("config"),
      APPDATA: at("config"),
      HOME: folder,
      TMPDIR: at("tmp"),
      ...more,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stderr.on("data", (data) => {
    err += String(data);
  });
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (data) => {
      out += String(data);
      const found = /^Logonscope: (\S+)\n/.exec(out);
      if (found !== null) resolve({ child, url: new URL(found[1]!), said: () => out + err });
    });
    child.on("exit", (code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
}
const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on("exit", resolve));

test("it prints its address, serves the page and opens the named files, until it is told to stop", async () => {
  const { child, url, said } = await start([at("named.evtx"), "--demo", "--port=0"]);
  expect(url.hostname).toMatch(/^logonscope-[0-9a-f]{16}\.localhost$/);
  const origin = `http://127.0.0.1:${url.port}`;
  expect(await (await fetch(origin)).text()).toContain("<title>Logonscope</title>");
  const page = createHostClient(
    httpWire(
      { origin, token: await tokenOf(url.href), id: crypto.randomUUID() },
      () => {},
      () => {},
    ),
  );
  const files: FileRef[] = [];
  await new Promise<void>((resolve) => {
    page.listen((event) => {
      if (event.type === "openFiles") files.push(...event.files);
      if (files.length === 2) resolve();
    });
  });
  expect(files.map(({ name }) => name)).toEqual(["named.evtx", "demo.evtx"]);
  const last = await new Promise<JobEvent>((resolve) => {
    page.openCase(
      files.map(({ token }) => token),
      (event) => ["done", "failed", "cancelled"].includes(event.type) && resolve(event),
    );
  });
  expect(last).toMatchObject({
    type: "done",
    data: { partial: false, sources: [{ records: 50 }, { records: 50 }] },
  });
  child.kill("SIGTERM");
  expect(await ended(child)).toBe(0);
  await expect(page.info()).rejects.toMatchObject({ error: { code: "hostLost" } });
  // Without a display it says what to do instead of failing.
  expect(said()).toContain("Open that address in a browser on this machine.");
}, 60_000);

test("the next start has the same name and another token; a private one has neither", async () => {
  const seen: URL[] = [];
  for (const args of [["--no-open"], ["--no-open"], ["--no-open", "--private"]]) {
    const { child, url } = await start(args);
    seen.push(url);
    child.kill("SIGINT");
    expect(await ended(child)).toBe(0);
  }
  expect(seen[1]?.host).toBe(seen[0]?.host);
  expect(seen[1]?.hash).not.toBe(seen[0]?.hash);
  expect(seen[2]?.hostname).not.toBe(seen[0]?.hostname);
}, 60_000);

test("wrong usage is told with the right one, and ends with 2", async () => {
  await expect(start(["--prot", "80"])).rejects.toThrow(
    /ended with 2: Unknown switch --prot\.\nUsage: serve/,
  );
});

test.runIf(process.platform === "linux")(
  "the command line of the browser holds a code of its own, not the token",
  async () => {
    mkdirSync(at("bin"));
    writeFileSync(at("bin/xdg-open"), `#!/bin/sh\nprintf %s "$1" > "${at("opened")}"\n`, { mode: 0o755 });
    const { child, url } = await start(["--port=0"], {
      DISPLAY: ":0",
      PATH: `${at("bin")}:${process.env.PATH ?? ""}`,
    });
    const opened = await eventually(() => new URL(readFileSync(at("opened"), "utf8")));
    expect([opened.origin, opened.pathname]).toEqual([url.origin, "/"]);
    expect(opened.hash).not.toBe(url.hash);
    const token = await tokenOf(opened.href);
    expect(opened.hash).not.toContain(token);
    // What was printed opens it as well, also once.
    expect(await tokenOf(url.href)).toBe(token);
    expect(url.hash).not.toContain(token);
    child.kill("SIGTERM");
    expect(await ended(child)).toBe(0);
  },
  60_000,
);
