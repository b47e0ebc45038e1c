import { COMMAND_ENDED, COMMAND_NAMES } from "../../shared/contract/command-names.ts";

const ASKS: ReadonlySet<string> = new Set([...COMMAND_NAMES, "help", "--help", "-h", "--version", "-V"]);

/** Whether a start asks for the command line: by its first word, which no path that a desktop hands over is. */
export function isCommandLine(args: readonly string[]): boolean {
  return ASKS.has(args[0] ?? "");
}

/**
 * Loads the command line into this process, with these arguments, and gives its exit code; never resolves for a command
 * that ends the program by itself. No window, no profile and no lock: it may run beside the program.
 */
export async function runCommandLine(entry: URL, args: readonly string[]): Promise<number> {
  process.argv.splice(1, process.argv.length, entry.href, ...args);
  // Else it would end this process, which has ends of its own to tie up.
  Object.assign(globalThis, { [COMMAND_ENDED]: null });
  await import(entry.href);
  const ended: unknown = (globalThis as { [COMMAND_ENDED]?: Promise<unknown> })[COMMAND_ENDED];
  const code = await ended;
  return typeof code === "number" ? code : new Promise<number>(() => {});
}
