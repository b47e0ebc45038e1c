import { SESSION_KINDS } from "../types/names.ts";
import { PACK_PROBLEMS } from "../types/pack.ts";
import { REPORT_NAMES } from "../types/report.ts";
import { DEFAULT_SETTINGS } from "../types/settings.ts";
import {
  anyText,
  count,
  flag,
  type Infer,
  list,
  moment,
  number,
  object,
  oneOf,
  orNull,
  pattern,
  record,
  type Shape,
  text,
} from "./schema-shape.ts";
import { source } from "./schema-source.ts";

/* What evidence packs, and the commands about them, answer. */

const sha256 = pattern(/^[0-9a-f]{64}$/, "a SHA-256");
const when = orNull(moment);
const packed = orNull(pattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "a moment in whole seconds"));
const settings = record(number);
/** Rows whose own schema is that of another answer, and values of any of its fields. */
const anything: Shape<unknown> = { check: () => {} };
const row = record(anything);

/** `manifest.json` of `logonscope.pack/1` */
export const packManifest = object({
  schema: oneOf(["logonscope.pack/1"]),
  engine: text,
  packed,
  partial: flag,
  masked: flag,
  zone: text,
  filter: orNull(text),
  failuresFiltered: flag,
  kinds: list(oneOf(SESSION_KINDS)),
  window: object({ from: when, to: when }),
  settings,
  oldest: when,
  newest: when,
  counts: object({
    inputs: count,
    inputsNotRead: count,
    records: count,
    recordsUsed: count,
    damaged: count,
    duplicates: count,
    logons: object({ read: count, used: count, byClass: record(count) }),
    sessions: count,
    sessionsInTables: count,
    failures: count,
    failuresInTables: count,
  }),
  verdicts: list(row),
  caveats: list(text),
  reports: list(
    object({
      name: oneOf(REPORT_NAMES),
      options: record(anything),
      lines: count,
      filtered: flag,
      caveats: list(text),
    }),
  ),
  inputs: list(source),
  case: flag,
  files: list(object({ name: text, bytes: count, sha256 })),
});
export type PackManifestAnswer = Infer<typeof packManifest>;

/** `logonscope.verify/1` */
export const verifyAnswer = object({
  schema: oneOf(["logonscope.verify/1"]),
  pack: text,
  sound: flag,
  filesSound: count,
  manifestSha256: orNull(sha256),
  engine: orNull(text),
  packed,
  masked: orNull(flag),
  problems: list(object({ file: orNull(text), problem: oneOf(PACK_PROBLEMS), text })),
  inputs: orNull(
    list(
      object({
        path: text,
        state: oneOf(["same", "other", "unknown", "notRead"]),
        sha256: orNull(sha256),
        recorded: orNull(text),
      }),
    ),
  ),
});
export type VerifyAnswer = Infer<typeof verifyAnswer>;

const side = object({
  engine: text,
  pack: orNull(object({ file: text, manifestSha256: sha256, packed })),
  masked: flag,
  partial: flag,
  oldest: when,
  newest: when,
  sessions: count,
  failures: count,
  settings,
});
const input = orNull(
  object({ path: text, bytes: count, sha256: orNull(sha256), records: count, oldest: when, newest: when }),
);
const reach = orNull(object({ oldest: when, newest: when, records: count }));

/** `logonscope.compare/1` */
export const compareAnswer = object({
  schema: oneOf(["logonscope.compare/1"]),
  engine: text,
  zone: text,
  filter: orNull(text),
  kinds: list(oneOf(SESSION_KINDS)),
  /** What is told below; counted is all. */
  changes: list(oneOf(["changed", "added", "gone"])),
  a: side,
  b: side,
  counts: object({
    sessions: object({ added: count, gone: count, changed: count, same: count }),
    failures: object({ added: count, gone: count, same: count }),
  }),
  findings: list(text),
  made: object({ engine: flag, settings: list(oneOf(Object.keys(DEFAULT_SETTINGS))), masked: flag }),
  inputs: list(object({ state: oneOf(["same", "changed", "added", "gone"]), a: input, b: input })),
  logs: list(
    object({
      computer: text,
      channel: text,
      a: reach,
      b: reach,
      lost: orNull(
        object({ from: when, to: when, cause: oneOf(["cleared", "notTold"]), by: orNull(anyText) }),
      ),
    }),
  ),
  sessionsChanged: list(
    object({
      key: text,
      keyBefore: text,
      kind: oneOf(SESSION_KINDS),
      computer: orNull(text),
      user: orNull(text),
      leadLogonId: orNull(text),
      start: when,
      matchedBy: oneOf(["record", "logonId", "overlap"]),
      findings: list(text),
      fields: list(object({ field: text, a: anything, b: anything })),
    }),
  ),
  sessionsAdded: list(row),
  sessionsGone: list(row),
  failuresAdded: list(row),
  failuresGone: list(row),
});
export type CompareAnswer = Infer<typeof compareAnswer>;
