import { parseKinds } from "../../../shared/engine/filter/filter.ts";
import { nearestWord } from "../../../shared/engine/filter/nearest.ts";
import { answerReport, checkQuestion, takesKinds } from "../../../shared/export/report-answer.ts";
import { reportCsv } from "../../../shared/export/report-csv.ts";
import { reportJson, reportJsonLines } from "../../../shared/export/report-json.ts";
import type { ReportExport } from "../../../shared/export/report-record.ts";
import { reportTable } from "../../../shared/export/report-table.ts";
import type { SessionKind } from "../../../shared/types/names.ts";
import { REPORT_NAMES, type ReportName } from "../../../shared/types/report.ts";
import type { Command } from "../command.ts";
import { usageFailure } from "../exit-codes.ts";
import { filterFailure } from "../filter-failure.ts";
import { MASK_HELP, MASK_OPTIONS, shownCase } from "../masking.ts";
import { namedZone, openCase, zoneFor } from "../open-case.ts";
import { type Asked, readOptions } from "../options.ts";
import type { Output } from "../output.ts";
import { momentOf, readReportOptions } from "../report-options.ts";
import { runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";
import { readWindowOrFail } from "./sessions.ts";

export const command: Command = {
  examples: [
    'logonscope report who --at "2024-03-06 14:05" logs/',
    "logonscope report hours logs/ --from 2024-03-01 --format csv --out hours.csv",
    "logonscope report out-of-hours logs/ --calendar week.json",
  ],
  help: `Usage: logonscope report NAME INPUT... [options]

  who --at TIME     who was on at a moment, how sure that is, and in what state
  first-last        first and last moment of every user on every day
  hours             hours of every user on every day: present, active, locked, at least and at most
  concurrent        the most sessions at once: in all, by computer, by user
  out-of-hours      starts, unlocks and reconnects outside working hours (--calendar FILE)
  remote            sessions over the network, a line for every connection
  bursts            many refused sign-ins in a short time, and what came of them
  lockouts          lockouts, the computer that caused them, the attempts before
  counts            logons by type, computer, user or source (--by)
  admins            sessions with administrator rights
  runas             credentials of other accounts used
  shared-use        one account in several places at once
  dormant           accounts that were not used (--days N, --accounts FILE)
  boots             starts, outages, sleep, clock changes, cleared logs
  quality           what the evidence covers, and where it is missing
  d365              logins of Dynamics 365, gaps between its exports, when the next is due (--at DAY)

  --format table|csv|json|jsonl|xlsx|html|parquet
                                  table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --filter QUERY                  as for sessions; as for failures with bursts, lockouts, runas, boots, quality
  --kind LIST|all                 what kinds of sessions count; every report has its own
  --from TIME --to TIME           the window; days and hours are cut to it
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"; days are days there
  --at TIME                       2024-03-06, "2024-03-06 14:05", 2024-03-06T14:05:00Z
  --calendar FILE                 JSON: { "zone": "Europe/Berlin", "hours": { "mon": ["08:00-17:00"], ... },
                                  "holidays": ["2024-12-25", "--05-01"] }; without it Monday to Friday, 7 to 19
  --by type|computer|user|source  type unless said otherwise
  --days N                        90 unless said otherwise
  --accounts FILE                 one account a line: name, DOMAIN\\name, name@domain or SID
${SETTINGS_HELP}
  --progress json                 progress as JSON lines on standard error
${MASK_HELP}
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions("report", args, [
      "at",
      "by",
      "calendar",
      "days",
      "accounts",
      "format",
      "out",
      "filter",
      "kind",
      "from",
      "to",
      "zone",
      "set",
      "progress",
      "quiet",
      ...MASK_OPTIONS,
      ...TEXT_OPTIONS,
    ]);
    const [first, ...inputs] = asked.inputs;
    const name = checkName(first);
    const kinds = readKinds(name, asked);
    const named = await namedZone(asked);
    const read = await readReportOptions(name, asked);
    momentOf(name, asked, named);
    if (asked.mask && asked.accounts !== undefined) {
      // The names of the list are none of the masked case: it would tell them, and find nobody.
      throw usageFailure(
        "With --mask, report dormant takes no --accounts: aliases stand for no name of the list.",
      );
    }
    if (name === "who" && (asked.from ?? asked.to) !== undefined) {
      throw usageFailure("report who is about one moment: --at, not --from and --to.");
    }
    readWindowOrFail(asked, named);
    const wrong = checkQuestion(name, asked.filter, named);
    if (wrong !== null) throw filterFailure("--filter", wrong);
    const own = { ...asked, inputs };
    return runWithOutput(environment, `report ${name}`, own, async (host, output) => {
      const data = await openCase(environment, host, own);
      const zone = await zoneFor(environment, data, named);
      const shown = await shownCase(data, own);
      if (!shown.sameFilter) throw usageFailure("With --mask the filter of a report takes whole names only.");
      const answer = answerReport(shown.data, zone, {
        ...read,
        // Where a file lies may name people.
        calendarName: read.calendarName === null || !asked.mask ? read.calendarName : "a file",
        name,
        selection: { filter: shown.filter, kinds, ...readWindowOrFail(asked, zone) },
        options: { ...read.options, at: momentOf(name, asked, zone) },
      });
      if (!answer.ok) throw filterFailure("--filter", answer.error);
      await writeAll(output, await reportBlocks(answer.value, asked, output));
      return exitCodeOf(data.sources);
    });
  },
};

function checkName(text: string | undefined): ReportName {
  const name = REPORT_NAMES.find((each) => each === text);
  if (name !== undefined) return name;
  const known = REPORT_NAMES.join(", ");
  if (text === undefined) throw usageFailure(`report needs a name: ${known}.`);
  const nearest = nearestWord(text, REPORT_NAMES);
  const hint = nearest === null ? "" : ` Did you mean "${nearest}"?`;
  throw usageFailure(`There is no report "${text}". Reports: ${known}.${hint}`);
}

/** The kinds that `--kind` names; null leaves them to the report. */
function readKinds(name: ReportName, asked: Asked): readonly SessionKind[] | null {
  if (asked.kind === undefined) return null;
  if (!takesKinds(name))
    throw usageFailure(`report ${name} does not take --kind: it is not made of sessions.`);
  const kinds = parseKinds(asked.kind);
  if (!kinds.ok) throw filterFailure("--kind", kinds.error);
  return kinds.value;
}

async function reportBlocks(
  answer: ReportExport,
  asked: Asked,
  output: Output,
): Promise<Iterable<string | Uint8Array>> {
  switch (asked.format) {
    case "table":
      return reportTable(answer, output.columns);
    case "csv":
      return reportCsv(answer, output);
    case "json":
      return reportJson(answer);
    case "jsonl":
      return reportJsonLines(answer, output);
    case "xlsx": {
      const { reportXlsx } = await import("../../../shared/export/xlsx/report-xlsx.ts");
      return reportXlsx(answer);
    }
    case "html": {
      const { reportHtml } = await import("../../../shared/export/html/report-html.ts");
      return reportHtml(answer);
    }
    case "parquet": {
      const { reportParquet } = await import("../../../shared/export/parquet/report-table.ts");
      return reportParquet(answer);
    }
  }
}
