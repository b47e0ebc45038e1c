import { ticksToIso } from "../engine/time/iso.ts";
import { CLOUD_ROLES } from "../types/cloud.ts";
import type { SourceInfo } from "../types/source.ts";
import { NO_TIME } from "../types/units.ts";

/** One input as every JSON answer names it. */
export function sourceRecord(source: SourceInfo) {
  const { text, policy, trail, cloud } = source;
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
    /** What the file of a trail holds. */
    trail: trail === undefined ? null : { ...trail },
    /** How a table of Dynamics 365 was read, and what of it was assumed. */
    cloud:
      cloud === undefined
        ? null
        : {
            shape: cloud.shape,
            columns: CLOUD_ROLES.flatMap((role) => {
              const at = cloud.columns[role];
              return at === undefined ? [] : [{ role, header: cloud.headers[at] ?? "" }];
            }),
            sheet: cloud.sheet,
            environment: cloud.environment || null,
            from: ticksToIso(cloud.window?.from ?? NO_TIME),
            to: ticksToIso(cloud.window?.to ?? NO_TIME),
            end: cloud.window?.end ?? null,
            zone: cloud.zone,
            dateOrder: cloud.dateOrder,
            assumed: cloud.questions,
            utcAssumed: cloud.utcAssumed,
            unread: cloud.unread,
            outside: cloud.outside,
            doubles: cloud.doubles,
            conflicts: cloud.conflicts,
            formulas: cloud.formulas,
          },
  };
}
