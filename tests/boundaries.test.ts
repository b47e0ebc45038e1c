import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf, isTest, projectRoot, sourceFiles } from "./source-tree.ts";

/**
 * Who may import whom. Folders are matched by their longest prefix; a file may always import from its own folder.
 * `packages` are the names that may come from outside; `node:` stands for all of Node.
 */
const RULES: Record<string, { own: string[]; packages?: string[] }> = {
  "shared/types": { own: [] },
  "shared/contract": { own: ["shared/types"] },
  "shared/readers": { own: ["shared/types"], packages: ["saxes", "papaparse"] },
  "shared/engine": { own: ["shared/types"], packages: ["temporal-polyfill"] },
  "shared/engine/extract": { own: ["shared/types", "shared/engine", "shared/readers"] },
  "shared/export": {
    own: ["shared/types", "shared/engine", "shared/contract/schemas.ts"],
    packages: ["hyparquet-writer"],
  },
  "shared/pack": {
    own: ["shared/types", "shared/contract", "shared/engine", "shared/export"],
    packages: ["fflate"],
  },
  "shared/export/xlsx": { own: ["shared/types", "shared/engine", "shared/export"], packages: ["fflate"] },
  "shared/testing": { own: ["shared"], packages: ["fflate"] },
  "electron/worker": {
    own: [
      "shared/types",
      "shared/contract",
      "shared/readers",
      "shared/engine",
      "shared/export",
      "shared/pack",
    ],
    packages: ["node:", "papaparse", "yauzl"],
  },
  "electron/host": {
    own: ["shared/types", "shared/contract", "shared/export", "shared/pack"],
    packages: ["node:", "yauzl"],
  },
  "electron/collect": {
    own: ["electron/host", "shared/types", "shared/contract", "shared/export", "shared/engine/filter"],
    packages: ["node:"],
  },
  "electron/cli": {
    own: [
      "electron/host",
      "electron/collect",
      "shared/types",
      "shared/contract",
      "shared/export",
      "shared/engine",
      "shared/pack",
    ],
    packages: ["node:"],
  },
  "electron/serve": {
    own: ["electron/host", "electron/collect", "shared/types", "shared/contract"],
    packages: ["node:"],
  },
  "electron/main": {
    own: ["electron/host", "electron/collect", "shared/types", "shared/contract"],
    packages: ["node:", "electron"],
  },
  "electron/preload": { own: ["shared/types", "shared/contract"], packages: ["electron"] },
  renderer: { own: ["renderer"], packages: ["react", "react-dom", "vite"] },
  "renderer/host": { own: ["shared/contract", "shared/types"] },
  "renderer/components": {
    own: ["shared/types"],
    packages: ["react", "@base-ui", "@tanstack", "lucide-react", "recharts"],
  },
  "renderer/data": {
    own: [
      "renderer/host",
      "shared/types",
      "shared/contract",
      "shared/engine",
      "shared/export",
      "shared/pack",
    ],
    packages: ["react", "dexie", "virtual:"],
  },
  "renderer/state": {
    own: [
      "renderer/data",
      "renderer/host",
      "shared/types",
      "shared/contract",
      "shared/engine",
      "shared/export",
    ],
    packages: ["react"],
  },
  "renderer/views": {
    own: [
      "renderer/state",
      "renderer/data",
      "renderer/components",
      "renderer/texts.ts",
      "shared/types",
      "shared/engine",
      "shared/export",
    ],
    packages: ["react", "@tanstack", "lucide-react", "recharts"],
  },
  "renderer/testing": { own: ["renderer", "shared"], packages: ["@testing-library/react"] },
  "build/demo": { own: ["shared"], packages: ["node:"] },
  "build/guide": {
    own: ["renderer/data/help", "shared/types", "electron/main/external-links.ts"],
    packages: ["node:", "marked", "vite"],
  },
  tests: { own: ["shared", "electron", "renderer", "build"], packages: ["*"] },
};

/** Exceptions that stand until somebody removes their reason. One line each: "from -> to: why". */
const DEBT: string[] = [];

function folderOf(path: string): string {
  const names = Object.keys(RULES).filter((name) => path.startsWith(`${name}/`));
  const longest = names.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) throw new Error(`${path} stands in no folder of the house`);
  return longest;
}

const within = (path: string, folders: string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

function violations(path: string): string[] {
  const folder = folderOf(path);
  const rule = RULES[folder]!;
  return importsOf(path)
    .filter(({ to, own }) => {
      if (own) return folderOf(to) !== folder && !within(to, rule.own);
      return !rule.packages?.some(
        (name) => name === "*" || to === name || to.startsWith(name.endsWith(":") ? name : `${name}/`),
      );
    })
    .map(({ to }) => `${path} -> ${to}`)
    .filter((line) => !DEBT.some((debt) => debt.startsWith(`${line}:`)));
}

const sources = sourceFiles(["shared", "electron", "renderer", "build"]).filter((path) => !isTest(path));

describe("the house", () => {
  test("folders import only what they may", () => {
    const checked = sources.filter((path) => !path.endsWith("vite.config.ts"));
    expect(checked.length).toBeGreaterThan(50);
    expect(checked.flatMap(violations)).toEqual([]);
  });

  test("test helpers reach neither the program nor the page that ships", () => {
    const strays = sources
      .filter((path) => !/^(shared\/testing|build\/demo|renderer\/testing)\//.test(path))
      .flatMap((path) => importsOf(path).map(({ to }) => ({ path, to })))
      .filter(({ path, to }) => to.startsWith("shared/testing/") && path !== "renderer/host/select-host.ts");
    expect(strays).toEqual([]);
  });

  test("every import of our own leads to a file", () => {
    const broken = sourceFiles()
      .flatMap((path) => importsOf(path).map(({ to, own }) => ({ path, to, own })))
      .filter(({ to, own }) => own && !/\.(css|mjs)$/.test(to) && !existsSync(join(projectRoot, to)));
    expect(broken).toEqual([]);
  });

  test("there are no import cycles, types aside", () => {
    const graph = new Map(
      sources.map((path) => [
        path,
        importsOf(path)
          .filter(({ own, typeOnly }) => own && !typeOnly)
          .map(({ to }) => to),
      ]),
    );
    const state = new Map<string, "open" | "done">();
    const cycles: string[] = [];
    const visit = (path: string, trail: string[]): void => {
      if (state.get(path) === "done") return;
      if (state.get(path) === "open") {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
        return;
      }
      state.set(path, "open");
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      state.set(path, "done");
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test("nothing stands at the top but the folders of the house and what tools insist on", () => {
    const allowed = [
      ".ci",
      ".git",
      ".github",
      ".gitignore",
      ".npmrc",
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "biome.json",
      "build",
      "docs",
      "electron",
      "node_modules",
      "out",
      "package-lock.json",
      "package.json",
      "renderer",
      "shared",
      "tests",
      "vitest.config.ts",
    ];
    expect(readdirSync(projectRoot).filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test("the main folders say what lives in them", () => {
    for (const folder of ["shared", "electron", "renderer", "build"]) {
      const lines = readFileSync(join(projectRoot, folder, "README.md"), "utf8")
        .trim()
        .split("\n").length;
      expect(lines, `${folder}/README.md`).toBeGreaterThanOrEqual(8);
    }
  });

  test("no file has grown beyond reading", () => {
    const long = sources
      .map((path) => ({ path, lines: readFileSync(join(projectRoot, path), "utf8").split("\n").length }))
      // Tables of data may be as long as the data.
      .filter(({ path, lines }) => lines > 600 && !/(windows-zones|-codes|vectors\.text)\.ts$/.test(path));
    expect(long).toEqual([]);
  });
});
