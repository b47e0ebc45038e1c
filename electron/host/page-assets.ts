import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The files of the built page, read once at start. Requests are looked up in this list: no path of a request ever
 * reaches the file system, so there is nothing to climb out of.
 */
export interface PageAsset {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** By URL path: `/`, `/index.html`, `/assets/index-abc123.js`. */
export type PageAssets = ReadonlyMap<string, PageAsset>;

/** What a built page consists of. Files of other kinds, source maps among them, are not served. */
const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  woff2: "font/woff2",
};

/** A built page has some dozens of files; far more means that the folder is not one. */
const MAX_FILES = 2000;

/** Reads `folder`. Rejects with a sentence when it holds no built page. */
export async function loadPageAssets(folder: string): Promise<PageAssets> {
  const assets = new Map<string, PageAsset>();
  const visit = async (inside: string): Promise<void> => {
    for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) await visit(path);
      // Links are left out: what they point to need not be part of the page.
      if (!entry.isFile()) continue;
      const type = TYPES[entry.name.slice(entry.name.lastIndexOf(".") + 1).toLowerCase()];
      if (type === undefined) continue;
      if (assets.size >= MAX_FILES) throw new Error(`${folder} holds more files than a page can have.`);
      // A copy: small files would share one pooled buffer.
      assets.set(`/${path}`, { type, body: new Uint8Array(await readFile(join(folder, path))) });
    }
  };
  await visit("").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw error;
  });
  const index = assets.get("/index.html");
  if (index === undefined) {
    throw new Error(`The page is not built: ${join(folder, "index.html")} is missing. Run "npm run build".`);
  }
  return assets.set("/", index);
}

/**
 * The asset that a request names, or null. `target` is the path of a URL, percent-encoded, without query; names that
 * are not in the list (also those that only differ in their encoding) are simply not there.
 */
export function assetAt(assets: PageAssets, target: string): PageAsset | null {
  return assets.get(target) ?? null;
}
