import { afterEach, expect, test } from "vitest";
import { COMMAND_ENDED } from "../../shared/contract/command-names.ts";
import { isCommandLine, runCommandLine } from "./command-line.ts";

const argv = [...process.argv];
afterEach(() => {
  process.argv = argv;
});

test("a command by its name, and questions about them, are for the command line; files are not", () => {
  for (const word of ["sessions", "pair", "verify", "help", "--help", "--version"])
    expect([word, isCommandLine([word, "a.evtx"])]).toEqual([word, true]);
  for (const args of [[], ["a.evtx"], ["--demo"], ["/logs/sessions"], ["-- sessions"], ["constructor"]])
    expect([args, isCommandLine(args)]).toEqual([args, false]);
});

test("it gets the arguments as if it had been started itself, and its exit code is the program's", async () => {
  const source = `globalThis[Symbol.for(${JSON.stringify(COMMAND_ENDED.description)})] =
    Promise.resolve(process.argv[2] === "sessions" && process.argv[3] === "a b.evtx" && process.argv.length === 4 ? 3 : 1);`;
  const entry = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  expect(await runCommandLine(entry, ["sessions", "a b.evtx"])).toBe(3);
});
