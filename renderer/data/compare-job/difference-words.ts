import { MATCHES } from "../../../shared/engine/compare/match-rows.ts";
import {
  type ComparedField,
  type Comparison,
  changeAt,
  type FieldChange,
} from "../../../shared/export/compare/compare-record.ts";
import { failureRecord } from "../../../shared/export/failure-record.ts";
import { sessionKey } from "../../../shared/export/session-record.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { CONFIDENCES, INTERVAL_KINDS, type IntervalKind } from "../../../shared/types/names.ts";
import type { Clock } from "../clock.ts";
import { FAILURE_TABLE, NOTE_COLUMN, RUN_COLUMN, SESSION_TABLE } from "../columns.ts";
import { COMPARE_SPOKEN } from "../compare-words.ts";
import { exactLength, exactMoment, exactSpan } from "../exact-text.ts";
import { failureCell } from "../failure-cells.ts";
import { failureSentence } from "../failure-words.ts";
import { plainText } from "../filled-words.ts";
import { sessionCell } from "../session-cells.ts";
import { sessionTitle, sessionUnder } from "../session-facts.ts";
import { intervalsOf, sessionSentence } from "../session-words.ts";
import { COMPARE_TEXTS as W } from "../texts/compare.ts";
import { T } from "../texts.ts";
import type { Difference, DifferenceRow, Section, TwoSidedFact } from "./compare-messages.ts";

/** Columns of the sessions table that show a field; those without one are told as they are. */
const COLUMN_OF: Readonly<Partial<Record<ComparedField, string>>> = {
  logonType: "type",
  logonIds: "logonId",
  leadLogonId: "logonId",
  endReason: "reason",
  confidence: "sure",
  activeSeconds: "active",
  activeMinSeconds: "active",
  activeMaxSeconds: "active",
  "intervals.locked": "locked",
  "intervals.disconnected": "disconnected",
  "intervals.asleep": "asleep",
  "intervals.screenSaver": "screenSaver",
  sourceAddress: "address",
  clientName: "client",
};
const HEADINGS = new Map(SESSION_TABLE.map(({ id, header }) => [id, header]));
const PLAIN: Readonly<Record<string, string>> = {
  environment: W.detail.environment,
  email: W.detail.email,
  startConfidence: W.detail.startSure,
};
const NO_FACTS: readonly string[] = [NOTE_COLUMN, RUN_COLUMN, "id", "duration"];
const SESSION_FACTS = SESSION_TABLE.filter(({ id }) => !NO_FACTS.includes(id));
const FAILURE_FACTS = FAILURE_TABLE.filter(({ id }) => !NO_FACTS.includes(id));

/** What changed in a session, in the words of its table, each with both values. */
function changedFacts(
  { input: { a, b } }: Comparison,
  clock: Clock,
  change: ReturnType<typeof changeAt>,
): readonly TwoSidedFact[] {
  const one = { data: a, row: change.a };
  const two = { data: b, row: change.b };
  const facts = new Map<string, TwoSidedFact>();
  for (const each of change.fields) {
    const column = COLUMN_OF[each.field] ?? each.field;
    const heading = HEADINGS.get(column);
    if (heading === undefined) {
      const name = PLAIN[each.field] ?? each.field;
      facts.set(each.field, { name, ...inFull(one, two, clock, each) });
      continue;
    }
    const before = sessionCell(a, clock, column, change.a);
    const after = sessionCell(b, clock, column, change.b);
    // What is rounded on screen may read the same and is not: then the values themselves are told.
    const known = facts.get(column);
    if (before !== after) facts.set(column, { name: heading, a: before || W.none, b: after || W.none });
    else if (known === undefined) facts.set(column, { name: heading, ...inFull(one, two, clock, each) });
  }
  return [...facts.values()];
}

type BothTexts = Pick<TwoSidedFact, "a" | "b">;

/** Times of a session that are fields by themselves. */
const TIMES = ["start", "startLower", "startUpper", "end", "endLower", "endUpper"] as const;
const LENGTHS: Readonly<Partial<Record<ComparedField, "active" | "activeMin" | "activeMax">>> = {
  activeSeconds: "active",
  activeMinSeconds: "activeMin",
  activeMaxSeconds: "activeMax",
};

/** Both values of a field, to the last tick. */
function inFull(one: SessionOf, two: SessionOf, clock: Clock, { field, a, b }: FieldChange): BothTexts {
  const length = LENGTHS[field];
  if (length !== undefined) {
    const text = ({ data, row }: SessionOf) => exactLength(data.sessions[length][row]!) ?? W.none;
    return { a: text(one), b: text(two) };
  }
  const time = TIMES.find((name) => name === field);
  if (time !== undefined) {
    const moments = ({ data, row }: SessionOf) => [data.sessions[time][row]!];
    return toldApart(clock, moments(one), moments(two), ([moment]) => exactMoment(clock, moment!) ?? W.none);
  }
  const kind = INTERVAL_KINDS.find((name) => field === `intervals.${name}`);
  if (kind !== undefined) return intervalTexts(one, two, clock, kind);
  return { a: plainValue(field, a), b: plainValue(field, b) };
}

/** Two texts of moments. In the hour that an autumn night has twice only the distance from UTC tells them apart. */
function toldApart(
  clock: Clock,
  a: readonly number[],
  b: readonly number[],
  text: (moments: readonly number[]) => string,
): BothTexts {
  const texts = { a: text(a), b: text(b) };
  if (texts.a !== texts.b) return texts;
  const offsets = (moments: readonly number[]) =>
    [...new Set(moments.map((moment) => clock.offsetName(moment)))].join(", ");
  return { a: `${texts.a} (${offsets(a)})`, b: `${texts.b} (${offsets(b)})` };
}

/** Times away that differ are told one by one up to so many. */
const MAX_TIMES = 3;

/** Those of the times away that the other side has not. */
function intervalTexts(one: SessionOf, two: SessionOf, clock: Clock, kind: IntervalKind): BothTexts {
  const of = ({ data, row }: SessionOf) =>
    new Map(
      intervalsOf(data, row)
        .filter((each) => each.kind === kind)
        .map(({ from, to }) => [`${from} ${to}`, [from, to]] as const),
    );
  const [here, there] = [of(one), of(two)];
  const only = (own: typeof here, other: typeof here) =>
    [...own].filter(([key]) => !other.has(key)).flatMap(([, times]) => times);
  const text = (moments: readonly number[]) => {
    const count = moments.length / 2;
    if (count === 0) return W.none;
    const shown = Array.from({ length: Math.min(count, MAX_TIMES) }, (_, at) =>
      exactSpan(clock, moments[at * 2]!, moments[at * 2 + 1]!),
    ).join(", ");
    return count > MAX_TIMES ? W.andMore(shown, count - MAX_TIMES) : shown;
  };
  return toldApart(clock, only(here, there), only(there, here), text);
}

function plainValue(field: ComparedField, value: unknown): string {
  if (value === null || value === undefined) return W.none;
  if (field === "startConfidence")
    return T.confidence[CONFIDENCES.find((name) => name === value) ?? "unknown"];
  return visibleText(typeof value === "string" ? value : JSON.stringify(value));
}

/** A row of a section as it stands in the table. */
export function differenceRow(
  comparison: Comparison,
  clock: Clock,
  section: Section,
  at: number,
): DifferenceRow {
  const { a, b } = comparison.input;
  switch (section) {
    case "changed": {
      const change = changeAt(comparison, at);
      const says = [
        ...change.findings.map((finding) => COMPARE_SPOKEN.findings[finding]),
        ...changedFacts(comparison, clock, change).map(({ name, a: before, b: now }) =>
          W.arrow(name, before, now),
        ),
      ];
      return { ...sessionWords(b, clock, change.b), says: says.join("; ") };
    }
    case "added":
      return sessionWords(b, clock, comparison.sessions.added[at]!);
    case "gone":
      return sessionWords(a, clock, comparison.sessions.gone[at]!);
    case "failuresAdded":
      return failureWords(b, clock, comparison.failures.added[at]!);
    case "failuresGone":
      return failureWords(a, clock, comparison.failures.gone[at]!);
  }
}

function sessionWords(data: CaseData, clock: Clock, row: number): DifferenceRow {
  const cell = (column: string) => sessionCell(data, clock, column, row);
  return {
    what: cell("kind"),
    user: cell("user"),
    computer: cell("computer"),
    time: cell("start"),
    says: `${HEADINGS.get("end") ?? ""}: ${cell("end")}`,
  };
}

function failureWords(data: CaseData, clock: Clock, row: number): DifferenceRow {
  const cell = (column: string) => failureCell(data, clock, column, row);
  return {
    what: W.failure,
    user: cell("user"),
    computer: cell("computer"),
    time: cell("time"),
    says: cell("reason"),
  };
}

/** A row with all that is known of it on both sides. */
export function differenceInFull(
  comparison: Comparison,
  clock: Clock,
  section: Section,
  at: number,
): Difference {
  const { a, b } = comparison.input;
  const place = { section, at };
  switch (section) {
    case "changed": {
      const change = changeAt(comparison, at);
      return {
        ...place,
        title: sessionTitle(b, change.b),
        under: sessionUnder(b, change.b),
        findings: change.findings.map((finding) => COMPARE_SPOKEN.findings[finding]),
        known: W.detail.known[MATCHES.find((name) => name === change.by) ?? "record"],
        a: plainText(sessionSentence(a, change.a, clock)),
        b: plainText(sessionSentence(b, change.b, clock)),
        changed: changedFacts(comparison, clock, change),
        facts: sessionFacts(clock, { data: a, row: change.a }, { data: b, row: change.b }),
      };
    }
    case "added":
    case "gone": {
      const isNew = section === "added";
      const data = isNew ? b : a;
      const row = comparison.sessions[section][at]!;
      const sentence = plainText(sessionSentence(data, row, clock));
      return {
        ...place,
        ...ONE_SIDED,
        title: sessionTitle(data, row),
        under: sessionUnder(data, row),
        a: isNew ? null : sentence,
        b: isNew ? sentence : null,
        facts: isNew ? sessionFacts(clock, null, { data, row }) : sessionFacts(clock, { data, row }, null),
      };
    }
    case "failuresAdded":
    case "failuresGone": {
      const isNew = section === "failuresAdded";
      const data = isNew ? b : a;
      const row = comparison.failures[isNew ? "added" : "gone"][at]!;
      const sentence = plainText(failureSentence(data, row, clock));
      const values = FAILURE_FACTS.map(
        ({ id, header }) => [header, failureCell(data, clock, id, row)] as const,
      );
      const key = [W.detail.key, failureRecord(data, row).key] as const;
      return {
        ...place,
        ...ONE_SIDED,
        title: failureCell(data, clock, "user", row),
        under: failureCell(data, clock, "computer", row),
        a: isNew ? null : sentence,
        b: isNew ? sentence : null,
        facts: [...values, key]
          .filter(([, text]) => text !== "")
          .map(([name, text]) => ({ name, a: isNew ? "" : text, b: isNew ? text : "" })),
      };
    }
  }
}

const ONE_SIDED = { findings: [], known: "", changed: [] } as const;

interface SessionOf {
  readonly data: CaseData;
  readonly row: number;
}

/** Every fact that at least one side has. */
function sessionFacts(clock: Clock, a: SessionOf | null, b: SessionOf | null): readonly TwoSidedFact[] {
  const of = (side: SessionOf | null, column: string) =>
    side === null ? "" : sessionCell(side.data, clock, column, side.row);
  const keyOf = (side: SessionOf | null) =>
    side === null ? "" : visibleText(sessionKey(side.data, side.row));
  return [
    ...SESSION_FACTS.map(({ id, header }) => ({ name: header, a: of(a, id), b: of(b, id) })),
    { name: W.detail.key, a: keyOf(a), b: keyOf(b) },
  ].filter((fact) => fact.a !== "" || fact.b !== "");
}
