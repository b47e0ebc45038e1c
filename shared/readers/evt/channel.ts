import type { ByteSource } from "../../types/ports.ts";
import { readFully } from "../evtx/slabs.ts";
import { EvtRecord } from "./evt-record.ts";
import { isRecord, mayBeRecord } from "./file-header.ts";
import { HEADER_SIZE } from "./limits.ts";
import { u32 } from "./little-endian.ts";

export const SECURITY = "Security";
const SYSTEM = "System";
/** Sources that write to the System log and to no other, in every installation. */
const SYSTEM_SOURCES: ReadonlySet<string> = new Set([
  "eventlog",
  "service control manager",
  "user32",
  "w32time",
  "tcpip",
  "dcom",
  "netlogon",
  "application popup",
]);
const HEAD = 1_048_576;

/**
 * The channel of a log, which a legacy file does not name: told by the first record in its first megabyte whose source
 * belongs to one log only. Empty when none says (the Application log has no such source).
 */
export function channelOf(source: ByteSource): string {
  const head = readFully(source, 0, new Uint8Array(Math.min(HEAD, source.size)));
  const record = new EvtRecord();
  for (let at = HEADER_SIZE; at + 8 <= head.length; ) {
    const size = u32(head, at);
    const whole = mayBeRecord(head, at) && at + size <= head.length && isRecord(head.subarray(at, at + size));
    if (whole) {
      const name = channelOfSource(record.load(head.subarray(at, at + size), at).source);
      if (name !== "") return name;
      at += size;
    } else at += 4;
  }
  return "";
}

function channelOfSource(source: string): string {
  if (source === SECURITY) return SECURITY;
  return SYSTEM_SOURCES.has(source.toLowerCase()) ? SYSTEM : "";
}
