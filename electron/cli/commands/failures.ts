import { checkFailureFilter, filterFailures } from "../../../shared/engine/filter/filter.ts";
import { failuresCsv } from "../../../shared/export/csv.ts";
import type { ExportInput } from "../../../shared/export/export-case.ts";
import { failuresJson, failuresJsonLines } from "../../../shared/export/failures-json.ts";
import { failuresTable } from "../../../shared/export/table-views.ts";
import type { Command } from "../command.ts";
import { filterFailure } from "../filter-failure.ts";
import { MASK_HELP, MASK_OPTIONS, shownCase } from "../masking.ts";
import { namedZone, namesHashes, openCase, zoneFor } from "../open-case.ts";
import { type Asked, readOptions } from "../options.ts";
import type { Output } from "../output.ts";
import { runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";
import { readWindowOrFail } from "./sessions.ts";

export const command: Command = {
  examples: [
    "logonscope failures Security.evtx",
    'logonscope failures logs/ --filter "user:anna reason:*password*" --format json',
  ],
  help: `Usage: logonscope failures INPUT... [options]

Failed logons with the reason in plain words.

  --format table|csv|json|jsonl|xlsx|html|parquet
                                  table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --filter QUERY                  such as "user:anna reason:*password*"
                                  fields: user computer ip workstation type status reason from to hour weekday
  --from TIME --to TIME           from this moment on, before that one
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
${SETTINGS_HELP}
  --progress json                 progress as JSON lines on standard error
${MASK_HELP}
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions("failures", args, [
      "format",
      "out",
      "filter",
      "from",
      "to",
      "zone",
      "set",
      "progress",
      "quiet",
      ...MASK_OPTIONS,
      ...TEXT_OPTIONS,
    ]);
    const named = await namedZone(asked);
    const wrong = checkFailureFilter(asked.filter, named);
    if (wrong !== null) throw filterFailure("--filter", wrong);
    readWindowOrFail(asked, named);
    return runWithOutput(environment, "failures", asked, async (host, output) => {
      const data = await openCase(environment, host, asked, { hash: namesHashes(asked) });
      const zone = await zoneFor(environment, data, named);
      const context = { strings: data.strings, zone };
      const rows = filterFailures(data.failures, asked.filter, context, readWindowOrFail(asked, zone));
      if (!rows.ok) throw filterFailure("--filter", rows.error);
      const { data: shown, filter } = await shownCase(data, asked);
      await writeAll(
        output,
        await failureBlocks({ data: shown, rows: rows.value, zone, filter }, asked, output),
      );
      return exitCodeOf(data.sources);
    });
  },
};

async function failureBlocks(
  input: ExportInput,
  asked: Asked,
  output: Output,
): Promise<Iterable<string | Uint8Array>> {
  switch (asked.format) {
    case "table":
      return failuresTable(input, output.columns);
    case "csv":
      return failuresCsv(input, { bom: output.isFile });
    case "json":
      return failuresJson(input);
    case "jsonl":
      return failuresJsonLines(input);
    case "xlsx": {
      const { failuresXlsx } = await import("../../../shared/export/xlsx/case-xlsx.ts");
      return failuresXlsx(input);
    }
    case "html": {
      const { failuresHtml } = await import("../../../shared/export/html/case-html.ts");
      return failuresHtml(input);
    }
    case "parquet": {
      const { failuresParquet } = await import("../../../shared/export/parquet/tables.ts");
      return failuresParquet(input);
    }
  }
}
