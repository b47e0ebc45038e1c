import { type ACT_COLUMNS, ACT_KINDS } from "../types/act-table.ts";
import {
  CONFIDENCES,
  END_REASONS,
  EVIDENCE_CLASSES,
  INTERVAL_KINDS,
  PROOF_ROLES,
  RULES,
  SESSION_FLAGS,
  SESSION_KINDS,
} from "../types/names.ts";
import type {
  FAILURE_COLUMNS,
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
} from "../types/session-table.ts";
import { TRAIL_CHECKS, type TRAIL_FACT_COLUMNS } from "../types/trail.ts";

/**
 * What the numbers of a column are. `any`: whatever fits the type. `text`: positions in the list of texts. A number:
 * positions in a closed list of that many names. `session`, `boot`: rows, -1 for none. `source`: positions in the list
 * of inputs. `child`: starts of a child table, which the guard of a case has checked.
 */
export type ColumnMeaning = number | "any" | "text" | "session" | "boot" | "source" | "child" | "place";

type MeaningsOf<Spec> = Readonly<Record<keyof Spec, ColumnMeaning>>;

const SESSION_MEANINGS: MeaningsOf<typeof SESSION_COLUMNS> = {
  kind: SESSION_KINDS.length,
  parent: "session",
  computer: "text",
  user: "text",
  domain: "text",
  sid: "text",
  userKey: "text",
  computerKey: "text",
  logonType: "any",
  leadLogonIdLow: "any",
  leadLogonIdHigh: "any",
  elevated: 3,
  boot: "boot",
  start: "any",
  startConfidence: CONFIDENCES.length,
  startLower: "any",
  startUpper: "any",
  startRule: RULES.length,
  end: "any",
  endReason: END_REASONS.length,
  confidence: CONFIDENCES.length,
  endLower: "any",
  endUpper: "any",
  endRule: RULES.length,
  lastEvidence: "any",
  active: "any",
  activeMin: "any",
  activeMax: "any",
  sourceAddress: "text",
  workstation: "text",
  clientName: "text",
  targetServer: "text",
  process: "text",
  package: "text",
  flags: 2 ** SESSION_FLAGS.length,
  evidence: EVIDENCE_CLASSES.length,
};

const INTERVAL_MEANINGS: MeaningsOf<typeof INTERVAL_COLUMNS> = {
  kind: INTERVAL_KINDS.length,
  from: "any",
  to: "any",
};

const PROOF_MEANINGS: MeaningsOf<typeof PROOF_COLUMNS> = {
  role: PROOF_ROLES.length,
  source: "source",
  channel: "text",
  eventId: "any",
  recordIdLow: "any",
  recordIdHigh: "any",
  time: "any",
  offset: "place",
};

const MEMBER_MEANINGS: MeaningsOf<typeof MEMBER_COLUMNS> = {
  logonIdLow: "any",
  logonIdHigh: "any",
};

const FAILURE_MEANINGS: MeaningsOf<typeof FAILURE_COLUMNS> = {
  time: "any",
  rawTime: "any",
  computer: "text",
  computerKey: "text",
  user: "text",
  domain: "text",
  sid: "text",
  userKey: "text",
  logonType: "any",
  status: "any",
  subStatus: "any",
  reason: "text",
  sourceAddress: "text",
  workstation: "text",
  process: "text",
  package: "text",
  followedBySuccess: 2,
  source: "source",
  channel: "text",
  recordIdLow: "any",
  recordIdHigh: "any",
  offset: "place",
};

const ACT_MEANINGS: MeaningsOf<typeof ACT_COLUMNS> = {
  kind: ACT_KINDS.length,
  time: "any",
  until: "any",
  computer: "text",
  computerKey: "text",
  user: "text",
  domain: "text",
  sid: "text",
  userKey: "text",
  session: "session",
  sourceAddress: "text",
  place: "text",
  detail: "text",
  process: "text",
  status: "any",
  source: "source",
  channel: "text",
  eventId: "any",
  recordIdLow: "any",
  recordIdHigh: "any",
  offset: "place",
};

const FACT_MEANINGS: MeaningsOf<typeof TRAIL_FACT_COLUMNS> = {
  session: "session",
  email: "text",
  environment: "text",
  sessionName: "text",
  server: "text",
  check: TRAIL_CHECKS.length,
  other: "session",
};

/** Tables of a case by the names that lead to them. */
export const TABLE_MEANINGS: Readonly<Record<string, Readonly<Record<string, ColumnMeaning>>>> = {
  sessions: {
    ...SESSION_MEANINGS,
    intervalStart: "child",
    proofStart: "child",
    memberStart: "child",
  },
  "sessions.intervals": INTERVAL_MEANINGS,
  "sessions.proofs": PROOF_MEANINGS,
  "sessions.members": MEMBER_MEANINGS,
  failures: FAILURE_MEANINGS,
  acts: ACT_MEANINGS,
  "trails.facts": FACT_MEANINGS,
};

/** What the numbers of the column with this path are; null for a path that no case has. */
export function meaningOf(path: string): ColumnMeaning | null {
  const dot = path.lastIndexOf(".");
  const table = path.slice(0, dot);
  const name = path.slice(dot + 1);
  const meanings = Object.hasOwn(TABLE_MEANINGS, table) ? TABLE_MEANINGS[table]! : {};
  return Object.hasOwn(meanings, name) ? meanings[name]! : null;
}
