import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../tests/source-tree.ts";
import { APP_ID } from "./app-id.ts";

test("the program and its packages call it the same", () => {
  const config = readFileSync(join(projectRoot, "build/pack/config.mjs"), "utf8");
  expect(/APP_ID = "([^"]+)"/.exec(config)?.[1]).toBe(APP_ID);
});
