import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandLineParts } from "../../tests/windows/command-line.ts";
import { elevated, quoteArgument } from "./elevate.ts";
import { windowsPrograms } from "./windows-programs.ts";

describe("elevation", () => {
  const powershell = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";
  const call = (file: string) =>
    elevated({ program: "C:\\Windows\\System32\\wevtutil.exe", args: ["epl", "Security", file] }, powershell);

  test("puts no text from elsewhere into a command", () => {
    const one = call("C:\\a.evtx");
    const other = call(`C:\\'; calc; \u2019 $(calc) "x" \`n.evtx`);
    expect(other.program).toBe(powershell);
    expect(other.args).toEqual(one.args);
    expect(other.args.join(" ")).not.toContain("calc");
  });

  test("asks for this one program and passes its end on", () => {
    const { args, environment } = call("C:\\Temp of Änna\\a.evtx");
    const script = args.at(-1) ?? "";
    expect(script).toContain("'runas'");
    expect(script).toContain("exit $started.ExitCode");
    expect(script).toContain("NativeErrorCode");
    // One line: PowerShell takes it as it is, and nothing in it needs a quote of the command line.
    expect(script).not.toMatch(/["\r\n]/);
    expect(environment).toEqual({
      LOGONSCOPE_PROGRAM: "C:\\Windows\\System32\\wevtutil.exe",
      LOGONSCOPE_ARGUMENTS: 'epl Security "C:\\Temp of Änna\\a.evtx"',
    });
  });

  test("any list of arguments arrives as it was", () => {
    const argument = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', "\\", " ", "a", "\t") }));
    fc.assert(
      fc.property(fc.array(argument), (list) => {
        const line = list.map(quoteArgument).join(" ");
        expect(commandLineParts(line)).toEqual(list);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the programs of Windows", () => {
  test("are absolute paths below the system's folder", () => {
    expect(windowsPrograms({ SystemRoot: "D:\\WINNT" }).wevtutil).toBe("D:\\WINNT\\System32\\wevtutil.exe");
  });
  test.each(["", "\\\\server\\share", "Windows", "%SystemRoot%", "C:", '"C:\\Windows"'])(
    "are never looked for elsewhere: %j",
    (SystemRoot) => {
      expect(windowsPrograms({ SystemRoot }).wevtutil).toBe("C:\\Windows\\System32\\wevtutil.exe");
    },
  );
});
