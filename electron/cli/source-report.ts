import { sourceMessages } from "../../shared/export/messages.ts";
import { safeText } from "../../shared/export/terminal-width.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { Environment } from "./environment.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

/** Says on standard error what was wrong with each input. `quiet` leaves out what is harmless. */
export function reportSources(
  environment: Environment,
  sources: readonly SourceInfo[],
  options: { readonly quiet: boolean },
): void {
  for (const source of sources) {
    for (const { level, text } of sourceMessages(source)) {
      if (level !== "note" || !options.quiet) say(environment, text);
    }
  }
}

/** One sentence on standard error. Names in it come from outside, so nothing in it may steer the terminal. */
export function say(environment: Environment, sentence: string): void {
  environment.stderr.write(`logonscope: ${safeText(sentence)}\n`);
}

/** The exit code that the state of the inputs asks for, once the work is done. */
export function exitCodeOf(sources: readonly SourceInfo[]): ExitCode {
  if (sources.length > 0 && sources.every((source) => source.failure !== null)) return EXIT.noLog;
  return sources.some((source) => source.failure !== null || source.damage.length > 0)
    ? EXIT.damaged
    : EXIT.done;
}
