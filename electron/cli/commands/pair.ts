import type { LineTrouble } from "../../../shared/contract/worker-job.ts";
import { sessionsCsv } from "../../../shared/export/csv.ts";
import type { SessionExportInput } from "../../../shared/export/export-case.ts";
import { errorText } from "../../../shared/export/messages.ts";
import { zoneOrUtc } from "../../../shared/export/output-zone.ts";
import { sessionsJsonLines } from "../../../shared/export/sessions-json.ts";
import { groupedText } from "../../../shared/export/texts.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Command } from "../command.ts";
import { CommandFailure, EXIT, usageFailure } from "../exit-codes.ts";
import { namedZone } from "../open-case.ts";
import { readOptions } from "../options.ts";
import { checkOutput, Interrupted, openOutput } from "../output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { say } from "../source-report.ts";
import { checkBefore, readKinds, selectSessions } from "./sessions.ts";

const FORMATS = ["jsonl", "csv"] as const;
const SUCH_AS = "logonscope events LOG --format jsonl | logonscope pair";

export const command: Command = {
  examples: [
    "logonscope events Security.evtx --format jsonl | logonscope pair",
    "logonscope events logs/ --format jsonl --all | \\\n      logonscope pair --any-order --kind all --format csv --out sessions.csv",
  ],
  help: `Usage: logonscope events INPUT... --format jsonl | logonscope pair [options]

Reads events as JSON Lines on standard input, as logonscope events --format jsonl writes them (with or without
--all), and writes their sessions. Lines of one computer stand together: when the next computer begins, the
sessions of the one before are written and forgotten, so that memory is that of the largest computer.

  --any-order                     computers may come back: all lines are one case, which takes memory for all
  --format jsonl|csv              jsonl unless said otherwise
  --out FILE                      write to a file instead of standard output
  --filter QUERY                  as for sessions
  --kind LIST|all                 desktop unless said otherwise
  --from TIME --to TIME           keep what may overlap this window
  --zone ZONE                     of local times and days; UTC unless said otherwise
${SETTINGS_HELP}
  --progress json                 progress as JSON lines on standard error
  --quiet                         no remarks`,
  async run(environment, args) {
    const asked = readOptions(
      "pair",
      args,
      ["any-order", "format", "out", "filter", "kind", "from", "to", "zone", "set", "progress", "quiet"],
      FORMATS,
    );
    if (asked.inputs.some((input) => input !== "-"))
      throw usageFailure(`pair reads standard input only: ${SUCH_AS}`);
    const kinds = readKinds(asked.kind, asked.filter);
    const zone = (await namedZone(asked)) ?? (await zoneOrUtc("UTC"));
    checkBefore(asked, zone);
    const input = environment.stdin?.() ?? null;
    if (input === null) throw usageFailure(`pair reads events from standard input, such as: ${SUCH_AS}`);
    await checkOutput(asked.out, []);
    const output = openOutput(asked.out, environment.stdout, environment.signal);
    const host = await environment.createHost();
    const started = Date.now();
    let failure: unknown = null;
    let computers = 0;
    let sessions = 0;
    const take = async (data: CaseData): Promise<void> => {
      const rows = selectSessions(data, asked, kinds, zone);
      const goesOn = computers > 0;
      computers += data.computers.length;
      sessions += rows.length;
      const table = { data, rows, zone, kinds, filter: asked.filter };
      for (const block of blocksOf(table, asked.format, output.isFile, goesOn)) await output.write(block);
      if (!asked.progressJson) return;
      const progress = { phase: "pairing", computers, sessions, elapsedMs: Date.now() - started };
      environment.stderr.write(`${JSON.stringify({ progress })}\n`);
    };
    try {
      const { settings, anyOrder } = asked;
      const end = await host.pairLines(input, { settings, anyOrder, signal: environment.signal }, (data) =>
        take(data).catch((error: unknown) => {
          failure ??= error;
          throw error;
        }),
      );
      if (failure !== null) throw failure;
      if (end.ok === "cancelled" || (end.ok && end.cancelled)) throw new Interrupted();
      if (!end.ok) throw new CommandFailure(EXIT.noLog, errorText(end.error.code));
      for (const each of end.trouble) say(environment, troubleText(each));
      const bad = end.trouble.reduce((sum, { count }) => sum + count, 0);
      if (end.lines > 0 && bad === end.lines)
        throw new CommandFailure(EXIT.noLog, "standard input: no line of it is an event.");
      if (end.lines === 0 && !asked.quiet) say(environment, "standard input: no events.");
      await output.finish();
      return bad > 0 ? EXIT.damaged : EXIT.done;
    } catch (error) {
      await output.discard();
      throw error;
    } finally {
      await host.close();
    }
  },
};

/** The sessions of one computer; of a CSV that goes on, without its heading. */
function* blocksOf(
  input: SessionExportInput,
  format: (typeof FORMATS)[number],
  isFile: boolean,
  goesOn: boolean,
): Generator<string> {
  if (format === "jsonl") {
    yield* sessionsJsonLines(input);
    return;
  }
  let cut = goesOn;
  for (const block of sessionsCsv(input, { bom: isFile && !goesOn })) {
    // No name of a column holds a line end.
    yield cut ? block.slice(block.indexOf("\r\n") + 2) : block;
    cut = false;
  }
}

function troubleText({ code, count, line, computer }: LineTrouble): string {
  const lines =
    count === 1 ? `line ${line} is` : `${groupedText(count)} lines, the first of them line ${line}, are`;
  switch (code) {
    case "lineBad":
      return `standard input: ${lines} no event as JSON, and left out.`;
    case "lineLong":
      return `standard input: ${lines} longer than any event, and left out.`;
    case "limit":
      return `standard input: ${lines} left out: a computer has more events than fit into one process.`;
    case "computerAgain":
      return `standard input: ${lines} of ${computer} again, whose sessions were written before, and left out. Sort the events by computer, or use --any-order.`;
  }
}
