import { ALL_KINDS, parseKinds } from "../../../shared/engine/filter/filter.ts";
import { Aliases } from "../../../shared/engine/masking/aliases.ts";
import { maskCase } from "../../../shared/engine/masking/mask-case.ts";
import { maskFilter } from "../../../shared/engine/masking/mask-filter.ts";
import {
  compareCsv,
  compareJson,
  compareJsonLines,
  compareTable,
} from "../../../shared/export/compare/compare-output.ts";
import {
  CHANGES,
  type Change,
  type Comparison,
  compareCases,
} from "../../../shared/export/compare/compare-record.ts";
import { packRows } from "../../../shared/pack/pack-rows.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { SessionKind } from "../../../shared/types/names.ts";
import type { Command } from "../command.ts";
import { EXIT, usageFailure } from "../exit-codes.ts";
import { filterFailure } from "../filter-failure.ts";
import { MASK_HELP, MASK_OPTIONS, writeMaskKey } from "../masking.ts";
import { namedZone, openCase, zoneFor } from "../open-case.ts";
import { type Asked, readOptions } from "../options.ts";
import type { Output } from "../output.ts";
import { runWithOutput, writeAll } from "../run-with-output.ts";
import { SETTINGS_HELP } from "../setting-option.ts";
import { exitCodeOf } from "../source-report.ts";
import { TEXT_HELP, TEXT_OPTIONS } from "../text-options.ts";
import { checkBefore, readWindowOrFail } from "./sessions.ts";

const FORMATS = ["table", "csv", "json", "jsonl", "xlsx", "html", "parquet"] as const;

export const command: Command = {
  examples: ["logonscope compare case.zip logs/"],
  help: `Usage: logonscope compare A B [options]

What B tells otherwise than A. Each is an evidence pack, a log, or a folder or archive of logs: a pack and a fresh
reading of the same logs, two packs, or the logs of this month and of last.

Sessions are the same ones when they begin with the same record; else when the same logon id of a computer begins at the
same time; else when the same logon id and user may overlap. Failed logons are the same records or are not. Called out
are logs that hold fewer old events than before, inputs of one name with other bytes, and ends that are now recorded.

  --format table|csv|json|jsonl|xlsx|html|parquet
                                  table unless said otherwise
  --out FILE                      write to a file instead of standard output
  --change changed|added|gone     only these differences; may be a list. The counts are of all of them
  --filter QUERY                  only sessions that it keeps in A or in B, as for sessions
  --kind LIST|all                 all unless said otherwise
  --from TIME --to TIME           keep what may overlap this window
  --zone ZONE                     Europe/Berlin, UTC, +01:00, "W. Europe Standard Time"
${SETTINGS_HELP}
${MASK_HELP}
  --progress json                 progress as JSON lines on standard error
  --quiet                         no progress and no remarks

Exit code: 0 compared, whether they differ or not; otherwise that of the inputs.
${TEXT_HELP}`,
  async run(environment, args) {
    const asked = readOptions(
      "compare",
      args,
      [
        "format",
        "out",
        "change",
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
      ],
      FORMATS,
    );
    const [first, second, ...more] = asked.inputs;
    if (first === undefined || second === undefined || more.length > 0) {
      throw usageFailure(
        "compare takes two: logonscope compare A B. Put several logs of one side into a folder or archive.",
      );
    }
    const kinds = readKinds(asked.kind);
    const changes = readChanges(asked.change);
    const named = await namedZone(asked);
    checkBefore(asked, named);
    return runWithOutput(environment, "compare", asked, async (host, output) => {
      const open = (input: string) => openCase(environment, host, { ...asked, inputs: [input] });
      // One list of aliases: a name is the same on both sides.
      const aliases = asked.mask ? new Aliases() : null;
      const shown = (data: CaseData) => (aliases === null ? data : maskCase(data, aliases).data);
      const a = shown(await open(first));
      const b = shown(await open(second));
      const zone = await zoneFor(environment, b, named);
      const filter = aliases === null ? asked.filter : maskFilter(asked.filter, aliases).text;
      const choice = { filter, kinds, ...readWindowOrFail(asked, zone) };
      const rowsOf = (data: CaseData) => {
        const rows = packRows(data, zone, choice);
        if (!rows.ok) throw filterFailure("--filter", rows.error);
        return rows.value;
      };
      const comparison = compareCases({
        a,
        b,
        rowsA: rowsOf(a),
        rowsB: rowsOf(b),
        zone,
        filter,
        kinds,
        changes,
      });
      if (aliases !== null) await writeMaskKey(asked.maskKey, aliases);
      await writeAll(output, await compareBlocks(comparison, asked, output));
      const codes = [exitCodeOf(a.sources), exitCodeOf(b.sources)];
      return codes.find((code) => code !== EXIT.done) ?? EXIT.done;
    });
  },
};

function readChanges(text: string | undefined): readonly Change[] {
  if (text === undefined) return CHANGES;
  return text.split(",").map((name) => {
    const known = CHANGES.find((change) => change === name.trim());
    if (known === undefined) throw usageFailure(`--change knows ${CHANGES.join(", ")}, not "${name}".`);
    return known;
  });
}

function readKinds(text: string | undefined): readonly SessionKind[] {
  if (text === undefined) return ALL_KINDS;
  const kinds = parseKinds(text);
  if (!kinds.ok) throw filterFailure("--kind", kinds.error);
  return kinds.value;
}

async function compareBlocks(
  comparison: Comparison,
  { format }: Asked<(typeof FORMATS)[number]>,
  output: Output,
): Promise<Iterable<string | Uint8Array>> {
  switch (format) {
    case "table":
      return compareTable(comparison, output.columns);
    case "csv":
      return compareCsv(comparison, { bom: output.isFile });
    case "json":
      return compareJson(comparison);
    case "jsonl":
      return compareJsonLines(comparison);
    case "xlsx":
      return (await import("../../../shared/export/xlsx/compare-xlsx.ts")).compareXlsx(comparison);
    case "html":
      return (await documents()).compareHtml(comparison);
    case "parquet":
      return (await documents()).compareParquet(comparison);
  }
}

// Only those who ask for a document load what writes one.
const documents = () => import("../../../shared/export/compare/compare-documents.ts");
