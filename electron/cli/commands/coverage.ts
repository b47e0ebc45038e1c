import { assessCoverage } from "../../../shared/engine/coverage/assess.ts";
import { coverageHtml } from "../../../shared/export/coverage-html.ts";
import { type CoverageExport, coverageJson } from "../../../shared/export/coverage-record.ts";
import { coverageTable } from "../../../shared/export/coverage-table.ts";
import type { Command } from "../command.ts";
import { namedZone, openCase, zoneFor } from "../open-case.ts";
import { readOptions } from "../options.ts";
import { runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";
import { readWindowOrFail } from "./sessions.ts";

const FORMATS = ["table", "json", "html"] as const;

export const command: Command = {
  help: `Usage: logonscope coverage INPUT... [options]

What the inputs can and cannot prove: for every computer and time whether logons, logoffs, lock time, failed logons,
RDP connects and boots are recorded, and why; the recommended audit settings beside the policy and the log; and the
commands that set what is missing. Audit policies may stand among the inputs: the output of
"auditpol /get /category:* /r" or "auditpol /backup", audit.csv of a group policy, and "secedit /export".

  --format table|json|html        table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --from TIME --to TIME           the time that is asked about; all that the logs cover unless said otherwise
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
${SETTINGS_HELP}
  --progress json                 progress as JSON lines on standard error
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions(
      "coverage",
      args,
      ["format", "out", "from", "to", "zone", "set", "progress", "quiet", ...TEXT_OPTIONS],
      FORMATS,
    );
    const named = await namedZone(asked);
    readWindowOrFail(asked, named);
    return runWithOutput(environment, "coverage", asked, async (host, output) => {
      const data = await openCase(environment, host, asked, { hash: asked.format !== "table" });
      const zone = await zoneFor(environment, data, named);
      const coverage = assessCoverage(data, readWindowOrFail(asked, zone));
      await writeAll(output, coverageBlocks({ data, coverage, zone }, asked.format, output.columns));
      return exitCodeOf(data.sources);
    });
  },
};

function coverageBlocks(
  answer: CoverageExport,
  format: (typeof FORMATS)[number],
  width: number,
): Iterable<string> {
  switch (format) {
    case "table":
      return coverageTable(answer, width);
    case "json":
      return coverageJson(answer);
    case "html":
      return coverageHtml(answer);
  }
}
