import { COMMAND_NAMES, type CommandName } from "../../shared/contract/command-names.ts";
import { ENGINE_VERSION } from "../../shared/contract/versions.ts";
import type { Command } from "./command.ts";
import type { Environment } from "./environment.ts";
import { CommandFailure, EXIT, type ExitCode } from "./exit-codes.ts";

/** Loaded when they are called, so that no command pays for the others. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<{ readonly command: Command }>>> = {
  sessions: () => import("./commands/sessions.ts"),
  events: () => import("./commands/events.ts"),
  info: () => import("./commands/info.ts"),
  failures: () => import("./commands/failures.ts"),
  coverage: () => import("./commands/coverage.ts"),
  report: () => import("./commands/report.ts"),
  rules: () => import("./commands/rules.ts"),
  pair: () => import("./commands/pair.ts"),
  collect: () => import("./commands/collect.ts"),
  scripts: () => import("./commands/scripts.ts"),
  pack: () => import("./commands/pack.ts"),
  verify: () => import("./commands/verify.ts"),
  compare: () => import("./commands/compare.ts"),
  serve: () => import("./commands/serve.ts"),
};

const HELP = `Logonscope: who was on which computer, from when to when, how it ended, and how sure that is.

Usage: logonscope COMMAND INPUT... [options]

  sessions INPUT...               user sessions
  failures INPUT...               failed logons with the reason
  events INPUT...                 the records behind them; --all: every record, every field
  info INPUT...                   format, hash, records, span, computers, damage
  coverage INPUT...               what the inputs can and cannot prove
  report NAME INPUT...            who was on, first and last, hours, remote, bursts, lockouts, boots, and more
  pair                            sessions of events that come as JSON Lines on standard input
  rules [NAME...]                 what the rules say that sessions are made by
  collect [HOST...]               save the logs of this machine or of others (Windows)
  scripts                         logon and logoff scripts, and the rights of their share; nothing is run
  pack INPUT... --out PACK        an evidence pack: tables, reports, hashes, and the case to open again
  verify PACK [INPUT...]          whether a pack is as it was made, and from these inputs
  compare A B                     what B tells otherwise than A: packs, logs, folders
  serve [INPUT...]                the program in a browser on this machine

INPUT is a log (.evtx, .evt, event XML), a folder or a zip archive with such files, or - for standard input (a log or
an archive, as large as the disk for temporary files allows). What an input is, is told by its content. Inputs expand
in the order of their paths. logonscope COMMAND --help tells the options.

Exit code: 0 done, 1 no input could be read as a log, 2 wrong usage, 3 some input was damaged or not read,
4 the output could not be written, 130 interrupted.
`;

/** Runs the command line. `null`: the command sets the exit code itself. */
export async function main(environment: Environment, args: readonly string[]): Promise<ExitCode | null> {
  try {
    return await run(environment, args);
  } catch (failure) {
    const { ClosedPipe, Interrupted } = await import("./output.ts");
    if (failure instanceof ClosedPipe) return EXIT.done;
    if (failure instanceof Interrupted) return EXIT.interrupted;
    const { say } = await import("./source-report.ts");
    if (failure instanceof CommandFailure) {
      say(environment, failure.message);
      return failure.exitCode;
    }
    const { isOutOfMemory } = await import("../../shared/contract/out-of-memory.ts");
    if (isOutOfMemory(failure)) {
      const { errorText } = await import("../../shared/export/messages.ts");
      say(environment, errorText("outOfMemory"));
      return EXIT.noLog;
    }
    say(
      environment,
      `something went wrong inside the program: ${failure instanceof Error ? failure.message : failure}`,
    );
    return EXIT.noLog;
  }
}

async function run(environment: Environment, args: readonly string[]): Promise<ExitCode | null> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-V") return print(environment, `logonscope ${ENGINE_VERSION}\n`);
  if (name === "--help" || name === "-h" || name === "help") {
    const asked = name === "help" ? rest[0] : undefined;
    return help(environment, asked);
  }
  if (name === undefined) {
    const { fitHelp } = await import("./help-text.ts");
    environment.stderr.write(fitHelp(HELP));
    return EXIT.wrongUsage;
  }
  const command = await find(name);
  // After "--" everything is an input, whatever it looks like.
  const before = rest.includes("--") ? rest.slice(0, rest.indexOf("--")) : rest;
  if (before.includes("--help") || before.includes("-h")) return help(environment, name);
  return command.run(environment, rest);
}

async function find(name: string): Promise<Command> {
  const known = COMMAND_NAMES.find((each) => each === name);
  if (known !== undefined) return (await COMMANDS[known]()).command;
  const { nearestWord } = await import("../../shared/engine/filter/nearest.ts");
  const nearest = nearestWord(name, COMMAND_NAMES);
  const hint = nearest === null ? "logonscope --help lists the commands." : `Did you mean "${nearest}"?`;
  throw new CommandFailure(EXIT.wrongUsage, `There is no command "${name}". ${hint}`);
}

/** What can be said of a command; without a name of the program. */
async function help(environment: Environment, name: string | undefined): Promise<ExitCode> {
  const { commandHelp, fitHelp } = await import("./help-text.ts");
  return print(environment, name === undefined ? fitHelp(HELP) : commandHelp(await find(name)));
}

async function print(environment: Environment, text: string): Promise<ExitCode> {
  const { openOutput } = await import("./output.ts");
  await openOutput(undefined, environment.stdout, environment.signal).write(text);
  return EXIT.done;
}
