import { createHash } from "node:crypto";
import { fileFailureOf } from "../../../shared/contract/file-failure.ts";
import type { InputFile, WorkbookSheet } from "../../../shared/contract/worker-job.ts";
import { findHeader } from "../../../shared/readers/d365/header.ts";
import { HEADER_ROWS } from "../../../shared/readers/d365/limits.ts";
import { DamageLog } from "../../../shared/readers/damage-log.ts";
import { type SheetContext, SheetPart } from "../../../shared/readers/xlsx/sheet-part.ts";
import { StringsPart } from "../../../shared/readers/xlsx/strings-part.ts";
import { StylesPart } from "../../../shared/readers/xlsx/styles-part.ts";
import { RelationsPart, WorkbookPart } from "../../../shared/readers/xlsx/workbook-part.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import type { Damage } from "../../../shared/types/source.ts";
import type { ArchiveLimits } from "../archives/archive-limits.ts";
import { entryLabel, LabelSet } from "../archives/entry-label.ts";
import type { SpoolFile, SpoolFolder } from "../archives/spool-folder.ts";
import { openFile } from "../file-source.ts";
import { RowText } from "./row-text.ts";
import { type PartRead, WorkbookParts } from "./workbook-parts.ts";

export interface WorkbookOptions {
  readonly spool: SpoolFolder;
  readonly cancel: CancelToken;
  readonly limits: ArchiveLimits;
  /** Told now and then of the sheet being read and the bytes unpacked so far. */
  readonly onProgress: (name: string, bytes: number) => void;
}

/** Damage with the place of the part it was found in: within a packed part, places mean nothing to anyone. */
type FoundDamage = Map<Damage["code"], number>;

function note(found: FoundDamage, { damage, at }: PartRead): void {
  for (const code of damage ?? []) if (!found.has(code)) found.set(code, at);
}

interface Sheet {
  readonly name: string;
  readonly part: string;
}

/**
 * Turns the sheets of a workbook that are tables of Dynamics 365 into rows of text on disk, which are read as any such
 * text is. Without one it is the sheet that the user names, or the first that holds anything: its columns have to be
 * asked for. Null for a file that is no workbook. Rejects for nothing that is in it.
 */
export async function openWorkbook(
  file: InputFile,
  options: WorkbookOptions,
): Promise<readonly InputFile[] | null> {
  const { cancel, limits, onProgress } = options;
  const source = openFile(file.path);
  const { size } = source;
  source.close();
  const parts = await WorkbookParts.open(file.path, {
    cancel,
    limits,
    packedBytes: size,
    onBytes: (bytes) => onProgress(file.name, bytes),
  });
  try {
    const workbook = new WorkbookPart();
    const read = await parts.read("xl/workbook.xml", workbook);
    if (read.damage === null) {
      const isBinary = (await parts.read("xl/workbook.bin", {}, () => true)).damage !== null;
      return isBinary ? [{ ...file, failure: "oldWorkbook" }] : null;
    }
    const found: FoundDamage = new Map();
    note(found, read);
    if (read.isEncrypted) return [{ ...file, failure: "encryptedWorkbook" }];
    return await readSheets(file, size, parts, workbook, found, options);
  } finally {
    parts.close();
  }
}

async function readSheets(
  file: InputFile,
  size: number,
  parts: WorkbookParts,
  workbook: WorkbookPart,
  found: FoundDamage,
  options: WorkbookOptions,
): Promise<readonly InputFile[]> {
  const { cancel } = options;
  if (parts.isCut) found.set("truncated", size);
  const relations = new RelationsPart();
  note(found, await parts.read("xl/_rels/workbook.xml.rels", relations));
  const styles = new StylesPart();
  note(found, await parts.read("xl/styles.xml", styles));
  const strings = new StringsPart();
  note(found, await parts.read("xl/sharedStrings.xml", strings));
  if (strings.lost + workbook.lost > 0) found.set("limit", 0);
  const context: SheetContext = {
    texts: strings.texts,
    dates: styles.dates(),
    is1904: workbook.is1904,
  };
  const sheets = workbook.sheets.map(
    ({ name, relation }, at): Sheet => ({
      name,
      // Without its list of parts, sheets are most likely called what every program calls them.
      part: relations.targets.get(relation) ?? `xl/worksheets/sheet${at + 1}.xml`,
    }),
  );
  const chosen = await chooseSheets(file, sheets, parts, context);
  if (cancel.cancelled) return [{ ...file, failure: "cancelled" }];
  if (chosen.length === 0) return [{ ...file, failure: found.size > 0 ? "archiveDamaged" : "notALog" }];
  const sha256 = hashOf(file.path, cancel);
  const labels = new LabelSet();
  const inputs: InputFile[] = [];
  for (const sheet of chosen) {
    const label = labels.add(entryLabel(sheet.name));
    const name = chosen.length === 1 ? file.name : `${file.name}/${label}`;
    const origin = {
      sheet: sheet.name,
      sheets: sheets.map((each) => each.name),
      is1904: workbook.is1904,
      bytes: size,
      sha256,
    };
    inputs.push(await writeSheet(sheetInput(file, name), sheet, origin, parts, context, found, options));
  }
  return inputs;
}

/** A sheet as an input. What is said of the workbook holds for each of its sheets. */
function sheetInput(file: InputFile, name: string): InputFile {
  const answers = file.answers?.map((each) => (each.file === file.name ? { ...each, file: name } : each));
  return { ...file, name, ...(answers === undefined ? {} : { answers }) };
}

/** The sheets whose header is known, else the one that the user names, else the first with rows. */
async function chooseSheets(
  file: InputFile,
  sheets: readonly Sheet[],
  parts: WorkbookParts,
  context: SheetContext,
): Promise<readonly Sheet[]> {
  const asked = file.answers?.find(
    ({ cloud, file: of }) => cloud?.sheet !== undefined && (of === null || of === file.name),
  )?.cloud?.sheet;
  const named = sheets.filter(({ name }) => name === asked);
  if (named.length > 0) return named.slice(0, 1);
  const matching: Sheet[] = [];
  let first: Sheet | null = null;
  for (const sheet of sheets) {
    const rows: (readonly string[])[] = [];
    const reader = new SheetPart(context, (_, cells) => {
      if (rows.length < HEADER_ROWS) rows.push(cells);
    });
    await parts.read(sheet.part, reader, () => rows.length >= HEADER_ROWS || reader.isWhole);
    if (rows.length > 0) first ??= sheet;
    if (findHeader(rows) !== null) matching.push(sheet);
  }
  return matching.length > 0 || first === null ? matching : [first];
}

async function writeSheet(
  input: InputFile,
  sheet: Sheet,
  origin: Omit<WorkbookSheet, "formulas">,
  parts: WorkbookParts,
  context: SheetContext,
  known: FoundDamage,
  { spool, limits, cancel }: WorkbookOptions,
): Promise<InputFile> {
  let text: SpoolFile | null = null;
  try {
    const room = spool.freeBytes() - limits.spareBytes;
    text = spool.create();
    const made = text;
    const rows = new RowText(made);
    const reader = new SheetPart(context, (row, cells) => rows.add(row, cells));
    const read = await parts.read(sheet.part, reader, () => reader.isWhole || made.bytes > room);
    rows.end();
    if (cancel.cancelled) return dropped(input, text, "cancelled");
    if (made.bytes > room) return dropped(input, text, "noSpace");
    const damage = new DamageLog();
    for (const [code, at] of known) damage.add(code, at);
    for (const code of read.damage ?? ["chunkMissing" as const]) damage.add(code, read.at);
    if (reader.badCells > 0) damage.add("valueBad", read.at, reader.badCells);
    if (reader.lost > 0) damage.add("limit", read.at, reader.lost);
    if (!reader.isWhole && read.damage?.length === 0) damage.add("truncated", read.at);
    return {
      ...input,
      path: made.path,
      workbook: { ...origin, formulas: reader.formulas },
      damage: [...(input.damage ?? []), ...damage.toArray()],
    };
  } catch (failure) {
    return dropped(input, text, fileFailureOf(failure));
  }
}

function dropped(
  input: InputFile,
  text: SpoolFile | null,
  failure: NonNullable<InputFile["failure"]>,
): InputFile {
  text?.discard();
  return { ...input, failure };
}

/** Hash of the workbook itself; null when it cannot be read to its end. */
function hashOf(path: string, cancel: CancelToken): string | null {
  const source = openFile(path);
  try {
    const hash = createHash("sha256");
    const slab = new Uint8Array(1_048_576);
    for (let at = 0; at < source.size; ) {
      const count = source.read(at, slab);
      if (count <= 0 || cancel.cancelled) return null;
      hash.update(slab.subarray(0, count));
      at += count;
    }
    return hash.digest("hex");
  } finally {
    source.close();
  }
}
