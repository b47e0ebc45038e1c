import { existsSync } from "node:fs";
import { join } from "node:path";
import { isArchiveName } from "../../../shared/engine/archive/archive-findings.ts";
import { assessCoverage } from "../../../shared/engine/coverage/assess.ts";
import { coverageCsv, coverageJsonLines } from "../../../shared/export/coverage-answers.ts";
import { coverageHtml } from "../../../shared/export/coverage-html.ts";
import { type CoverageExport, coverageJson } from "../../../shared/export/coverage-record.ts";
import { coverageTable } from "../../../shared/export/coverage-table.ts";
import { coverageXlsx } from "../../../shared/export/xlsx/coverage-xlsx.ts";
import { ARCHIVE_INDEX } from "../../../shared/types/archive.ts";
import type { Command } from "../command.ts";
import { MASK_HELP, MASK_OPTIONS, shownCase } from "../masking.ts";
import { namedZone, openCase, zoneFor } from "../open-case.ts";
import { readOptions } from "../options.ts";
import type { Output } from "../output.ts";
import { ROLE_HELP, readRoles, strangersOf } from "../role-option.ts";
import { runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf, say } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";
import { readWindowOrFail } from "./sessions.ts";

const FORMATS = ["table", "csv", "json", "jsonl", "xlsx", "html", "parquet"] as const;

export const command: Command = {
  examples: [
    "logonscope coverage logs/",
    "logonscope coverage logs/ --role DC1=domain-controller --format json",
    "logonscope coverage logs/ auditpol.csv --format html --out coverage.html",
  ],
  help: `Usage: logonscope coverage INPUT... [options]

What the inputs can and cannot prove: for every computer and time whether logons, logoffs, lock time, failed logons,
RDP connects and boots are recorded, and why; the recommended audit settings beside the policy and the log; and the
commands that set what is missing. Audit policies may stand among the inputs: the output of
"auditpol /get /category:* /r" or "auditpol /backup", audit.csv of a group policy, and "secedit /export". The output of
"wevtutil gl Security" tells how large the Security log may grow.

  --format table|csv|json|jsonl|xlsx|html|parquet
                                  table unless said otherwise; csv, jsonl and parquet hold the answers alone
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
        await coverageBlocks({ data: shown.data, coverage, zone }, asked.format, output),
      );
      return exitCodeOf(data.sources);
    });
  },
};

function isArchive(path: string): boolean {
  return isArchiveName(path) || existsSync(join(path, ARCHIVE_INDEX));
}

async function coverageBlocks(
  answer: CoverageExport,
  format: (typeof FORMATS)[number],
  { columns, isFile }: Output,
): Promise<Iterable<string | Uint8Array>> {
  switch (format) {
    case "table":
      return coverageTable(answer, columns);
    case "csv":
      return coverageCsv(answer, { bom: isFile });
    case "jsonl":
      return coverageJsonLines(answer);
    case "parquet": {
      const { coverageParquet } = await import("../../../shared/export/parquet/coverage-parquet.ts");
      return coverageParquet(answer);
    }
    case "json":
      return coverageJson(answer);
    case "xlsx":
      return coverageXlsx(answer);
    case "html":
      return coverageHtml(answer);
  }
}
