import { ENGINE_VERSION } from "../../../shared/contract/versions.ts";
import { infoCsv } from "../../../shared/export/csv.ts";
import { infoJson, infoJsonLines } from "../../../shared/export/info-json.ts";
import { errorText } from "../../../shared/export/messages.ts";
import { type OutputZone, zoneOrUtc } from "../../../shared/export/output-zone.ts";
import { infoTable } from "../../../shared/export/table-views.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import type { Command } from "../command.ts";
import { CommandFailure, EXIT } from "../exit-codes.ts";
import { namedZone } from "../open-case.ts";
import { type Asked, readOptions } from "../options.ts";
import { Interrupted, type Output } from "../output.ts";
import { progressDisplay } from "../progress.ts";
import { runWithOutput, writeAll } from "../run-with-output.ts";
import { exitCodeOf, reportSources, reportUnusedAnswers } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS, textAnswers } from "../text-options.ts";

export const command: Command = {
  examples: ["logonscope info Security.evtx", "logonscope info logs/ --format json --quiet"],
  help: `Usage: logonscope info INPUT... [options]

What each input is: format, size, SHA-256, records, time span, computers, damage.

  --format table|csv|json|jsonl|xlsx|html|parquet
                                  table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
  --progress json                 progress as JSON lines on standard error
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions("info", args, ["format", "out", "zone", "progress", "quiet", ...TEXT_OPTIONS]);
    const zone = (await namedZone(asked)) ?? (await zoneOrUtc(environment.machineZone));
    return runWithOutput(environment, "info", asked, async (host, output) => {
      const progress = progressDisplay(environment.stderr, { json: asked.progressJson, quiet: asked.quiet });
      const answers = await textAnswers(asked);
      const end = await host.inspect(asked.inputs, {
        answers,
        signal: environment.signal,
        onProgress: progress.show,
      });
      progress.clear();
      if (!end.ok) throw new CommandFailure(EXIT.noLog, errorText(end.error.code));
      if (end.cancelled) throw new Interrupted();
      reportSources(environment, end.sources, asked);
      reportUnusedAnswers(environment, answers, end.sources);
      await writeAll(output, await infoBlocks(end.sources, zone, asked, output));
      return exitCodeOf(end.sources);
    });
  },
};

async function infoBlocks(
  sources: readonly SourceInfo[],
  zone: OutputZone,
  asked: Asked,
  output: Output,
): Promise<Iterable<string | Uint8Array>> {
  switch (asked.format) {
    case "table":
      return infoTable(sources, zone, output.columns);
    case "csv":
      return infoCsv(sources, { bom: output.isFile });
    case "json":
      return infoJson(sources, ENGINE_VERSION, zone);
    case "jsonl":
      return infoJsonLines(sources);
    case "xlsx": {
      const { infoXlsx } = await import("../../../shared/export/xlsx/sources-xlsx.ts");
      return infoXlsx(sources, ENGINE_VERSION, zone);
    }
    case "html": {
      const { infoHtml } = await import("../../../shared/export/html/case-html.ts");
      return infoHtml(sources, ENGINE_VERSION, zone);
    }
    case "parquet": {
      const { sourcesParquet } = await import("../../../shared/export/parquet/tables.ts");
      return sourcesParquet(sources, ENGINE_VERSION);
    }
  }
}
