/** The commands of the command line, in the order in which its help lists them. */
export const COMMAND_NAMES = [
  "sessions",
  "failures",
  "events",
  "info",
  "coverage",
  "report",
  "pair",
  "rules",
  "collect",
  "scripts",
  "pack",
  "verify",
  "compare",
  "serve",
] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];

/**
 * Under this symbol the command line leaves a promise of its exit code among the globals, for a program that loads it
 * into itself; null where the command ends the program by itself. Such a program puts something there before; otherwise
 * the command line ends the process once it is done.
 */
export const COMMAND_ENDED = Symbol.for("logonscope.command.ended");
