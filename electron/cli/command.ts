import type { Environment } from "./environment.ts";
import type { ExitCode } from "./exit-codes.ts";

/** One command: what `--help` says of it, and what it does. `null`: the exit code is set elsewhere. */
export interface Command {
  /** Written as it reads best; shown in lines of 80 characters. */
  readonly help: string;
  /** Lines that can be typed as they are, and are run by a test. */
  readonly examples: readonly string[];
  run(environment: Environment, args: readonly string[]): Promise<ExitCode | null>;
}
