import type { ByteSource } from "../../types/ports.ts";
import type { EventNode } from "../event-tree.ts";
import { channelOf } from "./channel.ts";
import { EvtRecord } from "./evt-record.ts";
import { legacyTree } from "./legacy-tree.ts";
import { HEADER_SIZE } from "./limits.ts";
import { RingBytes } from "./ring.ts";

/**
 * Reads one record by the offset a view or full record gave for it, also one that runs past the end of the file and
 * goes on behind the header. `null` when there is no sound record at that place.
 */
export function readEvtRecordAt(source: ByteSource, offset: number): EventNode | null {
  if (!Number.isSafeInteger(offset) || offset < HEADER_SIZE) return null;
  const bytes = new RingBytes(source).record(offset);
  return bytes === null ? null : legacyTree(new EvtRecord().load(bytes, offset), channelOf(source));
}
