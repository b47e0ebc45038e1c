import { statSync } from "node:fs";
import type { InputFile } from "../../../shared/contract/worker-job.ts";
import { MAX_EVENT_ROWS } from "../../../shared/engine/extract/event-table-builder.ts";
import type { EventTable } from "../../../shared/types/event-table.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import type { StringTable } from "../../../shared/types/string-table.ts";
import type { SourceTrail } from "../../../shared/types/trail.ts";
import type { JobContext } from "../job-context.ts";
import { memoryWatch } from "../memory-left.ts";
import { ProgressReporter } from "../progress.ts";
import { Board } from "./board.ts";
import { CaseRows } from "./case-rows.ts";
import { unitsInOrder } from "./claimed-units.ts";
import { MergedStrings } from "./merged-strings.ts";
import { type ListedSources, SourceList } from "./source-list.ts";
import { SourceMerger } from "./source-merger.ts";
import { UnitReader } from "./unit-reader.ts";
import { planUnits } from "./units.ts";

export interface ReadCaseOptions {
  readonly files: readonly InputFile[];
  /** Whether rows are wanted, or only what the inputs are. */
  readonly rows: boolean;
  /** Whether inputs are hashed, which takes as long as half of reading them; they are unless this is false. */
  readonly hash?: boolean;
  /** Called after each piece whose rows stand in the table, in order. */
  readonly onPiece?: (reading: Reading) => void;
  /** Rows of all inputs together; more are counted and left out. */
  readonly maxRows?: number;
}

/** What is there while reading goes on. */
export interface Reading {
  readonly progress: ProgressReporter;
  /** Rows added since they were asked for last. */
  takeRows(): EventTable;
  readonly strings: StringTable;
  /** The input being read, as far as it is known. */
  info(): SourceInfo;
}

export interface CaseRead extends ListedSources {
  readonly cancelled: boolean;
  /** Reading of some input broke off, so that what was read of it is not all. */
  readonly broken: boolean;
  readonly reading: Reading;
  /** What files of trails hold; they are no events. */
  readonly trails: readonly SourceTrail[];
}

/**
 * Less than this is read before another thread has taken part: a running one has to translate its code first, and to
 * start one takes as long as reading 50 MB.
 */
const HELP_FROM_BYTES = { near: 12 * 1024 * 1024, far: 64 * 1024 * 1024 };
const HELP_FROM_FILES = 400;

/**
 * Reads all inputs, on this thread and those of the job's crew, into the rows of one table. Which thread read what
 * never shows in the result. No failure of one input stops the others.
 */
export function readCase(options: ReadCaseOptions, context: JobContext): CaseRead {
  const { files, rows, hash = true, onPiece, maxRows = MAX_EVENT_ROWS } = options;
  const { cancel } = context;
  const sizes = files.map((file) => (file.failure === null ? sizeOf(file.path) : 0));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const units = planUnits(files, sizes, hash);
  const board = Board.make(units.length);
  const progress = new ProgressReporter(
    bytes,
    (each) => context.post({ type: "progress", progress: each }),
    () => board.numbers,
  );
  progress.phase("opening");
  const crew = context.crew ?? null;
  if (crew !== null && units.length > 1) {
    const isMuch = bytes >= (crew.isNear ? HELP_FROM_BYTES.near : HELP_FROM_BYTES.far);
    if (isMuch || files.length >= HELP_FROM_FILES)
      crew.call({ files, units, rows, hash, board: board.buffer });
  }

  const own = new UnitReader({ files, units, rows, hash }, cancel, progress, { keeps: true });
  const strings = new MergedStrings(own.strings);
  const list = new SourceList();
  const merger = new SourceMerger(files, list);
  const caseRows = new CaseRows(own, strings);
  const watchMemory = memoryWatch(context.memoryLeft);
  let room = maxRows;
  const reading: Reading = {
    progress,
    takeRows: () => caseRows.take(),
    get strings() {
      return strings.table;
    },
    info: () => merger.info(),
  };
  for (const ready of unitsInOrder(units.length, board, own, crew, cancel, () => progress.tick())) {
    const { result, reader } = ready;
    watchMemory();
    const found = result === null ? 0 : result.rows.to - result.rows.from;
    const kept = Math.min(room, found);
    const place = merger.add(units[ready.unit]!, result?.what ?? null, found - kept);
    if (result === null) continue;
    strings.add(reader, result);
    caseRows.add(reader, result, kept, place);
    room -= kept;
    if (kept > 0) onPiece?.(reading);
  }
  merger.finish();
  for (const port of crew?.ports ?? []) port.close();
  const { broken, trails } = merger;
  return { ...list.finish(cancel.cancelled), cancelled: cancel.cancelled, broken, reading, trails };
}

function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return 0;
  }
}
