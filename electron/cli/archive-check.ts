import { errorSentence } from "../../shared/export/messages.ts";
import { groupedText } from "../../shared/export/texts.ts";
import { CHANNEL_NAMES } from "../../shared/types/live-channels.ts";
import { type ArchiveCheck, checkArchive } from "../collect/check-archive.ts";
import type { Environment } from "./environment.ts";
import { CommandFailure, EXIT, type ExitCode } from "./exit-codes.ts";
import { Interrupted, openOutput } from "./output.ts";
import { say } from "./source-report.ts";

/** `collect --check DIR`: whether the files of an archive are those that were collected, and what is not joined. */
export async function runCheck(
  environment: Environment,
  folder: string,
  options: { readonly json: boolean; readonly quiet: boolean },
): Promise<ExitCode> {
  const check = await checkArchive(folder, { signal: environment.signal }).catch((problem: unknown) => {
    const why = problem instanceof Error ? problem.message : String(problem);
    throw new CommandFailure(EXIT.noLog, `${folder}: the archive cannot be read: ${why}`);
  });
  if (environment.signal.aborted) throw new Interrupted();
  if (check === null)
    throw new CommandFailure(
      EXIT.noLog,
      `${folder}: there is no archive of collect --archive in this folder.`,
    );
  const output = openOutput(undefined, environment.stdout, environment.signal);
  if (options.json)
    await output.write(`${JSON.stringify({ schema: "logonscope.archive-check/1", ...check }, null, 2)}\n`);
  else await output.write(`${checkLines(check).join("\n")}\n`);
  const isBad = check.missing.length + check.altered.length + check.unreadable.length + check.badLines > 0;
  if (isBad && !options.quiet) say(environment, `${folder}: not as it was collected.`);
  return isBad ? EXIT.damaged : EXIT.done;
}

function checkLines(check: ArchiveCheck): readonly string[] {
  const { files, missing, altered, unreadable, strays, badLines, trails, absent } = check;
  const good = files - missing.length - altered.length - unreadable.length;
  return [
    `${groupedText(good)} of ${groupedText(files)} files are as they were collected.`,
    ...missing.map((file) => `missing: ${file}`),
    ...altered.map((file) => `altered: ${file}`),
    ...unreadable.map((file) => `cannot be read: ${file}`),
    ...(badLines === 0 ? [] : [`damaged lines of the index: ${badLines}`]),
    ...strays.map((file) => `not in the index: ${file}`),
    ...trails.flatMap(({ computer, channel, from, to, lookedAt, records, gaps, partial, asked }) => [
      `${computer} ${CHANNEL_NAMES[channel]}: ${groupedText(records)} records, ${from} to ${to}, last asked ${lookedAt}${aliases(computer, asked)}`,
      ...gaps.map((gap) => `  gap: ${gap.from} to ${gap.to}, ${GAP_TEXT[gap.cause]}`),
      ...(partial ? ["  the last answer broke off; the next run goes on from there"] : []),
    ]),
    ...absent.map(({ asked, channel, at, code, exit }) => {
      const log = channel === null ? "" : ` ${CHANNEL_NAMES[channel]}`;
      return `not had: ${asked === "" ? "this machine" : asked}${log}, ${at}: ${errorSentence({ code, params: exit === null ? {} : { exit } })}`;
    }),
  ];
}

const GAP_TEXT = {
  gap: "the last record known was no longer in the log",
  restarted: "the log counts from the start again",
} as const;

function aliases(computer: string, asked: readonly string[]): string {
  const others = asked.filter((name) => name !== "" && name.toLowerCase() !== computer.toLowerCase());
  return others.length === 0 ? "" : `, asked as ${others.join(", ")}`;
}
