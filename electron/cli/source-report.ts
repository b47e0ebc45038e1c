import { sourceMessages } from "../../shared/export/messages.ts";
import { safeText } from "../../shared/export/terminal-width.ts";
import { groupedText } from "../../shared/export/texts.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { ImportAnswers } from "../../shared/types/text-import.ts";
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
    const remark = cloudRemark(source);
    if (remark !== null && (source.failure !== null || !options.quiet))
      say(environment, `${source.path}: ${remark}`);
  }
}

/** What the window shows of a table of Dynamics 365 and a command line has to say; null where nothing is odd. */
function cloudRemark({ cloud, failure }: SourceInfo): string | null {
  if (cloud === undefined) return null;
  if (failure !== null) return `its columns are ${cloud.headers.join(", ")}.`;
  if (cloud.doubles === 0) return null;
  const rows =
    cloud.doubles === 1
      ? "1 row of it repeats an earlier one"
      : `${groupedText(cloud.doubles)} rows of it repeat earlier ones`;
  const odd = cloud.conflicts === 0 ? "" : `, ${groupedText(cloud.conflicts)} with something else`;
  return `${rows}${odd}; the first of each counts.`;
}

/** Says which answers that name a file found none of that name: what nobody used would else look used. */
export function reportUnusedAnswers(
  environment: Environment,
  answers: readonly ImportAnswers[],
  sources: readonly SourceInfo[],
): void {
  const names = new Set(sources.map(({ path }) => path));
  for (const { file } of answers) {
    if (file === null || names.has(file)) continue;
    const meant = [...names].find((name) => name.endsWith(`/${file}`) || name.endsWith(`\\${file}`));
    const hint = meant === undefined ? "Name it as the results do." : `Did you mean ${meant}?`;
    say(environment, `${file}: no input has that name, so what was said of it was not used. ${hint}`);
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
