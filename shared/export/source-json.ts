import { ticksToIso } from "../engine/time/iso.ts";
import type { SourceInfo } from "../types/source.ts";

/** One input as every JSON answer names it. */
export function sourceRecord(source: SourceInfo) {
  const { text, policy } = source;
  return {
    id: source.id,
    path: source.path,
    format: source.format,
    bytes: source.bytes,
    sha256: source.sha256,
    records: source.records,
    used: source.used,
    oldest: ticksToIso(source.oldest),
    newest: ticksToIso(source.newest),
    computers: source.computers,
    channels: source.channels,
    duplicates: source.duplicates,
    recovered: source.recovered,
    damage: source.damage.map(({ code, offset, count }) => ({ code, offset, count })),
    notes: source.notes,
    failure: source.failure,
    /** How a text export was read, and what of it was assumed. */
    text:
      text === undefined
        ? null
        : {
            delimiter: text.delimiter,
            encoding: text.encoding,
            dateOrder: text.dateOrder,
            zone: text.zone,
            assumed: text.questions,
          },
    /** What kind of audit policy it is, and whose. */
    policy: policy === undefined ? null : { kind: policy.kind, computer: policy.computer },
  };
}
