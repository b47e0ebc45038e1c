import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import {
  arePaths,
  isUnsandboxed,
  parseStartArguments,
  startArgumentsFrom,
  userArguments,
} from "./start-arguments.ts";

const folder = resolve("/logs");
const inLogs = (name: string): string => resolve(folder, name);

describe("arguments of a start", () => {
  test("files keep their order and become absolute, our switches are read", () => {
    expect(parseStartArguments(["b.evtx", "--demo", "sub/a.xml", "--private"], folder)).toEqual({
      paths: [inLogs("b.evtx"), inLogs("sub/a.xml")],
      demo: true,
      private: true,
    });
  });

  test("switches of Chromium, Electron, macOS and test drivers are no files", () => {
    const args = [
      "--original-process-start-time=13300000000000000",
      "--allow-file-access-from-files",
      "--inspect=0",
      "--remote-debugging-port=0",
      "--no-sandbox",
      "-psn_0_12345",
      "--port",
      "8080",
      "x.evtx",
    ];
    expect(parseStartArguments(args, folder)).toEqual({
      paths: [inLogs("x.evtx")],
      demo: false,
      private: false,
    });
  });

  test("behind -- everything is a file", () => {
    const { paths, demo } = parseStartArguments(["--", "--demo", "-x.evtx"], folder);
    expect(paths).toEqual([inLogs("--demo"), inLogs("-x.evtx")]);
    expect(demo).toBe(false);
  });

  test("file addresses of a Linux desktop are paths, others of their kind are dropped", () => {
    const path = inLogs("ä b.evtx");
    const args = [pathToFileURL(path).href, "file://elsewhere/x.evtx", "file:%ff%", ""];
    const { paths } = parseStartArguments(args, folder);
    if (process.platform === "win32") expect(paths[0]).toBe(path);
    else expect(paths).toEqual([path]);
  });

  test("names are taken as they are, with spaces, signs and any ending; an address of the web is no more than a name", () => {
    const names = ["a b.evtx", "%41.txt", "a#b", "letter.docx", "ä.EVTX", "https://example.com/x.evtx"];
    expect(parseStartArguments(names, folder).paths).toEqual(names.map(inLogs));
  });

  test("the program and its entry are not part of them", () => {
    expect(userArguments(["logonscope", "a.evtx", "--demo"], true)).toEqual(["a.evtx", "--demo"]);
    expect(userArguments(["electron", "out/main/index.js", "a.evtx"], false)).toEqual(["a.evtx"]);
    expect(
      userArguments(["electron", "--inspect=0", "-r", "loader.js", "out/main/index.js", "a"], false),
    ).toEqual(["a"]);
    expect(userArguments(["electron"], false)).toEqual([]);
  });

  test("a launcher that switches the sandbox off is noticed, and what it puts first is not the user's", () => {
    const argv = ["logonscope", "--no-sandbox", "info", "a.evtx"];
    expect(isUnsandboxed(argv)).toBe(true);
    expect(userArguments(argv, true)).toEqual(["info", "a.evtx"]);
    expect(isUnsandboxed(["logonscope", "a.evtx"])).toBe(false);
    expect(isUnsandboxed(["logonscope", "--", "--no-sandbox"])).toBe(false);
  });
});

describe("what a second start sends", () => {
  const good = { paths: [inLogs("a.evtx")], demo: false, private: false };

  test("is taken when it is ours", () => {
    expect(startArgumentsFrom({ ...good, more: 1 })).toEqual(good);
  });

  test.each([
    ["nothing", null],
    ["text", "a.evtx"],
    ["no paths", { demo: true, private: false }],
    ["paths of another type", { ...good, paths: [1] }],
    ["an empty path", { ...good, paths: [""] }],
    ["a path longer than any", { ...good, paths: ["x".repeat(40_000)] }],
    ["too many paths", { ...good, paths: Array.from({ length: 10_001 }, () => "/a") }],
    ["a switch of another type", { ...good, demo: "yes" }],
    ["a missing switch", { paths: [], demo: false }],
  ])("is refused when it is %s", (_, value) => {
    expect(startArgumentsFrom(value)).toBe(null);
  });

  test("a list of paths is a list of texts", () => {
    expect(arePaths([])).toBe(true);
    expect(arePaths({ length: 1, 0: "/a" })).toBe(false);
  });
});
