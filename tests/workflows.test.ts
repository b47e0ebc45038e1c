import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "./source-tree.ts";

/*
 * The workflows are read as lines: the project has no reader of YAML, and what is held here stands on single lines. It is
 * the form in which they are written that is checked, which is part of keeping them easy to judge.
 */
const folder = join(projectRoot, ".github/workflows");
const files = readdirSync(folder);
const scripts = (
  JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { scripts: Record<string, string> }
).scripts;
/** What npm itself knows by these names. */
const OWN = new Set(["ci", "test", "run"]);

test("there is one for the checks and one for the packages", () => {
  expect(files.sort()).toEqual(["package.yml", "test.yml"]);
});

describe.each(files)("%s", (file) => {
  const lines = readFileSync(join(folder, file), "utf8")
    .split("\n")
    .filter((line) => !/^\s*#/.test(line));
  const values = (key: string): string[] =>
    lines.flatMap((line) => new RegExp(`^\\s*(?:- )?${key}: (.*)$`).exec(line)?.[1]?.trim() ?? []);

  test("runs only what package.json has", () => {
    const commands = values("run").flatMap((line) => [...line.matchAll(/\bnpm (?:run )?([\w:-]+)/g)]);
    expect(commands.length).toBeGreaterThan(1);
    for (const [said, name = ""] of commands)
      expect([said, said.includes(" run ") ? name in scripts : OWN.has(name)]).toEqual([said, true]);
    // Nothing from outside is written into a command.
    for (const line of values("run")) expect(line).not.toContain("${{");
  });

  test("may read and nothing else, and never runs with rights on the code of a stranger", () => {
    const at = lines.indexOf("permissions:");
    expect(lines.slice(at, at + 3)).toEqual(["permissions:", "  contents: read", ""]);
    expect(lines.filter((line) => /\bpermissions:/.test(line))).toHaveLength(1);
    expect(lines.join("\n")).not.toMatch(/pull_request_target|workflow_run|: write\b/);
    expect(values("persist-credentials").every((value) => value === "false")).toBe(true);
    expect(values("persist-credentials")).toHaveLength(
      values("uses").filter((use) => use.includes("/checkout@")).length,
    );
  });

  test("takes every action by its hash, with the version that it is", () => {
    const used = values("uses");
    expect(used.length).toBeGreaterThan(1);
    for (const use of used) expect(use).toMatch(/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    // What they are is told once, in the folder that explains packaging.
    const told = readFileSync(join(projectRoot, "build/pack/README.md"), "utf8");
    for (const use of used) expect(told).toContain(use.replace(" # ", "` "));
  });

  test("runs on Windows, macOS and Linux, for a limited time", () => {
    const systems = values("os").join(" ");
    for (const system of ["windows", "macos", "ubuntu"]) expect(systems).toContain(system);
    expect(values("timeout-minutes")).toHaveLength(values("runs-on").length);
  });
});

test("secrets are named where packages are signed, for a tag, and nowhere else", () => {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  expect(read("test.yml")).not.toContain("secrets.");
  const [before = "", signed = ""] = read("package.yml").split("- name: signed packages");
  expect(before).not.toContain("secrets.");
  expect(signed.trimStart().startsWith("if: github.ref_type == 'tag'")).toBe(true);
  expect(signed.slice(signed.indexOf("upload-artifact"))).not.toContain("secrets.");
});
