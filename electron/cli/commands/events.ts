import { ENGINE_VERSION } from "../../../shared/contract/versions.ts";
import {
  compileEventFilter,
  type EventObject,
  type EventTest,
} from "../../../shared/engine/filter/record-filter.ts";
import { type EventWriter, eventWriter } from "../../../shared/export/event-writers.ts";
import { errorText } from "../../../shared/export/messages.ts";
import { zoneOrUtc } from "../../../shared/export/output-zone.ts";
import type { Command } from "../command.ts";
import { CommandFailure, EXIT } from "../exit-codes.ts";
import { filterFailure } from "../filter-failure.ts";
import { namedZone } from "../open-case.ts";
import { readOptions } from "../options.ts";
import { Interrupted, type Output } from "../output.ts";
import { progressDisplay } from "../progress.ts";
import { runWithOutput } from "../run-with-output.ts";
import { exitCodeOf, reportSources, reportUnusedAnswers } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS, textAnswers } from "../text-options.ts";
import { readWindowOrFail } from "./sessions.ts";

export const command: Command = {
  help: `Usage: logonscope events INPUT... [options]

The records that mean something for sessions, in the order of their record ids, input after input.

  --all                           every record with every field
  --recovered                     also deleted records found in unused space, marked as such
  --format table|csv|json|jsonl   table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --filter QUERY                  such as "eventid:4624,4625 user:anna"
                                  fields: eventid channel provider computer user record text from to
  --from TIME --to TIME           from this moment on, before that one
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
  --progress json                 progress as JSON lines on standard error
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions("events", args, [
      "all",
      "recovered",
      "format",
      "out",
      "filter",
      "from",
      "to",
      "zone",
      "progress",
      "quiet",
      ...TEXT_OPTIONS,
    ]);
    const zone = (await namedZone(asked)) ?? (await zoneOrUtc(environment.machineZone));
    const window = readWindowOrFail(asked, zone);
    const test = compileEventFilter(asked.filter, zone, window);
    if (!test.ok) throw filterFailure("--filter", test.error);
    const everything = asked.filter === "" && Number.isNaN(window.from) && Number.isNaN(window.to);
    return runWithOutput(environment, "events", asked, async (host, output) => {
      const writer = eventWriter(asked.format, zone, {
        all: asked.all,
        bom: output.isFile,
        filter: asked.filter,
        engine: ENGINE_VERSION,
      });
      const progress = progressDisplay(environment.stderr, { json: asked.progressJson, quiet: asked.quiet });
      let failure: unknown = null;
      // Nothing is written for inputs that cannot be read at all.
      let begun = false;
      const begin = async () => {
        if (!begun) await write(output, writer.begin());
        begun = true;
      };
      const answers = await textAnswers(asked);
      const end = await host.streamEvents(
        asked.inputs,
        {
          all: asked.all,
          recovered: asked.recovered,
          answers,
          signal: environment.signal,
          onProgress: progress.show,
        },
        async (block) => {
          try {
            await begin();
            // Lines of JSON are what was asked for: they go through untouched.
            if (asked.format === "jsonl" && everything) await output.write(block);
            else await write(output, convert(block, test.value, writer));
          } catch (error) {
            failure ??= error;
            throw error;
          }
        },
      );
      progress.clear();
      if (failure !== null) throw failure;
      if (!end.ok) throw new CommandFailure(EXIT.noLog, errorText(end.error.code));
      if (end.cancelled) throw new Interrupted();
      reportSources(environment, end.sources, asked);
      reportUnusedAnswers(environment, answers, end.sources);
      const exitCode = exitCodeOf(end.sources);
      if (exitCode === EXIT.noLog) throw new CommandFailure(exitCode, errorText("noLog"));
      await begin();
      await write(output, writer.end(end.sources));
      return exitCode;
    });
  },
};

/** The events of a block of JSON lines that pass the test, in the format of the writer. */
function convert(block: Uint8Array, test: EventTest, writer: EventWriter): string {
  let text = "";
  for (const line of new TextDecoder().decode(block).split("\n")) {
    if (line === "") continue;
    const event = JSON.parse(line) as EventObject;
    if (test(event)) text += writer.event(event);
  }
  return text;
}

async function write(output: Output, text: string): Promise<void> {
  if (text !== "") await output.write(text);
}
