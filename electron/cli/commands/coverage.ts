import { existsSync } from "node:fs";
import { join } from "node:path";
import { isArchiveName } from "../../../shared/engine/archive/archive-findings.ts";
import { assessCoverage } from "../../../shared/engine/coverage/assess.ts";
import { coverageHtml } from "../../../shared/export/coverage-html.ts";
import { type CoverageExport, coverageJson } from "../../../shared/export/coverage-record.ts";
import { coverageTable } from "../../../shared/export/coverage-table.ts";
import { ARCHIVE_INDEX } from "../../../shared/types/archive.ts";
import type { Command } from "../command.ts";
import { MASK_HELP, MASK_OPTIONS, shownCase } from "../masking.ts";
import { namedZone, openCase, zoneFor } from "../open-case.ts";
import { readOptions } from "../options.ts";
import { ROLE_HELP, readRoles, strangersOf } from "../role-option.ts";
import { runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf, say } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";
import { readWindowOrFail } from "./sessions.ts";

const FORMATS = ["table", "json", "html"] as const;

export const command: Command = {
  help: `Usage: logonscope coverage INPUT... [options]

What the inputs can and cannot prove: for every computer and time whether logons, logoffs, lock time, failed logons,
RDP connects and boots are recorded, and why; the recommended audit settings beside the policy and the log; and the
commands that set what is missing. Audit policies may stand among the inputs: the output of
"auditpol /get /category:* /r" or "auditpol /backup", audit.csv of a group policy, and "secedit /export". The output of
"wevtutil gl Security" tells how large the Security log may grow.

  --format table|json|html        table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --from TIME --to TIME           the time that is asked about; all that the logs cover unless said otherwise
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
${ROLE_HELP}
${SETTINGS_HELP}
  --progress json                 progress as JSON lines on standard error
${MASK_HELP}
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions(
      "coverage",
      args,
      [
        "format",
        "out",
        "from",
        "to",
        "zone",
        "role",
        "set",
        "progress",
        "quiet",
        ...MASK_OPTIONS,
        ...TEXT_OPTIONS,
      ],
      FORMATS,
    );
    const named = await namedZone(asked);
    readWindowOrFail(asked, named);
    const roles = readRoles(asked.role);
    return runWithOutput(environment, "coverage", asked, async (host, output) => {
      const data = await openCase(environment, host, asked, {
        // Of an archive the hashes tell whether its files are those that were collected.
        hash: asked.format !== "table" || asked.inputs.some(isArchive),
      });
      const zone = await zoneFor(environment, data, named);
      const shown = await shownCase(data, asked);
      const byComputer = new Map([...roles.byComputer].map(([name, role]) => [shown.computer(name), role]));
      const window = readWindowOrFail(asked, zone);
      const coverage = assessCoverage(shown.data, window, { ...roles, byComputer });
      for (const name of asked.quiet ? [] : strangersOf(roles, data.computers))
        say(environment, `--role: no log of ${name} is among the inputs.`);
      await writeAll(
        output,
        coverageBlocks({ data: shown.data, coverage, zone }, asked.format, output.columns),
      );
      return exitCodeOf(data.sources);
    });
  },
};

function isArchive(path: string): boolean {
  return isArchiveName(path) || existsSync(join(path, ARCHIVE_INDEX));
}

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
