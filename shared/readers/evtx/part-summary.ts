import type { Damage, SourceNote } from "../../types/source.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import { DamageLog } from "../damage-log.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import type { FileHeader } from "./file-header.ts";
import { CHUNK_SIZE } from "./limits.ts";
import { type RecoveredContent, RecoveredList } from "./recovered.ts";

/** What is known about a run of chunks of a file once they have been read; plain data, so that it can cross threads. */
export interface EvtxPart {
  readonly header: FileHeader;
  readonly isLog: boolean;
  readonly records: number;
  /** Chunks with live records. */
  readonly chunks: number;
  readonly emptySlots: number;
  /** Places where an export shows that it left records out, see `Tally`. */
  readonly leaps: number;
  readonly falls: number;
  /** Infinite without any record. */
  readonly oldest: number;
  readonly newest: number;
  readonly computers: readonly string[];
  readonly channels: readonly string[];
  readonly damage: readonly Damage[];
  readonly recovered: RecoveredContent;
  readonly cancelled: boolean;
}

/** What is known about a file once it has been read. `recovered` leaves out mere copies of live records. */
export interface EvtxSummary extends ReaderSummary {
  readonly header: FileHeader;
}

/** Adds up the parts of one file, in the order of the file. There is at least one. */
export function joinParts(parts: readonly EvtxPart[]): EvtxSummary {
  const [{ header }] = parts as readonly [EvtxPart];
  const recovered = new RecoveredList();
  const damage = new DamageLog();
  const computers = new Set<string>();
  const channels = new Set<string>();
  let records = 0;
  let chunks = 0;
  let emptySlots = 0;
  let oldest = Number.POSITIVE_INFINITY;
  let newest = Number.NEGATIVE_INFINITY;
  for (const part of parts) {
    records += part.records;
    chunks += part.chunks;
    emptySlots += part.emptySlots;
    oldest = Math.min(oldest, part.oldest);
    newest = Math.max(newest, part.newest);
    for (const name of part.computers) computers.add(name);
    for (const name of part.channels) channels.add(name);
    for (const { code, offset, count } of part.damage) damage.add(code, offset, count);
    recovered.append(part.recovered);
  }
  const notes: SourceNote[] = [];
  if (header.dirty) notes.push("dirty");
  if (header.valid && header.chunkCount < Math.min(chunks, 0xffff)) notes.push("staleHeader");
  if (emptySlots > 0) notes.push("emptyChunks");
  const isExport = parts.some(({ leaps }) => leaps > 0) && parts.every(({ falls }) => falls === 0);
  if (isExport) notes.push("recordsLeftOut");
  return {
    header,
    isLog: parts.some((part) => part.isLog),
    records,
    recovered: recovered.settle().length + recovered.beyond,
    oldest: (Number.isFinite(oldest) ? oldest : NO_TIME) as Ticks,
    newest: (Number.isFinite(newest) ? newest : NO_TIME) as Ticks,
    computers: [...computers],
    channels: [...channels],
    damage: damage.toArray(),
    notes,
    ...(emptySlots === 0 ? {} : { unusedBytes: emptySlots * CHUNK_SIZE }),
    cancelled: parts.some((part) => part.cancelled),
  };
}
