import { ENGINE_VERSION } from "../../../shared/contract/versions.ts";
import { compileEventFilter, type EventObject } from "../../../shared/engine/filter/record-filter.ts";
import type { Aliases } from "../../../shared/engine/masking/aliases.ts";
import { maskCase } from "../../../shared/engine/masking/mask-case.ts";
import { maskRecord } from "../../../shared/engine/masking/mask-record.ts";
import { type EventSinkPorts, eventSink } from "../../../shared/export/event-sink.ts";
import { errorText } from "../../../shared/export/messages.ts";
import { zoneOrUtc } from "../../../shared/export/output-zone.ts";
import type { Command } from "../command.ts";
import { CommandFailure, EXIT, usageFailure } from "../exit-codes.ts";
import { filterFailure } from "../filter-failure.ts";
import { MASK_HELP, MASK_OPTIONS, writeMaskKey } from "../masking.ts";
import { namedZone, namesHashes, openCase } from "../open-case.ts";
import { readOptions } from "../options.ts";
import { Interrupted, type Output } from "../output.ts";
import { progressDisplay } from "../progress.ts";
import { runWithOutput } from "../run-with-output.ts";
import { exitCodeOf, reportSources, reportUnusedAnswers } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS, textAnswers } from "../text-options.ts";
import { readWindowOrFail } from "./sessions.ts";

export const command: Command = {
  examples: [
    'logonscope events Security.evtx --filter "eventid:4624,4625 user:anna"',
    "logonscope events Security.evtx --all --format jsonl --out all.jsonl",
    "logonscope events Security.evtx --format jsonl | logonscope pair",
  ],
  help: `Usage: logonscope events INPUT... [options]

The records that mean something for sessions, in the order of their record ids, input after input. As JSON Lines
without a filter they are what logonscope pair reads: "skipped" then tells of the records left out before a line.

  --all                           every record with every field
  --recovered                     also deleted records found in unused space, marked as such
  --format table|csv|json|jsonl|xlsx|html|parquet
                                  table unless said otherwise; html holds the first 50,000
  --out FILE                      write to a file instead of standard output
  --filter QUERY                  such as "eventid:4624,4625 user:anna"
                                  fields: eventid channel provider computer user record text from to
  --from TIME --to TIME           from this moment on, before that one
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
${MASK_HELP}
                                  in fields of records too; reads the logs twice
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
      ...MASK_OPTIONS,
      ...TEXT_OPTIONS,
    ]);
    if (asked.mask && asked.inputs.includes("-")) {
      throw usageFailure(
        "With --mask the logs are read twice, and standard input can be read once: save it first.",
      );
    }
    const zone = (await namedZone(asked)) ?? (await zoneOrUtc(environment.machineZone));
    const window = readWindowOrFail(asked, zone);
    const test = compileEventFilter(asked.filter, zone, window);
    if (!test.ok) throw filterFailure("--filter", test.error);
    const everything = asked.filter === "" && Number.isNaN(window.from) && Number.isNaN(window.to);
    return runWithOutput(environment, "events", asked, async (host, output) => {
      // The aliases of the case, so that a name has the same one here as in its sessions.
      const masked = asked.mask
        ? maskCase(await openCase(environment, host, { ...asked, quiet: true, filter: "" }))
        : null;
      const ask = {
        format: asked.format,
        all: asked.all,
        filter: masked === null || asked.filter === "" ? asked.filter : "not shown",
        bom: output.isFile,
        engine: ENGINE_VERSION,
      };
      const writer = await eventSink(ask, zone, test.value, shownEvents(masked?.aliases ?? null), PORTS);
      const progress = progressDisplay(environment.stderr, { json: asked.progressJson, quiet: asked.quiet });
      let failure: unknown = null;
      // Nothing is written for inputs that cannot be read at all.
      let begun = false;
      const begin = async () => {
        if (!begun) await write(output, writer.begin());
        begun = true;
      };
      const take = async (block: Uint8Array) => {
        try {
          await begin();
          // Lines of JSON are what was asked for: they go through untouched.
          if (asked.format === "jsonl" && everything && masked === null) await output.write(block);
          else for (const piece of writer.lines(block)) await write(output, piece);
        } catch (error) {
          failure ??= error;
          throw error;
        }
      };
      let turn: Promise<void> = Promise.resolve();
      const answers = await textAnswers(asked);
      const end = await host.streamEvents(
        asked.inputs,
        {
          all: asked.all,
          recovered: asked.recovered,
          // What `pair` needs to know of all other records.
          skipped: asked.format === "jsonl" && everything && !asked.all,
          hash: namesHashes(asked),
          answers,
          signal: environment.signal,
          onProgress: progress.show,
        },
        // A small job hands over its next block before the last is written; a row belongs behind the ones before it.
        (block) => {
          turn = turn.then(() => take(block));
          return turn;
        },
      );
      await turn.catch(() => {});
      progress.clear();
      if (failure !== null) throw failure;
      if (!end.ok) throw new CommandFailure(EXIT.noLog, errorText(end.error.code));
      if (end.cancelled) throw new Interrupted();
      reportSources(environment, end.sources, asked);
      reportUnusedAnswers(environment, answers, end.sources);
      const exitCode = exitCodeOf(end.sources);
      if (exitCode === EXIT.noLog) throw new CommandFailure(exitCode, errorText("noLog"));
      await begin();
      await write(output, writer.end(masked?.data.sources ?? end.sources));
      if (masked !== null) await writeMaskKey(asked.maskKey, masked.aliases);
      return exitCode;
    });
  },
};

const PORTS: EventSinkPorts = {
  decode: (block: Uint8Array) => new TextDecoder().decode(block),
  workbook: async (...about) =>
    new (await import("../../../shared/export/xlsx/events-xlsx.ts")).EventsXlsx(...about),
};

function shownEvents(aliases: Aliases | null): (event: EventObject) => EventObject {
  return aliases === null ? (event) => event : (event) => maskRecord(event, aliases);
}

async function write(output: Output, piece: string | Uint8Array): Promise<void> {
  if (piece.length > 0) await output.write(piece);
}
