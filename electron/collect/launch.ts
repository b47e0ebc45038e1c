import { type ChildProcess, spawn } from "node:child_process";
import { win32 } from "node:path";
import type { Readable } from "node:stream";

/** A program that was started. */
export interface StartedProgram {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Its exit code, null when it was killed; rejects with the system's error when it could not be started. */
  readonly exit: Promise<number | null>;
  /** Ends it and whatever it started. */
  kill(): void;
}

/** What a program reads: nothing, a text that is given to it and no other, or what the user types at the console. */
export type ProgramInput = { readonly text: string } | "console";

/** Starts a program by its absolute path. Tests put one here that starts a stand-in. */
export type Launch = (
  program: string,
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
  input?: ProgramInput,
) => StartedProgram;

/** Without a shell: arguments are a list from end to end, and no text in them can become a command. */
export const launch: Launch = (program, args, environment = {}, input) => {
  const isWindows = process.platform === "win32";
  const stdin = input === undefined ? "ignore" : input === "console" ? "inherit" : "pipe";
  const child = spawn(program, [...args], {
    shell: false,
    windowsHide: true,
    // A group of its own, so that it can be ended as a whole; on Windows this would open a window.
    detached: !isWindows && input !== "console",
    stdio: [stdin, "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
  });
  // A program that ended at once does not read; its exit code tells why.
  child.stdin?.on("error", () => {});
  if (input !== undefined && input !== "console") child.stdin?.end(input.text);
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error("no pipes");
  return { stdout, stderr, exit, kill: () => endGroup(child) };
};

/** Ends a program and all that it started. */
export function endGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === "win32") {
    const root = /^[A-Za-z]:\\[^"<>|?*\0]+$/.test(process.env.SystemRoot ?? "")
      ? process.env.SystemRoot!
      : "C:\\Windows";
    const taskkill = win32.join(root, "System32", "taskkill.exe");
    spawn(taskkill, ["/PID", `${pid}`, "/T", "/F"], {
      shell: false,
      windowsHide: true,
      stdio: "ignore",
    }).on("error", () => {});
  } else {
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // No group of its own, or gone already.
    }
  }
  child.kill("SIGKILL");
}
