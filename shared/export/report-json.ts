import { computerNames } from "../engine/reports/names-of.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import { judgeCase } from "../engine/verdicts.ts";
import type { ReportName } from "../types/report.ts";
import { jsonBlocks, jsonLines, Streamed } from "./json-blocks.ts";
import { aboutReport } from "./report-evidence.ts";
import { lineRecord, type ReportExport, totalsRecord } from "./report-record.ts";
import { caveatText } from "./report-texts.ts";
import { sourceRecord } from "./source-json.ts";
import { verdictRecord } from "./verdict-record.ts";

/** Name of the list of lines in the JSON answer. */
export function listName(name: ReportName): string {
  return name === "who" ? "who" : "rows";
}

/** `report NAME --format json`, schema `logonscope.report.NAME/1`. */
export function reportJson(input: ReportExport): Generator<string> {
  const { data, report, zone, filter, from, to, options } = input;
  const nameOf = computerNames(data);
  return jsonBlocks({
    schema: `logonscope.report.${report.name}/1`,
    engine: data.engine,
    zone: zone.name,
    ...options,
    window: { from: ticksToIso(from), to: ticksToIso(to) },
    filter: filter === "" ? null : filter,
    kinds: report.kinds,
    partial: data.partial,
    sources: data.sources.map(sourceRecord),
    [listName(report.name)]: new Streamed(records(input)),
    totals: totalsRecord(report),
    // How sure the ends are that the answer stands on.
    confidence: report.confidence,
    notCovered: report.notCovered.map(({ name, oldest, newest }) => ({
      computer: name,
      oldest: ticksToIso(oldest),
      newest: ticksToIso(newest),
    })),
    holes: report.holes.map((hole) => ({
      computer: nameOf(hole.computer),
      channel: hole.channel,
      from: ticksToIso(hole.from),
      to: ticksToIso(hole.to),
      cause: hole.cause,
    })),
    verdicts: judgeCase(data, from).map((verdict) => verdictRecord(verdict, zone)),
    caveats: report.caveats.map((key) => ({ key, text: caveatText(key) })),
  });
}

/**
 * `report NAME --format jsonl`: the lines of the JSON answer. A file ends with one more, whose `about` holds the
 * sentences of what it stands on; a stream is bare.
 */
export function* reportJsonLines(
  input: ReportExport,
  options: { readonly isFile: boolean },
): Generator<string> {
  yield* jsonLines(records(input));
  if (options.isFile)
    yield* jsonLines([{ about: [...aboutReport(input)], totals: totalsRecord(input.report) }]);
}

function* records({ data, report }: ReportExport): Generator<unknown> {
  for (const line of report.lines) yield lineRecord(data, report.name, line);
}
