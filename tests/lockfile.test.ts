import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROGRAM_VERSION } from "../shared/contract/versions.ts";
import { projectRoot } from "./source-tree.ts";

interface Lock {
  packages: Record<
    string,
    {
      version?: string;
      engines?: Record<string, string>;
      optionalDependencies?: Record<string, string>;
      resolved?: string;
      dev?: boolean;
      license?: string;
    }
  >;
}
const read = (path: string): unknown => JSON.parse(readFileSync(join(projectRoot, path), "utf8"));
const lock = read("package-lock.json") as Lock;
/** The tools for packaging, which only packaging installs. */
const packLock = read("build/pack/package-lock.json") as Lock;

type Version = readonly [number, number, number];
const parse = (text: string): Version => {
  const [major = 0, minor = 0, patch = 0] = text
    .replace(/^v/, "")
    .split(/[.-]/)
    .map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor, patch];
};
const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** Whether a range of package.json accepts a version; enough of the grammar for what packages write in `engines`. */
function accepts(range: string, version: Version): boolean {
  return range.split("||").some((alternative) => {
    const terms = alternative
      .trim()
      .replace(/([<>=^~]+)\s+/g, "$1")
      .split(/\s+/)
      .filter(Boolean);
    return terms.every((term) => {
      const [, sign = "", text = ""] = /^([<>=^~]*)(.*)$/.exec(term) ?? [];
      if (text === "*" || text === "x") return true;
      const bound = parse(text);
      const parts = text.split(".").filter((part) => !/[x*]/.test(part)).length;
      switch (sign) {
        case ">=":
          return compare(version, bound) >= 0;
        case ">":
          return compare(version, bound) > 0;
        case "<":
          return compare(version, bound) < 0;
        case "<=":
          return compare(version, bound) <= 0;
        case "^":
          return version[0] === bound[0] && compare(version, bound) >= 0;
        case "~":
          return version[0] === bound[0] && version[1] === bound[1] && compare(version, bound) >= 0;
        default:
          return bound.slice(0, parts).every((part, i) => part === version[i]);
      }
    });
  });
}

test("the range reader knows right from wrong", () => {
  const node: Version = [20, 19, 0];
  for (const range of [
    "^20.19.0 || >=22.12.0",
    ">=18",
    ">= 20",
    "20 || >=22",
    "^14 || ^20.0.0",
    "*",
    ">=12.0.0 <21",
  ])
    expect(accepts(range, node), range).toBe(true);
  for (const range of [">=22.12.0", "^22.0.0 || >=24", "^20.20.0", "<20", ">= 22.12.0"])
    expect(accepts(range, node), range).toBe(false);
});

/** Names of the packages that do not accept the oldest Node that we do. */
function refusing({ packages }: Lock): string[] {
  const names = Object.entries(packages)
    .filter(
      ([path, entry]) =>
        path !== "" && entry.engines?.node !== undefined && !accepts(entry.engines.node, [20, 19, 0]),
    )
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  return [...new Set(names)].sort();
}

test("every package accepts Node 20.19, Electron and its downloader aside", () => {
  // Electron's own demand concerns the download of its binary, which the browser host does without.
  expect(refusing(lock)).toEqual(["@electron-internal/extract-zip", "@electron/get", "electron"]);
  // Both are for rebuilding native modules, of which there are none.
  expect(refusing(packLock)).toEqual(["@electron/rebuild", "node-abi"]);
});

test("the program calls itself by the version of its package", () => {
  expect((read("package.json") as { version: string }).version).toBe(PROGRAM_VERSION);
});

test("the lockfiles name no download addresses", () => {
  for (const { packages } of [lock, packLock])
    expect(Object.values(packages).filter((entry) => entry.resolved?.startsWith("http"))).toEqual([]);
});

test("every package of ours is wanted in one exact version, the one that is locked", () => {
  for (const [folder, { packages }] of [
    ["", lock],
    ["build/pack/", packLock],
  ] as const) {
    const wanted = read(`${folder}package.json`) as Record<string, Record<string, string> | undefined>;
    const all = { ...wanted.dependencies, ...wanted.devDependencies };
    const locked = Object.keys(all).map((name) => [name, packages[`node_modules/${name}`]?.version]);
    expect(Object.entries(all)).toEqual(locked);
  }
});

test("what ships is small and freely licensed", () => {
  const shipped = Object.entries(lock.packages).filter(([path, entry]) => path !== "" && entry.dev !== true);
  const odd = shipped.filter(
    ([, entry]) => !/^(\(?(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD)[ )ORAND]*)+/.test(entry.license ?? ""),
  );
  expect(odd.map(([path]) => path)).toEqual([]);
  expect(shipped.length).toBeLessThan(80);
});

test("packages made for each platform are locked for all of them", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      // A plain version marks a platform's half of its parent; a range is an ordinary optional package.
      .filter(([, version]) => /^\d+\.\d+\.\d+$/.test(version))
      .filter(([name, version]) => {
        const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
        return !places.some((place) => lock.packages[place]?.version === version);
      })
      .map(([name]) => `${path} -> ${name}`),
  );
  expect(missing).toEqual([]);
});
