import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { errorSentence, errorText } from "../../../shared/export/messages.ts";
import { groupedText } from "../../../shared/export/texts.ts";
import { CHANNEL_NAMES, LIVE_CHANNELS, type LiveChannelId } from "../../../shared/types/live-channels.ts";
import { takeFile } from "../../collect/take-file.ts";
import type { LiveCollector, SavedLog } from "../../host/live-collector.ts";
import { collectDisplay } from "../collect-display.ts";
import type { Command } from "../command.ts";
import type { Environment } from "../environment.ts";
import { CommandFailure, EXIT, type ExitCode, usageFailure } from "../exit-codes.ts";
import { type Asked, readOptions } from "../options.ts";
import { Interrupted, openOutput, writeFailure } from "../output.ts";
import { say } from "../source-report.ts";

export const command: Command = {
  help: `Usage: logonscope collect [options]

Saves the logs of this machine (Windows) as files, through wevtutil. Windows asks for an administrator's permission
for the Security log, unless this already runs as an administrator or the account is in Event Log Readers. The paths
of the files go to standard output, one a line. Other machines (HOST) are not supported yet.

  --out FOLDER       where to put the files; made if need be; the current folder unless said otherwise
  --channels LIST    of: security, system, lsm, rcm (the two logs of Remote Desktop); all four unless said otherwise
  --all              every record, not only those about sessions: larger, and gaps in it can be proved
  --progress json    progress as JSON lines on standard error
  --quiet            only the paths, and what went wrong

Exit code: 0 all saved, 3 some of the logs could not be saved, 1 none could be, or this is not Windows,
4 the folder cannot be written, 130 interrupted.`,
  async run(environment, args) {
    const asked = readOptions("collect", args, ["out", "channels", "all", "progress", "quiet"]);
    if (asked.inputs.length > 0) {
      throw usageFailure(
        `Saving the logs of other machines (${asked.inputs[0]}) is not supported yet: collect takes no HOST and reads this machine.`,
      );
    }
    const channels = readChannels(asked.channels);
    const collector = await environment.createCollector();
    try {
      return await collect(environment, collector, asked, channels);
    } finally {
      await collector.close();
    }
  },
};

async function collect(
  environment: Environment,
  collector: LiveCollector,
  asked: Asked,
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
