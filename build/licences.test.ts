import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { projectRoot } from "../tests/source-tree.ts";
import { describePackage, noteShipped, noticeOf, packageFolder, shippedPackages } from "./licences.mjs";

const scratch = mkdtempSync(join(tmpdir(), "licences-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A made-up package; as its folder is told from the project's. */
function made(name: string, manifest: object, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(scratch, "node_modules", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version: "1.2.3", ...manifest }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return relative(projectRoot, folder);
}

test("a module belongs to the innermost package around it, and ours to none", () => {
  const at = (path: string): string | null => packageFolder(join(projectRoot, path));
  expect(at("node_modules/react/index.js")).toBe("node_modules/react");
  expect(at("node_modules/@base-ui/react/a/b.js?v=1")).toBe("node_modules/@base-ui/react");
  expect(at("node_modules/@base-ui/utils/node_modules/reselect/dist/x.mjs")).toBe(
    "node_modules/@base-ui/utils/node_modules/reselect",
  );
  expect(at("renderer/main.tsx")).toBe(null);
  expect(packageFolder("\0rolldown/runtime.js")).toBe(null);
});

test("only what was rendered is noted, under each bundle that it is in", () => {
  const seen = new Map<string, Set<string>>();
  const modules = {
    [join(projectRoot, "node_modules/react/index.js")]: { renderedLength: 5 },
    [join(projectRoot, "node_modules/csstype/index.js")]: { renderedLength: 0 },
    [join(projectRoot, "renderer/main.tsx")]: { renderedLength: 9 },
  };
  for (const bundle of ["page", "worker"])
    noteShipped(seen, bundle).generateBundle({}, { a: { type: "chunk", modules }, b: { type: "asset" } });
  expect([...seen].map(([folder, bundles]) => [folder, ...bundles])).toEqual([
    ["node_modules/react", "page", "worker"],
  ]);
});

test("a package is described from what it brings; without a licence or its text it cannot ship", () => {
  const files = { "LICENCE.md": "Do as you like.\r\n", NOTICE: "By somebody.\n", "licenses.json": "no" };
  expect(
    describePackage(
      made("whole", { license: "MIT", repository: { url: "git+https://h.example/a/b.git" } }, files),
      ["worker", "cli"],
    ),
  ).toEqual({
    name: "whole",
    version: "1.2.3",
    licence: "MIT",
    text: "Do as you like.\n\nBy somebody.",
    repository: "https://h.example/a/b",
    bundles: ["cli", "worker"],
  });
  const addresses = [
    ["someone/thing", "https://github.com/someone/thing"],
    ["github:someone/thing", "https://github.com/someone/thing"],
    ["git://github.com/someone/thing.git", "https://github.com/someone/thing"],
    ["file:///home/someone/thing", null],
    ["https://h.example/?q=javascript:alert(1)", null],
    [undefined, null],
  ] as const;
  for (const [repository, address] of addresses)
    expect(
      describePackage(made("addressed", { license: "MIT", repository }, { LICENSE: "x" })).repository,
    ).toBe(address);
  expect(() => describePackage(made("unnamed", {}, { LICENSE: "x" }))).toThrow("names no licence");
  expect(() => describePackage(made("textless", { license: "MIT" }))).toThrow("brings no text");
});

const isBuilt = existsSync(join(projectRoot, "out/licences.json"));
describe.skipIf(!isBuilt)(`what is inside the bundles${isBuilt ? "" : " (skipped: not built)"}`, () => {
  const packages = isBuilt ? shippedPackages() : [];

  test("is listed with all that its licences ask for, in the texts that go along and in the page", () => {
    const notice = readFileSync(join(projectRoot, "out/licences.txt"), "utf8");
    expect(notice).toBe(noticeOf(packages));
    for (const { name, version, licence, text } of packages) {
      expect(text.length, name).toBeGreaterThan(200);
      expect(text, name).toMatch(/permi|licen[cs]e/i);
      expect(notice).toContain(`${name} ${version} (${licence})\n`);
    }
    const own = readFileSync(join(projectRoot, "out/licences.json"), "utf8");
    expect(readFileSync(join(projectRoot, "out/renderer/licences.json"), "utf8")).toBe(own);
    expect(own + notice).not.toContain(projectRoot);
  });

  test("came from the list of what may ship, and all that we name there is used", () => {
    const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as {
      packages: Record<string, { version: string; dev?: boolean; dependencies?: Record<string, string> }>;
    };
    const production = Object.entries(lock.packages)
      .filter(([path, { dev }]) => path !== "" && dev !== true)
      .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")} ${version}`);
    const shipped = packages.map(({ name, version }) => `${name} ${version}`);
    expect(shipped.filter((one) => !production.includes(one))).toEqual([]);
    const wanted = Object.keys(lock.packages[""]?.dependencies ?? {});
    expect(wanted.filter((name) => !packages.some((one) => one.name === name))).toEqual([]);
  });

  test("has its place: readers in the worker, the page's parts in the page, nothing in the preload script", () => {
    const inside = (bundle: string): string[] =>
      packages.filter(({ bundles }) => bundles.includes(bundle)).map(({ name }) => name);
    expect(inside("preload")).toEqual([]);
    expect(inside("worker")).toEqual(expect.arrayContaining(["saxes", "yauzl", "papaparse"]));
    expect(inside("page")).toEqual(expect.arrayContaining(["react", "dexie", "@base-ui/react"]));
    for (const bundle of ["cli", "serve", "main", "worker"]) expect(inside(bundle)).not.toContain("react");
  });
});
