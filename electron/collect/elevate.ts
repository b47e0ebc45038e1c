import type { ProgramCall } from "./run-program.ts";

/** Exit code of the helper when Windows did not start the program, for a reason without a number of its own. */
export const NOT_STARTED = 870_001;

/**
 * What PowerShell is told: a constant. Program and arguments come through the environment, so that no text from
 * elsewhere is ever part of a command, and nothing lies on disk that another program could rewrite before Windows
 * asks. `ProcessStartInfo` and not `Start-Process`, which keeps the number of the failure to itself: 1223 is a No.
 */
const START = [
  "$start = New-Object System.Diagnostics.ProcessStartInfo",
  "$start.FileName = $env:LOGONSCOPE_PROGRAM",
  "$start.Arguments = $env:LOGONSCOPE_ARGUMENTS",
  "$start.Verb = 'runas'",
  "$start.UseShellExecute = $true",
  "$start.WindowStyle = 'Hidden'",
  "$started = [System.Diagnostics.Process]::Start($start)",
  "$started.WaitForExit()",
  "exit $started.ExitCode",
];
const FAILED = [
  "$cause = $_.Exception",
  "while ($cause.InnerException) { $cause = $cause.InnerException }",
  "if ($cause -is [System.ComponentModel.Win32Exception]) { exit $cause.NativeErrorCode }",
  `exit ${NOT_STARTED}`,
];
const SCRIPT = `$ErrorActionPreference = 'Stop'; try { ${START.join("; ")} } catch { ${FAILED.join("; ")} }`;

/**
 * The same call with an administrator's rights: Windows asks the user, for this one program. The call ends with the
 * exit code of the program, or with that of the refusal.
 */
export function elevated({ program, args }: ProgramCall, powershell: string): ProgramCall {
  return {
    program: powershell,
    args: ["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", SCRIPT],
    environment: {
      LOGONSCOPE_PROGRAM: program,
      LOGONSCOPE_ARGUMENTS: args.map(quoteArgument).join(" "),
    },
  };
}

/**
 * One argument as programs of Windows take their command line apart: quotes are escaped, and so are the backslashes
 * before a quote. (Elevation passes a line, never a list.)
 */
export function quoteArgument(argument: string): string {
  if (argument !== "" && !/[\s"]/.test(argument)) return argument;
  return `"${argument.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, "$1$1")}"`;
}
