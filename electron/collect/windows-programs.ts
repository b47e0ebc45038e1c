import { win32 } from "node:path";

/** The programs of Windows that are used, by absolute path: a search could find somebody else's. */
export interface WindowsPrograms {
  readonly wevtutil: string;
  readonly powershell: string;
  readonly whoami: string;
  readonly icacls: string;
  /** Where Windows keeps the files of its logs. */
  readonly logFolder: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function windowsPrograms(environment: Environment = process.env): WindowsPrograms {
  const named = environment.SystemRoot ?? "";
  // Only a folder on a drive: a path on a server would start a server's program.
  const root = /^[A-Za-z]:\\[^"<>|?*\0]+$/.test(named) ? named : "C:\\Windows";
  const system = (name: string): string => win32.join(root, "System32", name);
  return {
    wevtutil: system("wevtutil.exe"),
    powershell: system("WindowsPowerShell\\v1.0\\powershell.exe"),
    whoami: system("whoami.exe"),
    icacls: system("icacls.exe"),
    logFolder: system("winevt\\Logs"),
  };
}
