import {
  CLOCK_STEP_KINDS,
  CONFIDENCES,
  END_REASONS,
  EVIDENCE_CLASSES,
  HELP_KEYS,
  HOLE_CAUSES,
  LOGON_CLASSES,
  PROOF_ROLES,
  RULES,
  SESSION_FLAGS,
  SESSION_KINDS,
} from "../types/names.ts";
import { TRAIL_CHECKS } from "../types/trail.ts";
import { coverageAnswer } from "./coverage-schema.ts";
import { compareAnswer, packManifest, verifyAnswer } from "./pack-schemas.ts";
import { REPORT_ANSWERS } from "./report-schemas.ts";
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
  type Shape,
  text,
} from "./schema-shape.ts";
import { source } from "./schema-source.ts";

/*
 * The JSON answers of the command line and of exports. A field may be added; a change of what is there needs the
 * next number behind the slash.
 */

const hex = pattern(/^0x[0-9a-f]+$/, "a hex number");
const decimal = pattern(/^\d+$/, "a decimal number");
const rule = oneOf(RULES.filter((name) => name !== ""));

const recordRef = object({
  source: count,
  channel: anyText,
  recordId: decimal,
  time: orNull(moment),
  offset: count,
});

/** Why a session is what it is: the rules in force, every record that proves it, and what would tell more. */
const proof = object({
  /** The rule that began it, the one that ended it, then all others that shaped it. */
  rules: list(rule),
  records: list(
    object({
      role: oneOf(PROOF_ROLES),
      source: count,
      channel: anyText,
      recordId: decimal,
      eventId: count,
      time: orNull(moment),
      offset: count,
    }),
  ),
  wouldHelp: list(oneOf(HELP_KEYS)),
});

const intervals = list(pair(orNull(moment), orNull(moment)));

const session = object({
  id: count,
  key: text,
  parentKey: orNull(text),
  kind: oneOf(SESSION_KINDS),
  computer: orNull(text),
  user: orNull(text),
  domain: orNull(text),
  sid: orNull(text),
  logonType: orNull(count),
  logonIds: list(hex),
  leadLogonId: orNull(hex),
  elevated: orNull(flag),
  start: orNull(moment),
  startConfidence: oneOf(CONFIDENCES),
  startLower: orNull(moment),
  startUpper: orNull(moment),
  startRule: orNull(rule),
  end: orNull(moment),
  endReason: oneOf(END_REASONS),
  confidence: oneOf(CONFIDENCES),
  endLower: orNull(moment),
  endUpper: orNull(moment),
  endRule: orNull(rule),
  durationSeconds: orNull(number),
  durationMinSeconds: orNull(number),
  durationMaxSeconds: orNull(number),
  activeSeconds: orNull(number),
  activeMinSeconds: orNull(number),
  activeMaxSeconds: orNull(number),
  intervals: object({
    locked: intervals,
    disconnected: intervals,
    asleep: intervals,
    screenSaver: intervals,
  }),
  sourceAddress: orNull(text),
  workstation: orNull(text),
  clientName: orNull(text),
  process: orNull(text),
  package: orNull(text),
  environment: orNull(text),
  email: orNull(text),
  flags: list(oneOf(SESSION_FLAGS)),
  evidence: oneOf(EVIDENCE_CLASSES),
  /** Where a script tells of the session too: what it saw, and how script and event log stand to each other. */
  trail: orNull(
    object({
      sessionName: orNull(text),
      logonServer: orNull(text),
      check: oneOf(TRAIL_CHECKS),
      otherKey: orNull(text),
    }),
  ),
  startRecord: orNull(recordRef),
  endRecord: orNull(recordRef),
  proof,
});
export type SessionAnswerRow = Infer<typeof session>;

const countedClasses = LOGON_CLASSES.filter((name) => name !== "script" && name !== "cloud");

/** `logonscope.sessions/1` */
export const sessionsAnswer = object({
  schema: oneOf(["logonscope.sessions/1"]),
  engine: text,
  zone: text,
  filter: orNull(text),
  kinds: list(oneOf(SESSION_KINDS)),
  partial: flag,
  settings: record(number),
  sources: list(source),
  sessions: list(session),
  /** Every name that one computer was seen with is told once: the last one, then the others. */
  computers: list(
    object({
      name: text,
      aliases: list(text),
      oldest: orNull(moment),
      newest: orNull(moment),
      windowsZone: orNull(text),
    }),
  ),
  /** Users of the sessions listed, under every spelling the inputs have for them. */
  users: list(object({ name: text, sid: orNull(text), spellings: list(text) })),
  boots: list(
    object({ computer: text, index: count, start: orNull(moment), end: orNull(moment), clean: orNull(flag) }),
  ),
  counts: object({
    logons: object({
      read: count,
      used: count,
      byClass: object(Object.fromEntries(countedClasses.map((name) => [name, count]))),
    }),
    duplicates: count,
    failures: count,
  }),
  holes: list(
    object({
      computer: text,
      channel: text,
      from: orNull(moment),
      to: orNull(moment),
      cause: oneOf(HOLE_CAUSES),
    }),
  ),
  /** Changes of a computer's clock; `time` is corrected like all times. */
  clockSteps: list(
    object({
      computer: text,
      time: orNull(moment),
      deltaSeconds: number,
      kind: oneOf(CLOCK_STEP_KINDS),
      byUser: orNull(text),
      record: recordRef,
    }),
  ),
  verdicts: list(
    object({
      key: text,
      computer: text,
      from: orNull(moment),
      to: orNull(moment),
      params: record(orNull(anyText)),
      text,
    }),
  ),
});
export type SessionsAnswer = Infer<typeof sessionsAnswer>;

/** `logonscope.failures/1` */
export const failuresAnswer = object({
  schema: oneOf(["logonscope.failures/1"]),
  engine: text,
  zone: text,
  filter: orNull(text),
  partial: flag,
  sources: list(source),
  failures: list(
    object({
      key: text,
      time: orNull(moment),
      computer: orNull(text),
      user: orNull(text),
      domain: orNull(text),
      sid: orNull(text),
      logonType: orNull(count),
      status: orNull(hex),
      subStatus: orNull(hex),
      reason: text,
      sourceAddress: orNull(text),
      workstation: orNull(text),
      process: orNull(text),
      package: orNull(text),
      count,
      followedBySuccess: flag,
      record: recordRef,
    }),
  ),
});
export type FailuresAnswer = Infer<typeof failuresAnswer>;

/** `logonscope.info/1` */
export const infoAnswer = object({
  schema: oneOf(["logonscope.info/1"]),
  engine: text,
  zone: text,
  sources: list(source),
});
export type InfoAnswer = Infer<typeof infoAnswer>;

/** `logonscope.scripts/1` */
export const scriptsAnswer = object({
  schema: oneOf(["logonscope.scripts/1"]),
  engine: text,
  share: text,
  sections: list(
    object({
      key: text,
      title: text,
      text: list(text),
      steps: list(text),
      files: list(object({ name: text, text })),
      commands: list(object({ label: text, lines: list(text) })),
    }),
  ),
});
export type ScriptsAnswer = Infer<typeof scriptsAnswer>;

/** Every schema by its name. */
export const ANSWERS: Readonly<Record<string, Shape<unknown>>> = {
  "logonscope.pack/1": packManifest,
  "logonscope.verify/1": verifyAnswer,
  "logonscope.compare/1": compareAnswer,
  "logonscope.sessions/1": sessionsAnswer,
  "logonscope.failures/1": failuresAnswer,
  "logonscope.info/1": infoAnswer,
  "logonscope.coverage/1": coverageAnswer,
  "logonscope.scripts/1": scriptsAnswer,
  ...REPORT_ANSWERS,
};
