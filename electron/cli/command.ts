import type { Environment } from "./environment.ts";
import type { ExitCode } from "./exit-codes.ts";

/** One command: what `--help` says of it, and what it does. `null`: the exit code is set elsewhere. */
export interface Command {
  readonly help: string;
  run(environment: Environment, args: readonly string[]): Promise<ExitCode | null>;
}
