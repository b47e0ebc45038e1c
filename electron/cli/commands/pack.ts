import { existsSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type { OutputZone } from "../../../shared/export/output-zone.ts";
import { withPlainNames } from "../../../shared/pack/input-names.ts";
import { type PackAsk, packFiles } from "../../../shared/pack/pack-files.ts";
import { packRows } from "../../../shared/pack/pack-rows.ts";
import { zipBytes } from "../../../shared/pack/zip-writer.ts";
import type { Command } from "../command.ts";
import type { CliHost, Environment } from "../environment.ts";
import { type ExitCode, usageFailure } from "../exit-codes.ts";
import { filterFailure } from "../filter-failure.ts";
import type { FolderOutput } from "../folder-output.ts";
import { MASK_HELP, MASK_OPTIONS, shownCase } from "../masking.ts";
import { nodeSha256 } from "../node-sha256.ts";
import { namedZone, openCase, zoneFor } from "../open-case.ts";
import { type Asked, readOptions, requireInputs } from "../options.ts";
import { readPackReports } from "../pack-reports.ts";
import { ROLE_HELP, readRoles, strangersOf } from "../role-option.ts";
import { runWithFolder, runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf, say } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";
import { checkBefore, readKinds, readWindowOrFail } from "./sessions.ts";

export const command: Command = {
  examples: [
    "logonscope pack logs/ --out case.zip",
    "logonscope pack logs/ --report hours,remote --out case.zip",
  ],
  help: `Usage: logonscope pack INPUT... --out PACK [options]

An evidence pack: one zip with the tables, the reports asked for, what the logs can and cannot prove, the case itself,
and a manifest that names the inputs with their SHA-256 and every file of the pack with its own. The same inputs and
options give the same bytes. The logs themselves are not in it. A pack is opened like a log, by every command and in the
window; verify checks it, compare holds it against another reading.

  --out PACK                      a file; with a / at its end, or where such a folder is there: a folder of files,
                                  which must be new or empty
  --filter QUERY                  what the tables and reports hold, as for sessions. Failed logons and reports that
                                  the filter means nothing to stand there without it, and the manifest says so
  --kind LIST|all                 desktop unless said otherwise
  --from TIME --to TIME           keep what may overlap this window
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
  --report NAME                   a report to put in; may be repeated, or a list such as hours,remote
  --at TIME --by WHAT --days N --calendar FILE --accounts FILE   for these, as for the command report
  --tables-only                   leave the case out: what the filter left out of the tables is then in no file, and the
                                  pack can be checked but not opened
  --stamp                         say when it was made; otherwise nothing in it depends on when
${ROLE_HELP}
${SETTINGS_HELP}
  --progress json                 progress as JSON lines on standard error
${MASK_HELP}
                                  the key is never in the pack
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions("pack", args, [
      "out",
      "filter",
      "kind",
      "from",
      "to",
      "zone",
      "report",
      "at",
      "by",
      "days",
      "calendar",
      "accounts",
      "tables-only",
      "stamp",
      "role",
      "set",
      "progress",
      "quiet",
      ...MASK_OPTIONS,
      ...TEXT_OPTIONS,
    ]);
    requireInputs("pack", asked.inputs);
    const { out } = asked;
    if (out === undefined) throw usageFailure("pack needs a place to write to, such as --out case.zip.");
    const isFolder = /[/\\]$/.test(out) || (existsSync(out) && statSync(out).isDirectory());
    refuseKeyInside(asked, isFolder ? out : null);
    const kinds = readKinds(asked.kind, asked.filter);
    const named = await namedZone(asked);
    checkBefore(asked, named);
    const roles = readRoles(asked.role);
    const questionsOf = await readPackReports(asked, named);
    const ask = async (host: CliHost): Promise<Made> => {
      const read = await openCase(environment, host, asked);
      const data = withPlainNames(read);
      const zone: OutputZone = await zoneFor(environment, data, named);
      const choice = { filter: asked.filter, kinds, ...readWindowOrFail(asked, zone) };
      const rows = packRows(data, zone, choice);
      if (!rows.ok) throw filterFailure("--filter", rows.error);
      const shown = await shownCase(data, asked);
      const questions = questionsOf({ ...shown, zone, choice });
      const byComputer = new Map([...roles.byComputer].map(([name, role]) => [shown.computer(name), role]));
      for (const name of asked.quiet ? [] : strangersOf(roles, data.computers))
        say(environment, `--role: no log of ${name} is among the inputs.`);
      return {
        exitCode: exitCodeOf(data.sources),
        ask: {
          data: shown.data,
          rows: rows.value,
          choice: { ...choice, filter: shown.filter },
          zone,
          masked: asked.mask || data.pack?.masked === true,
          reports: questions,
          roles: { ...roles, byComputer },
          withCase: !asked.pack.tablesOnly,
          packed: asked.pack.stamp ? `${new Date().toISOString().slice(0, 19)}Z` : null,
        },
      };
    };
    const told = { hash: "" };
    const files = (made: PackAsk) =>
      packFiles(made, nodeSha256, (sha256) => {
        told.hash = sha256;
      });
    const exitCode = isFolder
      ? await runWithFolder(environment, "pack", asked, async (host, output) => {
          const made = await ask(host);
          await writeFolder(output, files(made.ask));
          return made.exitCode;
        })
      : await runWithOutput(environment, "pack", asked, async (host, output) => {
          const made = await ask(host);
          await writeAll(output, zipBytes(files(made.ask), nodeSha256));
          return made.exitCode;
        });
    if (!asked.quiet) tellHash(environment, out, told.hash);
    return exitCode;
  },
};

interface Made {
  readonly ask: PackAsk;
  readonly exitCode: ExitCode;
}

async function writeFolder(output: FolderOutput, files: ReturnType<typeof packFiles>): Promise<void> {
  for (const { name, pieces } of files) {
    const file = await output.file(name.split("/"));
    await writeAll(file, pieces);
    await file.finish();
  }
}

function tellHash(environment: Environment, out: string, hash: string): void {
  say(
    environment,
    `${out}: SHA-256 of its manifest is ${hash}. Note it down elsewhere: it shows that this very pack is unchanged.`,
  );
}

/** What undoes the aliases must not travel with them. */
function refuseKeyInside({ maskKey }: Asked<string>, folder: string | null): void {
  if (maskKey === undefined || folder === null) return;
  const way = relative(resolve(folder), resolve(maskKey));
  if (way.startsWith("..") || isAbsolute(way)) return;
  throw usageFailure(
    `--mask-key ${maskKey}: the key must not stand in the pack. Choose another place for it.`,
  );
}
