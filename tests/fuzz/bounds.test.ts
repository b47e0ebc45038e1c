import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ARCHIVE_LIMITS } from "../../electron/worker/archives/archive-limits.ts";
import { PACK_LIMITS } from "../../shared/pack/pack-names.ts";
import { isTest, projectRoot, sourceFiles } from "../source-tree.ts";

/* docs/bounds.md against the code: every bound stands in it, with its value, and every test it names exists. */

const PLACES = [
  "shared/readers/",
  "shared/contract/",
  "shared/pack/",
  "shared/engine/filter/",
  "electron/worker/archives/",
  "electron/worker/workbooks/",
  "electron/worker/packs/",
  "electron/worker/fed-lines.ts",
  "shared/types/archive.ts",
  "shared/types/string-table.ts",
];
/** What bears such a name and bounds nothing that comes from outside. */
const NO_BOUNDS = new Set(["MAX_32", "MOST_COLUMNS"]);

interface Row {
  readonly name: string;
  readonly value: number;
  readonly where: string;
  readonly held: string;
}

const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");

const rows: readonly Row[] = [
  ...read("docs/bounds.md").matchAll(/^\| `([\w.]+)` \| ([\d,]+) \| `([^`]+)` \| [^|]+ \| ([^|]+) \|$/gm),
].map(([, name = "", value = "", where = "", held = ""]) => ({
  name,
  value: Number(value.replaceAll(",", "")),
  where,
  held,
}));

/** A product or sum of plain numbers; `NaN` for anything else. */
function numberOf(expression: string): number {
  return expression
    .replaceAll("_", "")
    .split("*")
    .reduce((product, factor) => product * Number(factor), 1);
}

const inCode: ReadonlyMap<string, number> = new Map(
  sourceFiles(["shared", "electron"])
    .filter(
      (path) => PLACES.some((place) => path.startsWith(place)) && !isTest(path) && !path.includes("/test-"),
    )
    .flatMap((path) =>
      [...read(path).matchAll(/^(?:export )?const (M(?:AX|OST)_[A-Z0-9_]+) = (.+);$/gm)]
        .filter(([, name = ""]) => !NO_BOUNDS.has(name))
        .map(([, name = "", expression = ""]): [string, number] => [`${path} ${name}`, numberOf(expression)]),
    )
    .concat(
      Object.entries(ARCHIVE_LIMITS).map(([name, value]): [string, number] => [
        `electron/worker/archives/archive-limits.ts ARCHIVE_LIMITS.${name}`,
        value as number,
      ]),
      Object.entries(PACK_LIMITS).map(([name, value]): [string, number] => [
        `shared/pack/pack-names.ts PACK_LIMITS.${name}`,
        value,
      ]),
    ),
);

describe("the list of bounds", () => {
  test("holds every bound of the code with its value, and no other", () => {
    const listed = new Map(rows.map(({ name, value, where }) => [`${where} ${name}`, value]));
    expect(listed.size).toBe(rows.length);
    expect(Object.fromEntries([...listed].sort())).toEqual(Object.fromEntries([...inCode].sort()));
  });

  test("names tests that exist, or says why there is none", () => {
    for (const { name, where, held } of rows) {
      const [, file, title] = /^`([^`]+)`: (.+)$/.exec(held) ?? [];
      if (file === undefined) {
        expect(held, `${where} ${name}`).toMatch(/^— \S/);
        continue;
      }
      expect(existsSync(join(projectRoot, file)), file).toBe(true);
      expect(read(file), `${where} ${name}`).toContain(`"${title}"`);
    }
  });

  test("has a test for each that something from outside can hit", () => {
    expect(rows.filter(({ held }) => held.startsWith("—")).map(({ name }) => name)).toEqual(["MAX_HELPERS"]);
  });
});
