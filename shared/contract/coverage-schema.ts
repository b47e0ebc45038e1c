import { ANSWER_REASONS, ANSWERS, LOG_NOTICES, QUESTIONS } from "../types/coverage.ts";
import { HOLE_CAUSES } from "../types/names.ts";
import { POLICY_KINDS, SETTING_STATES } from "../types/policy.ts";
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
  pair,
  pattern,
  record,
  text,
} from "./schema-shape.ts";
import { source } from "./schema-source.ts";

const when = orNull(moment);
const guid = pattern(/^\{[0-9A-F]{8}-69AE-11D9-BED3-505054503030\}$/, "the GUID of a subcategory");

const verdict = object({
  key: text,
  computer: text,
  from: when,
  to: when,
  params: record(orNull(anyText)),
  text,
});

const policyFile = object({ source: count, kind: oneOf(POLICY_KINDS), computer: orNull(text) });

const advised = object({ success: oneOf(["yes", "no", "maybe"]), failure: oneOf(["yes", "no", "maybe"]) });

const setting = object({
  state: oneOf([...SETTING_STATES, "silent"]),
  success: orNull(flag),
  failure: orNull(flag),
  from: orNull(oneOf(POLICY_KINDS)),
});

const answers = list(
  object({ from: when, to: when, answer: oneOf(ANSWERS), reason: oneOf(ANSWER_REASONS), text }),
);

/** `logonscope.coverage/1` */
export const coverageAnswer = object({
  schema: oneOf(["logonscope.coverage/1"]),
  engine: text,
  zone: text,
  partial: flag,
  window: object({ from: when, to: when }),
  sources: list(source),
  /** One for each log of each computer. */
  coverage: list(
    object({
      computer: text,
      /** Empty for records that name none. */
      channel: anyText,
      records: count,
      filtered: flag,
      spans: list(pair(moment, moment)),
      holes: list(object({ from: when, to: when, cause: oneOf(HOLE_CAUSES), by: orNull(anyText) })),
      /** Files that say what a Security log holds; null for other logs. */
      policy: orNull(object({ effective: list(policyFile), asked: list(policyFile) })),
      verdicts: list(verdict),
    }),
  ),
  /** What can be answered of each computer, from when to when. */
  computers: list(
    object({
      computer: text,
      /** Null: a member server or a workstation, for which the same settings are recommended. */
      role: orNull(oneOf(["domainController", "memberServer", "workstation"])),
      answers: object(Object.fromEntries(QUESTIONS.map((question) => [question, answers]))),
      settings: list(
        object({
          guid,
          name: text,
          recommended: object({ general: advised, stronger: advised }),
          policy: setting,
          asked: setting,
          log: object({
            records: count,
            days: number,
            success: orNull(flag),
            failure: orNull(flag),
            partly: flag,
          }),
          contradiction: orNull(oneOf(["auditedButSilent", "offButRecorded", "changedSince"])),
          text: orNull(text),
          commands: object({ general: orNull(text), stronger: orNull(text) }),
        }),
      ),
      policyChanges: list(
        object({ time: when, guid: text, success: orNull(flag), failure: orNull(flag), by: orNull(text) }),
      ),
      notices: list(object({ kind: oneOf(LOG_NOTICES), count, first: when, last: when })),
      retention: orNull(
        object({
          days: number,
          recordsPerDay: number,
          bytesPerDay: orNull(number),
          daysInDefaultSize: orNull(number),
        }),
      ),
      verdicts: list(verdict),
    }),
  ),
  /** Policies of computers that no log is of. */
  strayPolicies: list(policyFile),
});
export type CoverageAnswer = Infer<typeof coverageAnswer>;
