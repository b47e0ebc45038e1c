import { COVERAGE_DOUBTS } from "../types/case.ts";
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

const levels = object({ general: advised, stronger: advised });
const ROLES = ["domainController", "memberServer", "workstation"] as const;

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
      /** Why, where it is not the numbers of the records that tell it. */
      doubt: orNull(oneOf(COVERAGE_DOUBTS)),
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
      /** Null: not known; `recommended` is then what stands for member servers and workstations alike. */
      role: orNull(oneOf(ROLES)),
      roleFrom: orNull(oneOf(["chosen", "evidence"])),
      answers: object(Object.fromEntries(QUESTIONS.map((question) => [question, answers]))),
      settings: list(
        object({
          guid,
          name: text,
          recommended: levels,
          recommendedByRole: object({
            domainController: levels,
            memberServer: levels,
            workstation: levels,
          }),
          policy: setting,
          asked: setting,
          log: object({
            records: count,
            days: number,
            success: orNull(flag),
            failure: orNull(flag),
            partly: flag,
            /** Outcomes of which there are records; neither where the outcome of those there are is not known. */
            seen: object({ success: flag, failure: flag }),
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
          /** In 20 MB. */
          daysInDefaultSize: orNull(number),
          /** How large the log may grow, and how that is known; null when nothing tells it. */
          size: orNull(object({ bytes: count, from: oneOf(["settings", "wentRound", "full"]) })),
          daysInSize: orNull(number),
          typical: list(object({ bytes: count, days: number })),
        }),
      ),
      verdicts: list(verdict),
    }),
  ),
  /** Policies of computers that no log is of. */
  strayPolicies: list(policyFile),
  /** Archives of scheduled runs among the inputs: what they collected, and where two runs do not join. */
  archives: list(
    object({
      source: count,
      files: count,
      /** Paths in the archive. */
      missing: list(text),
      /** Sources whose bytes are not those that were collected. */
      altered: list(count),
      damagedLines: count,
      logs: list(
        object({
          computer: text,
          channel: text,
          askedAs: list(anyText),
          files: count,
          records: count,
          from: when,
          to: when,
          lookedAt: when,
          brokeOff: flag,
          gaps: list(object({ from: when, to: when, cause: oneOf(["gap", "restarted"]) })),
        }),
      ),
      failed: list(
        object({ asked: anyText, channel: orNull(text), time: when, code: text, exit: orNull(number) }),
      ),
    }),
  ),
  /** What domain controllers tell: when somebody was authenticated, never how long he stayed. Null without any. */
  domain: orNull(
    object({
      text,
      controllers: list(object({ computer: text, from: when, to: when })),
      /** Of people; `linked` of them led to a session of the case. */
      authentications: count,
      linked: object({ logonGuid: count, time: count }),
      /** Records, and the attempts that they are: one attempt may stand in several logs. */
      refusals: count,
      attempts: count,
      first: list(
        object({
          /** Of the zone. */
          day: text,
          time: moment,
          user: anyText,
          domain: orNull(text),
          sid: orNull(text),
          controller: text,
          kind: oneOf(["kerberos", "ntlm"]),
          authentications: count,
          address: orNull(text),
          computer: orNull(text),
          computerEvidence: orNull(oneOf(["eventLog", "inferred"])),
          /** Key of the session that it led to. */
          session: orNull(text),
          sessionBy: orNull(oneOf(["logonGuid", "time"])),
          record: object({ source: count, channel: anyText, recordId: text, eventId: count, offset: count }),
        }),
      ),
      lockouts: list(
        object({
          time: when,
          user: orNull(text),
          sid: orNull(text),
          controller: text,
          caller: orNull(text),
          attempts: count,
          /** The last of them. */
          before: list(
            object({ time: when, source: orNull(text), records: count, computers: list(anyText) }),
          ),
        }),
      ),
    }),
  ),
});
export type CoverageAnswer = Infer<typeof coverageAnswer>;
