import { spawnSync } from "node:child_process";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { TYPE_PARTS } from "../build/type-parts.mjs";
import { projectRoot, sourceFiles } from "./source-tree.ts";

/*
 * A pattern of a tsconfig.json that matches nothing is no error of the compiler's: files that it leaves out are simply not
 * checked.
 */

test("the compiler looks at every file of the house", { timeout: 120_000 }, () => {
  const checked = new Set(
    TYPE_PARTS.flatMap((project) => {
      const compiler = join(projectRoot, "node_modules/typescript/bin/tsc");
      const run = spawnSync(process.execPath, [compiler, "-p", project, "--listFilesOnly"], {
        cwd: projectRoot,
        encoding: "utf8",
        maxBuffer: 1e8,
      });
      return run.stdout.split("\n").map((path) => relative(projectRoot, path.trim()).split(sep).join("/"));
    }),
  );
  expect(sourceFiles().filter((path) => !checked.has(path))).toEqual([]);
});
