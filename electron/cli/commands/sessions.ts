import {
  ALL_KINDS,
  checkSessionFilter,
  DEFAULT_KINDS,
  filterSessions,
  parseKinds,
} from "../../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../../../shared/engine/filter/mentions.ts";
import { readWindow } from "../../../shared/engine/filter/window.ts";
import { sessionsCsv } from "../../../shared/export/csv.ts";
import type { SessionExportInput } from "../../../shared/export/export-case.ts";
import type { OutputZone } from "../../../shared/export/output-zone.ts";
import { sessionsJson, sessionsJsonLines } from "../../../shared/export/sessions-json.ts";
import { sessionsTable } from "../../../shared/export/table-views.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { SESSION_KINDS, type SessionKind } from "../../../shared/types/names.ts";
import type { Command } from "../command.ts";
import type { CliHost, Environment } from "../environment.ts";
import { usageFailure } from "../exit-codes.ts";
import { filterFailure } from "../filter-failure.ts";
import { MASK_HELP, MASK_OPTIONS, shownCase } from "../masking.ts";
import { namedZone, namesHashes, openCase, zoneFor } from "../open-case.ts";
import { type Asked, readOptions } from "../options.ts";
import type { Output } from "../output.ts";
import { runWithFolder, runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf, say } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";

export const command: Command = {
  examples: [
    "logonscope sessions Security.evtx System.evtx",
    'logonscope sessions logs/ --filter "user:anna duration:>8h" --out anna.csv \\\n      --format csv',
    "logonscope sessions logs/ --from 2024-03-01 --zone Europe/Berlin",
    "logonscope sessions logs/ --format parquet --partition computer --out store",
  ],
  help: `Usage: logonscope sessions INPUT... [options]

User sessions: who was on which computer, from when to when, how it ended, and how sure that is.

  --format table|csv|json|jsonl|xlsx|html|parquet
                                  table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --partition LIST                write a folder (--out FOLDER) of Parquet, CSV or JSON Lines files, such as
                                  computer,day: computer=PC-01/day=2026-03-01/part-0.parquet
                                  keys: computer user domain kind month day; days are those of --zone
  --filter QUERY                  such as "user:anna duration:>8h" or "(kind:network or ip:10.0.0.0/8) -user:svc*"
                                  fields: user domain computer kind type reason confidence duration active ip
                                  workstation client process package flag evidence elevated id from to on hour weekday
  --kind LIST|all                 desktop unless said otherwise
  --from TIME --to TIME           keep what may overlap this window
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
${SETTINGS_HELP}
  --progress json                 progress as JSON lines on standard error
${MASK_HELP}
  --quiet                         no progress and no remarks
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions("sessions", args, [
      "format",
      "out",
      "partition",
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
    const kinds = readKinds(asked.kind, asked.filter);
    const named = await namedZone(asked);
    checkBefore(asked, named);
    const select = async (host: CliHost): Promise<{ data: CaseData; input: SessionExportInput }> => {
      const data = await openCase(environment, host, asked, { hash: namesHashes(asked) });
      const zone = await zoneFor(environment, data, named);
      const rows = selectSessions(data, asked, kinds, zone);
      if (!asked.quiet && asked.kind === undefined) tellTrails(environment, data, kinds);
      const { data: shown, filter } = await shownCase(data, asked);
      return { data, input: { data: shown, rows, zone, kinds, filter } };
    };
    if (asked.partition !== undefined) {
      const { readPartition, writePartitions } = await import("../partitions.ts");
      const keys = readPartition(asked);
      return runWithFolder(environment, "sessions", asked, async (host, output) => {
        const { data, input } = await select(host);
        await writePartitions(input, asked, keys, output);
        return exitCodeOf(data.sources);
      });
    }
    return runWithOutput(environment, "sessions", asked, async (host, output) => {
      const { data, input } = await select(host);
      await writeAll(output, await sessionBlocks(input, asked, output));
      return exitCodeOf(data.sources);
    });
  },
};

/** Sessions that trails tell of are in no answer that does not name their kind: nobody should miss them unknowingly. */
function tellTrails(environment: Environment, { sessions }: CaseData, kinds: readonly SessionKind[]): void {
  for (const kind of ["script", "cloud"] as const) {
    if (kinds.includes(kind)) continue;
    const code = SESSION_KINDS.indexOf(kind);
    const found = sessions.kind.reduce((sum, each) => sum + (each === code ? 1 : 0), 0);
    if (found === 0) continue;
    const what = kind === "script" ? "logon scripts" : "a cloud service";
    say(
      environment,
      `${found} session${found === 1 ? "" : "s"} of ${what} left out; --kind ${kind} lists them.`,
    );
  }
}

/** The kinds that `--kind` names; without it desktops, or all of them for a filter that names kinds itself. */
export function readKinds(text: string | undefined, filter: string): readonly SessionKind[] {
  if (text === undefined) return kindsInForce(filter, DEFAULT_KINDS) ?? ALL_KINDS;
  const kinds = parseKinds(text);
  if (!kinds.ok) throw filterFailure("--kind", kinds.error);
  return kinds.value;
}

/** Finds mistakes in the options before a long read begins. */
export function checkBefore(asked: Asked, zone: OutputZone | null): void {
  const wrong = checkSessionFilter(asked.filter, zone);
  if (wrong !== null) throw filterFailure("--filter", wrong);
  readWindowOrFail(asked, zone);
}

export function readWindowOrFail(
  asked: Pick<Asked, "from" | "to">,
  zone: OutputZone | null,
): { readonly from: number; readonly to: number } {
  const window = readWindow(asked.from, asked.to, zone);
  if (typeof window === "string") throw usageFailure(window);
  return window;
}

/** The rows that filter, kinds and window keep. */
export function selectSessions(
  data: CaseData,
  asked: Asked,
  kinds: readonly SessionKind[],
  zone: OutputZone,
): Uint32Array {
  const context = { strings: data.strings, zone };
  const rows = filterSessions(data.sessions, asked.filter, context, {
    kinds,
    ...readWindowOrFail(asked, zone),
  });
  if (!rows.ok) throw filterFailure("--filter", rows.error);
  return rows.value;
}

async function sessionBlocks(
  input: SessionExportInput,
  asked: Asked,
  output: Output,
): Promise<Iterable<string | Uint8Array>> {
  switch (asked.format) {
    case "table":
      return sessionsTable(input, output.columns);
    case "csv":
      return sessionsCsv(input, { bom: output.isFile });
    case "json":
      return sessionsJson(input);
    case "jsonl":
      return sessionsJsonLines(input);
    case "xlsx": {
      const { sessionsXlsx } = await import("../../../shared/export/xlsx/case-xlsx.ts");
      return sessionsXlsx(input);
    }
    case "html": {
      const { sessionsHtml } = await import("../../../shared/export/html/case-html.ts");
      return sessionsHtml(input);
    }
    case "parquet": {
      const { sessionsParquet } = await import("../../../shared/export/parquet/tables.ts");
      return sessionsParquet(input);
    }
  }
}
