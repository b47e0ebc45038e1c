import { strToU8 } from "fflate";
import { assessCoverage } from "../engine/coverage/assess.ts";
import { NO_CHOICE, type RoleChoice } from "../engine/coverage/roles.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import type { Zone } from "../engine/time/zone.ts";
import { judgeCase } from "../engine/verdicts.ts";
import { coverageHtml } from "../export/coverage-html.ts";
import { failuresCsv, infoCsv, objectsCsv, sessionsCsv } from "../export/csv.ts";
import { failuresJsonLines } from "../export/failures-json.ts";
import { sessionsHtml } from "../export/html/case-html.ts";
import { reportHtml } from "../export/html/report-html.ts";
import { infoJsonLines } from "../export/info-json.ts";
import { jsonBlocks, jsonLines, Streamed } from "../export/json-blocks.ts";
import { sourceMessages } from "../export/messages.ts";
import { answerReport, type ReportQuestion } from "../export/report-answer.ts";
import { reportCsv } from "../export/report-csv.ts";
import { reportJsonLines } from "../export/report-json.ts";
import { sessionsJsonLines } from "../export/sessions-json.ts";
import { sourceRecord } from "../export/source-json.ts";
import { verdictRecord } from "../export/verdict-record.ts";
import type { CaseData } from "../types/case.ts";
import type { PackedFile } from "../types/pack.ts";
import type { ReportName } from "../types/report.ts";
import { caseForm } from "./case-form.ts";
import { sumsText } from "./manifest.ts";
import {
  CASE_FILE,
  COLUMNS_FILE,
  MANIFEST_FILE,
  PACK_SCHEMA,
  PACK_TYPE,
  README_FILE,
  SUMS_FILE,
  TYPE_FILE,
} from "./pack-names.ts";
import type { PackChoice, PackRows } from "./pack-rows.ts";
import { readmeText } from "./readme-text.ts";
import type { NewHash } from "./sha256.ts";
import {
  BOOT_COLUMNS,
  bootRecords,
  COVERAGE_COLUMNS,
  coverageRecords,
  HOLE_COLUMNS,
  holeRecords,
} from "./small-tables.ts";
import type { ZipInput } from "./zip-writer.ts";

/** What a pack is made from. Page and command line pass the same, so they give the same bytes. */
export interface PackAsk {
  /** The case as it is to be shown: under aliases where these were asked for. */
  readonly data: CaseData;
  readonly rows: PackRows;
  /** The filter in the words of the case as it is shown. */
  readonly choice: PackChoice;
  readonly zone: Zone;
  readonly masked: boolean;
  /** Every name once. */
  readonly reports: readonly ReportQuestion[];
  readonly roles?: RoleChoice;
  /** False: the pack holds tables only and cannot be opened as a case. */
  readonly withCase: boolean;
  /** When it was made, ISO 8601; null leaves it out, so that the same inputs give the same bytes. */
  readonly packed: string | null;
}

/** Entries of more rows than this are written so that they may pass 4 GB. */
const MANY_ROWS = 400_000;

/**
 * The files of a pack, in the order in which they are written: each has to be taken to its end before the next is asked
 * for, because the last ones hold the hashes of those before.
 */
export function* packFiles(
  ask: PackAsk,
  newHash: NewHash,
  onManifest: (sha256: string) => void = () => {},
): Generator<ZipInput> {
  const files: PackedFile[] = [];
  const made: ReportMade[] = [];
  for (const { name, large, pieces } of contents(ask, made)) {
    yield { name, large, pieces: counted(name, pieces, newHash, (file) => files.push(file)) };
  }
  const named = [...files];
  yield {
    name: MANIFEST_FILE,
    large: false,
    pieces: counted(MANIFEST_FILE, encoded(manifestBlocks(ask, made, named)), newHash, (manifest) => {
      files.push(manifest);
      onManifest(manifest.sha256);
    }),
  };
  yield { name: SUMS_FILE, large: false, pieces: encoded([sumsText(files)]) };
}

/** What became of a report: its sentences stand in the manifest. */
interface ReportMade {
  readonly name: ReportName;
  readonly options: Readonly<Record<string, string | number | null>>;
  readonly lines: number;
  /** False: the filter means nothing to this report and was left out. */
  readonly filtered: boolean;
  readonly caveats: readonly string[];
}

interface Content {
  readonly name: string;
  readonly large: boolean;
  readonly pieces: Iterable<Uint8Array>;
}

function* contents(ask: PackAsk, made: ReportMade[]): Generator<Content> {
  const { data, rows, zone, choice } = ask;
  const text = (name: string, pieces: Iterable<string>, count = 0): Content => ({
    name,
    large: count > MANY_ROWS,
    pieces: encoded(pieces),
  });
  yield text(TYPE_FILE, [PACK_TYPE]);
  yield text(README_FILE, [readmeText(ask)]);
  const sessions = { data, rows: rows.sessions, zone, filter: choice.filter, kinds: choice.kinds };
  const failures = { data, rows: rows.failures, zone, filter: rows.failuresFiltered ? choice.filter : "" };
  const bom = { bom: true };
  yield text("tables/sessions.csv", sessionsCsv(sessions, bom), rows.sessions.length);
  yield text("tables/sessions.jsonl", sessionsJsonLines(sessions), rows.sessions.length);
  yield text("tables/failures.csv", failuresCsv(failures, bom), rows.failures.length);
  yield text("tables/failures.jsonl", failuresJsonLines(failures), rows.failures.length);
  for (const [name, columns, records] of [
    ["boots", BOOT_COLUMNS, bootRecords],
    ["holes", HOLE_COLUMNS, holeRecords],
    ["coverage", COVERAGE_COLUMNS, coverageRecords],
  ] as const) {
    yield text(`tables/${name}.csv`, objectsCsv(columns, records(data), true));
    yield text(`tables/${name}.jsonl`, jsonLines(records(data)));
  }
  yield text("tables/sources.csv", infoCsv(data.sources, bom));
  yield text("tables/sources.jsonl", infoJsonLines(data.sources));
  for (const question of ask.reports) yield* reportContents(ask, question, made);
  yield text("sessions.html", sessionsHtml(sessions));
  const coverage = assessCoverage(data, { from: choice.from, to: choice.to }, ask.roles ?? NO_CHOICE);
  yield text("coverage.html", coverageHtml({ data, coverage, zone }));
  if (!ask.withCase) return;
  const form = caseForm(data);
  yield text(CASE_FILE, form.head());
  yield { name: COLUMNS_FILE, large: form.columnBytes > 0xf000_0000, pieces: form.columns() };
}

function* reportContents(ask: PackAsk, question: ReportQuestion, made: ReportMade[]): Generator<Content> {
  const answer = answerReport(ask.data, ask.zone, question);
  if (!answer.ok) throw new Error(`the filter of report ${question.name} was not checked`);
  const { report, options } = answer.value;
  const file = { isFile: true };
  yield {
    name: `reports/${report.name}.csv`,
    large: false,
    pieces: encoded(reportCsv(answer.value, file)),
  };
  yield {
    name: `reports/${report.name}.jsonl`,
    large: false,
    pieces: encoded(reportJsonLines(answer.value, file)),
  };
  yield {
    name: `reports/${report.name}.html`,
    large: false,
    pieces: encoded(reportHtml(answer.value)),
  };
  made.push({
    name: report.name,
    options,
    lines: report.lines.length,
    filtered: question.selection.filter === ask.choice.filter,
    caveats: report.caveats,
  });
}

function manifestBlocks(
  { data, rows, choice, zone, masked, withCase, packed }: PackAsk,
  reports: readonly ReportMade[],
  files: readonly PackedFile[],
): Iterable<string> {
  const { counts } = data;
  const damaged = data.sources.reduce(
    (sum, { damage }) => sum + damage.reduce((all, { count }) => all + count, 0),
    0,
  );
  return jsonBlocks({
    schema: PACK_SCHEMA,
    engine: data.engine,
    packed,
    partial: data.partial,
    masked,
    zone: zone.name,
    filter: choice.filter === "" ? null : choice.filter,
    failuresFiltered: rows.failuresFiltered,
    kinds: choice.kinds,
    window: { from: ticksToIso(choice.from), to: ticksToIso(choice.to) },
    settings: sorted(data.settings),
    oldest: ticksToIso(data.oldest),
    newest: ticksToIso(data.newest),
    counts: {
      inputs: data.sources.length,
      inputsNotRead: data.sources.filter(({ failure }) => failure !== null).length,
      records: counts.records,
      recordsUsed: data.sources.reduce((sum, { used }) => sum + used, 0),
      damaged,
      duplicates: counts.duplicates,
      logons: { read: counts.logons.read, used: counts.logons.used, byClass: sorted(counts.logons.byClass) },
      sessions: data.sessions.length,
      sessionsInTables: rows.sessions.length,
      failures: data.failures.length,
      failuresInTables: rows.failures.length,
    },
    verdicts: new Streamed(judgeCase(data, choice.from).map((verdict) => verdictRecord(verdict, zone))),
    caveats: new Streamed(caveatsOf(data)),
    reports: new Streamed(reports),
    inputs: new Streamed(data.sources.map(sourceRecord)),
    case: withCase,
    files: new Streamed(files),
  });
}

/** What holds of the whole case, as sentences. */
function caveatsOf(data: CaseData): readonly string[] {
  return [
    ...(data.partial ? ["Reading was not finished: sessions may be missing or look open."] : []),
    ...data.sources.flatMap((source) => sourceMessages(source).map(({ text }) => text)),
  ];
}

function sorted(object: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  for (const piece of pieces) yield strToU8(piece);
}

/** Bytes on their way, counted and hashed; told when all have gone. */
function* counted(
  name: string,
  pieces: Iterable<Uint8Array>,
  newHash: NewHash,
  onEnd: (file: PackedFile) => void,
): Generator<Uint8Array> {
  const hash = newHash();
  let bytes = 0;
  for (const piece of pieces) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  onEnd({ name, bytes, sha256: hash.digest() });
}
