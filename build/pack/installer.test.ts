import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const script = readFileSync(join(import.meta.dirname, "installer.nsh"), "utf8");
const lines = script
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line !== "" && !line.startsWith(";"));
const macro = (name: string): string[] => {
  const start = lines.indexOf(`!macro ${name}`);
  return lines.slice(start + 1, lines.indexOf("!macroend", start));
};

test("the installer for Windows never takes a file type over", () => {
  const written = lines.filter((line) => line.startsWith("WriteReg"));
  expect(written.length).toBeGreaterThan(5);
  for (const line of written) {
    const [, key, name] = /^WriteRegStr SHCTX "([^"]*)" "([^"]*)"/.exec(line) ?? [];
    expect([line, key !== undefined]).toEqual([line, true]);
    // Below an extension, only the list of those that can open it.
    if (/\\\.evtx?\b/.test(key ?? ""))
      expect([key, name]).toEqual([
        expect.stringMatching(/\\OpenWithProgids$/),
        expect.stringMatching(/^\$\{LOG_CLASS\}$/),
      ]);
  }
  expect(script).not.toMatch(/HKCR|APP_ASSOCIATE|FileExts|UserChoice/);
});

test("what it writes is gone when the program is removed", () => {
  const removed = macro("customUnInstall").flatMap((line) => {
    const [, kind, key, name] = /^DeleteReg(Key|Value) SHCTX "([^"]*)"(?: "([^"]*)")?/.exec(line) ?? [];
    return key === undefined ? [] : [{ kind, key, name }];
  });
  for (const line of macro("customInstall")) {
    const [, key = "", name = ""] = /^WriteRegStr SHCTX "([^"]*)" "([^"]*)"/.exec(line) ?? [];
    if (key === "") continue;
    const isRemoved = removed.some((entry) =>
      entry.kind === "Key"
        ? key === entry.key || key.startsWith(`${entry.key}\\`)
        : key === entry.key && name === entry.name,
    );
    expect([key, name, isRemoved]).toEqual([key, name, true]);
  }
});
