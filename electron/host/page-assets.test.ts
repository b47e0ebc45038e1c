import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { assetAt, loadPageAssets } from "./page-assets.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "page-assets-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("lists the files a page consists of, by URL path, with exact bytes", async () => {
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  writeFileSync(join(folder, "assets/index-a1.js"), "1");
  writeFileSync(join(folder, "assets/index-a1.css"), "a{}");
  writeFileSync(join(folder, "assets/index-a1.js.map"), "{}");
  writeFileSync(join(folder, "notes.txt"), "no");
  writeFileSync(join(folder, "secret.key"), "no");
  if (process.platform !== "win32") symlinkSync("/etc/hostname", join(folder, "assets/link.js"));
  const assets = await loadPageAssets(folder);
  expect([...assets.keys()].sort()).toEqual([
    "/",
    "/assets/index-a1.css",
    "/assets/index-a1.js",
    "/index.html",
  ]);
  const script = assetAt(assets, "/assets/index-a1.js");
  expect(script?.type).toBe("text/javascript; charset=utf-8");
  // Not a view of Node's shared pool.
  expect(script?.body.buffer.byteLength).toBe(1);
  expect(assetAt(assets, "/")).toBe(assetAt(assets, "/index.html"));
  expect(assetAt(assets, "/notes.txt")).toBe(null);
});

test("a folder without a page says what to do", async () => {
  await expect(loadPageAssets(folder)).rejects.toThrow(/not built.*npm run build/);
  await expect(loadPageAssets(join(folder, "nowhere"))).rejects.toThrow(/not built/);
});
