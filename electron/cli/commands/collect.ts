import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { errorSentence, errorText } from "../../../shared/export/messages.ts";
import { groupedText } from "../../../shared/export/texts.ts";
import { CHANNEL_NAMES, LIVE_CHANNELS, type LiveChannelId } from "../../../shared/types/live-channels.ts";
import { takeFile } from "../../collect/take-file.ts";
import type { LiveCollector, SavedLog } from "../../host/live-collector.ts";
import { runCheck } from "../archive-check.ts";
import { collectDisplay } from "../collect-display.ts";
import { collectFromHosts, isRemote } from "../collect-hosts.ts";
import type { Command } from "../command.ts";
import type { Environment } from "../environment.ts";
import { CommandFailure, EXIT, type ExitCode, usageFailure } from "../exit-codes.ts";
import { type Asked, readOptions } from "../options.ts";
import { Interrupted, openOutput, writeFailure } from "../output.ts";
import { say } from "../source-report.ts";

export const command: Command = {
  examples: [
    "logonscope collect --out saved --channels security,system",
    "logonscope collect dc1 dc2 --archive D:\\Logs",
    "logonscope collect --check D:\\Logs",
  ],
  help: `Usage: logonscope collect [HOST...] [options]

Saves the logs of this machine (Windows) as files, or those of other computers, such as every domain controller, through
wevtutil. The paths of the files go to standard output, one a line. Of this machine Windows asks for an administrator's
permission for the Security log, unless this already runs as an administrator or the account is in Event Log Readers.

  --out FOLDER       where to put the files; made if need be; the current folder unless said otherwise
  --channels LIST    of: security, system, lsm, rcm (the two logs of Remote Desktop); all four unless said otherwise
  --all              every record, not only those about sessions: larger, and gaps in it can be proved
  --progress json    progress as JSON lines on standard error
  --quiet            only the paths, and what went wrong

Other computers (HOST is a name or an address):
  --hosts FILE       more of them, one a line, # begins a remark; - reads the list from standard input
  --at-once N        computers asked at the same time, 1 to 16; 4 unless said otherwise
  --retries N        further tries of a computer that cannot be reached, each later than the last; 2 unless said otherwise
  --user NAME        DOMAIN\\user instead of the account this runs under. Windows asks for the password, for each log of
                     each computer; an account that Windows asks for once: runas /netonly /user:DOMAIN\\user cmd
  --password-stdin   the password of --user is the first line of standard input. It goes on to wevtutil the same way,
                     and neither into a command line nor to disk
Until one computer has accepted the account, only one is asked at a time with --user (else two); after two refusals of
name or password no other is asked, so that the account is not locked.

Scheduled runs:
  --archive FOLDER   instead of --out: a folder that each run adds to: a subfolder a computer, a file a log and run, and
                     an index with hashes. A run takes what is newer than the last one, and the last record once more,
                     which proves that nothing lies between. Without HOST: of this machine, as an administrator.
                     Open the folder like any other: logonscope coverage FOLDER names the gaps between runs
  --check FOLDER     collects nothing: holds the files of an archive against its index. --format json

Exit code: 0 all saved, 3 some of the logs or computers could not be had (or --check found a difference), 1 none could
be, or this is not Windows, 4 the folder cannot be written or another run holds it, 130 interrupted.`,
  async run(environment, args) {
    const asked = readOptions("collect", args, TAKES, ["table", "json"]);
    if (asked.remote.check !== undefined) {
      if (isRemote(asked)) throw usageFailure("--check collects nothing: name the archive only.");
      return await runCheck(environment, asked.remote.check, {
        json: asked.format === "json",
        quiet: asked.quiet,
      });
    }
    const channels = readChannels(asked.channels);
    const collector = await environment.createCollector();
    try {
      return isRemote(asked)
        ? await collectFromHosts(environment, collector, asked, channels)
        : await collect(environment, collector, asked, channels);
    } finally {
      await collector.close();
    }
  },
};

const TAKES = [
  "out",
  "channels",
  "all",
  "progress",
  "quiet",
  "format",
  "hosts",
  "archive",
  "check",
  "user",
  "password-stdin",
  "at-once",
  "retries",
] as const;

async function collect(
  environment: Environment,
  collector: LiveCollector,
  asked: Asked<string>,
  channels: readonly LiveChannelId[],
): Promise<ExitCode> {
  if (!collector.supported) {
    throw new CommandFailure(
      EXIT.noLog,
      `${errorText("notWindows")} On that computer, as an administrator: wevtutil epl Security C:\\Temp\\Security.evtx`,
    );
  }
  const folder = asked.out ?? ".";
  // Before anything is saved: nobody should give a permission in vain.
  await mkdir(folder, { recursive: true }).catch((problem: unknown) => {
    throw writeFailure(problem, folder);
  });
  const display = collectDisplay(environment, { json: asked.progressJson, quiet: asked.quiet });
  let failed = 0;
  const end = await collector.collect({
    channels,
    whole: asked.all,
    after: [],
    signal: environment.signal,
    onChannel(progress) {
      if (progress.step === "failed") failed++;
      display.show(progress);
    },
  });
  display.clear();
  // What concerns one log has been said by then.
  if (end.type === "failed")
    throw new CommandFailure(EXIT.noLog, failed > 0 ? "No log could be saved." : errorSentence(end.error));
  if (end.type === "cancelled") throw new Interrupted();
  for (const log of end.saved) {
    const path = join(folder, log.name);
    await takeFile(log.path, path).catch((problem: unknown) => {
      throw writeFailure(problem, path);
    });
    if (!asked.quiet) say(environment, `${CHANNEL_NAMES[log.channel]}: ${savedText(log)}`);
    await openOutput(undefined, environment.stdout, environment.signal).write(`${path}\n`);
  }
  return failed === 0 ? EXIT.done : EXIT.damaged;
}

function savedText({ bytes, mark }: SavedLog): string {
  const newest = mark === null ? "it holds no record" : `newest record ${mark.recordId} of ${mark.time}`;
  return `${groupedText(bytes)} bytes, ${newest}.`;
}

/** The logs that `--channels` names, in that order and each once; `Security` and the names of Windows will do too. */
function readChannels(text: string | undefined): readonly LiveChannelId[] {
  if (text === undefined) return LIVE_CHANNELS;
  const found = text.split(",").map((word) => {
    const name = word.trim().toLowerCase();
    const id = LIVE_CHANNELS.find((each) => each === name || CHANNEL_NAMES[each].toLowerCase() === name);
    if (id === undefined)
      throw usageFailure(`--channels takes ${LIVE_CHANNELS.join(", ")}; not "${word.trim()}".`);
    return id;
  });
  return [...new Set(found)];
}
