import { nearestWord } from "../../shared/engine/filter/nearest.ts";
import { SESSION_CSV_COLUMNS, sessionsCsv } from "../../shared/export/csv.ts";
import type { SessionExportInput } from "../../shared/export/export-case.ts";
import { sessionsParquet } from "../../shared/export/parquet/tables.ts";
import {
  columnsBeside,
  MAX_PARTITIONS,
  PARTITION_KEYS,
  type PartitionKey,
  partitionSessions,
} from "../../shared/export/partitions.ts";
import { sessionsJsonLines } from "../../shared/export/sessions-json.ts";
import { usageFailure } from "./exit-codes.ts";
import type { FolderOutput } from "./folder-output.ts";
import type { Asked } from "./options.ts";
import { writeAll } from "./run-with-output.ts";

/** What `--partition` names, and that the rest fits it. Throws `CommandFailure`. */
export function readPartition(asked: Pick<Asked, "partition" | "format">): readonly PartitionKey[] {
  const keys = (asked.partition ?? "").split(",").map((text) => {
    const word = text.trim().toLowerCase();
    const key = PARTITION_KEYS.find((each) => each === word);
    if (key !== undefined) return key;
    const nearest = nearestWord(word, PARTITION_KEYS);
    const hint = nearest === null ? `Keys: ${PARTITION_KEYS.join(", ")}.` : `Did you mean "${nearest}"?`;
    throw usageFailure(`--partition: There is no key "${word}". ${hint}`);
  });
  if (new Set(keys).size < keys.length) throw usageFailure("--partition names a key twice.");
  if (asked.format !== "parquet" && asked.format !== "csv" && asked.format !== "jsonl")
    throw usageFailure("--partition writes Parquet, CSV or JSON Lines: add --format parquet.");
  return keys;
}

/** Writes sessions as a folder of files, one after another: one file is open at a time. */
export async function writePartitions(
  input: SessionExportInput,
  asked: Pick<Asked, "format">,
  keys: readonly PartitionKey[],
  output: FolderOutput,
): Promise<void> {
  const parts = partitionSessions(input, keys);
  if (parts === null)
    throw usageFailure(`--partition would make more than ${MAX_PARTITIONS} files. Choose fewer keys.`);
  const columns = columnsBeside(SESSION_CSV_COLUMNS, keys);
  for (const { path, rows } of parts) {
    const part = { ...input, rows };
    const name = `${path.at(-1)}.${asked.format}`;
    const file = await output.file([...path.slice(0, -1), name]);
    try {
      if (asked.format === "parquet") await writeAll(file, sessionsParquet(part, columns));
      else if (asked.format === "csv") await writeAll(file, sessionsCsv(part, { bom: false, columns }));
      else await writeAll(file, sessionsJsonLines(part));
      await file.finish();
    } catch (failure) {
      await file.discard();
      throw failure;
    }
  }
}
