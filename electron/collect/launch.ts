import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** A program that was started. */
export interface StartedProgram {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Its exit code, null when it was killed; rejects with the system's error when it could not be started. */
  readonly exit: Promise<number | null>;
  kill(): void;
}

/** Starts a program by its absolute path. Tests put one here that starts a stand-in. */
export type Launch = (
  program: string,
  args: readonly string[],
  environment?: Readonly<Record<string, string>>,
) => StartedProgram;

/** Without a shell: arguments are a list from end to end, and no text in them can become a command. */
export const launch: Launch = (program, args, environment = {}) => {
  const child = spawn(program, [...args], {
    shell: false,
    windowsHide: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
  });
  return { stdout: child.stdout, stderr: child.stderr, exit, kill: () => void child.kill("SIGKILL") };
};
