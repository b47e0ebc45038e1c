import { checkSessionFilter } from "../../../shared/engine/filter/filter.ts";
import { nearestWord } from "../../../shared/engine/filter/nearest.ts";
import { readMoment } from "../../../shared/engine/filter/window.ts";
import type { OutputZone } from "../../../shared/export/output-zone.ts";
import { type WhoInput, whoCsv, whoJson, whoJsonLines, whoTable } from "../../../shared/export/who-report.ts";
import type { Command } from "../command.ts";
import { usageFailure } from "../exit-codes.ts";
import { filterFailure } from "../filter-failure.ts";
import { namedZone, openCase, zoneFor } from "../open-case.ts";
import { type Asked, readOptions } from "../options.ts";
import type { Output } from "../output.ts";
import { runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";
import { readKinds, selectSessions } from "./sessions.ts";

const REPORTS: readonly string[] = ["who"];
/** Planned, and told apart from typing mistakes. */
const LATER_REPORTS: readonly string[] = [
  "first-last",
  "hours",
  "concurrent",
  "out-of-hours",
  "bursts",
  "lockouts",
  "counts",
  "remote",
  "dormant",
  "shared-use",
  "admins",
  "runas",
  "boots",
  "quality",
  "d365",
];

export const command: Command = {
  help: `Usage: logonscope report who --at TIME INPUT... [options]

Who was on at a moment, how sure that is, and whether the session was active, locked, disconnected or asleep then.

  --at TIME                       2024-03-06, "2024-03-06 14:05", 2024-03-06T14:05:00Z
  --format table|csv|json|jsonl   table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --filter QUERY                  as for sessions
  --kind LIST|all                 desktop unless said otherwise
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
${SETTINGS_HELP}
  --progress json                 progress as JSON lines on standard error
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions("report", args, [
      "at",
      "format",
      "out",
      "filter",
      "kind",
      "zone",
      "set",
      "progress",
      "quiet",
      ...TEXT_OPTIONS,
    ]);
    const [name, ...inputs] = asked.inputs;
    checkName(name);
    const kinds = readKinds(asked.kind, asked.filter);
    const named = await namedZone(asked);
    const { at } = asked;
    if (at === undefined) throw usageFailure('report who needs a moment, such as --at "2024-03-06 14:05".');
    momentOrFail(at, named);
    const wrong = checkSessionFilter(asked.filter, named);
    if (wrong !== null) throw filterFailure("--filter", wrong);
    const own = { ...asked, inputs };
    return runWithOutput(environment, "report who", own, async (host, output) => {
      const data = await openCase(environment, host, own);
      const zone = await zoneFor(environment, data, named);
      const rows = selectSessions(data, own, kinds, zone);
      const input = { data, rows, zone, kinds, filter: asked.filter, at: momentOrFail(at, zone) };
      await writeAll(output, whoBlocks(input, own, output));
      return exitCodeOf(data.sources);
    });
  },
};

function checkName(name: string | undefined): void {
  if (name !== undefined && REPORTS.includes(name)) return;
  if (name === undefined) throw usageFailure(`report needs a name: ${REPORTS.join(", ")}.`);
  if (LATER_REPORTS.includes(name)) throw usageFailure(`The report ${name} is not in this version yet.`);
  const nearest = nearestWord(name, REPORTS);
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  throw usageFailure(`There is no report "${name}". Reports: ${REPORTS.join(", ")}.${hint}`);
}

function momentOrFail(text: string, zone: OutputZone | null): number {
  const time = readMoment("--at", text, zone);
  if (typeof time === "string") throw usageFailure(time);
  return time;
}

function whoBlocks(input: WhoInput, asked: Asked, output: Output): Iterable<string> {
  switch (asked.format) {
    case "table":
      return whoTable(input, output.columns);
    case "csv":
      return whoCsv(input, { bom: output.isFile });
    case "json":
      return whoJson(input);
    case "jsonl":
      return whoJsonLines(input);
  }
}
