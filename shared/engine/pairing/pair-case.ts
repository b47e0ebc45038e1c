import {
  type Boot,
  type CaseTables,
  type ClockStep,
  type ComputerInfo,
  type Coverage,
  type Lockout,
  type LogHole,
  MAX_CLOCK_STEPS,
} from "../../types/case.ts";
import type { AuditEvidence } from "../../types/coverage.ts";
import { CHANNEL, EVENT_COLUMNS, type EventTable, KIND } from "../../types/event-table.ts";
import { DEFAULT_SETTINGS, type PairingSettings } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { makeTable } from "../columns.ts";
import { auditEvidence } from "../coverage/audit-evidence.ts";
import { buildActs } from "./acts.ts";
import {
  bootOf,
  clockStepOf,
  computerOf,
  coverageOf,
  holeOf,
  type ListInput,
  lockoutsOf,
  openingClear,
} from "./case-lists.ts";
import { Computers } from "./computers.ts";
import { buildFailures, collectFailures, type FailureScratch } from "./failures.ts";
import { Identity } from "./identity.ts";
import { type ComputerResult, pairComputer, rawTimes } from "./pair-computer.ts";
import { foldedRecords } from "./record-ids.ts";
import { createRun, endRun } from "./run.ts";
import { buildSessions, NO_SESSIONS } from "./session-builder.ts";
import { buildStreams, type Stream } from "./streams.ts";
import { TextFacts } from "./text-facts.ts";

export interface PairingInput {
  /** Events in reading order of the sources, any mix of computers and channels. */
  readonly events: EventTable;
  /** Table of the texts of `events`; user and computer keys are added to it. */
  readonly strings: StringTable;
  readonly settings: PairingSettings;
  readonly sourceCount: number;
  /** Sources that are known to hold only the answer to a query: jumps of their numbers prove nothing. */
  readonly filteredSources?: ReadonlySet<number>;
}

/** The answer, what it stands on, and how many records of each source an earlier source already held. */
export type PairingResult = CaseTables & {
  readonly audit: AuditEvidence;
  readonly duplicatesBySource: Uint32Array;
};

/**
 * Turns events into sessions by the rules R1 to R16 and E1 to E6 (see README.md beside this file). Pure and
 * deterministic: equal events give equal tables, whatever the order of the sources. Linear in events.
 */
export function pairCase(input: PairingInput): PairingResult {
  if (kept.length === 0) kept.push(runWithoutEvents(), NO_SESSIONS);
  const { events, strings, settings } = input;
  const facts = new TextFacts(strings);
  const identity = new Identity(events, strings, facts);
  const computers = new Computers(events, strings);
  const { streams, duplicatesBySource } = buildStreams(events, strings, computers, input.sourceCount);
  const run = createRun(
    {
      events,
      strings,
      settings,
      facts,
      identity,
      filteredSources: input.filteredSources ?? new Set(),
      corrected: rawTimes(events, streams),
    },
    streams.reduce((sum, { kinds }) => sum + kinds[KIND.logon]!, 0),
  );
  const failures: FailureScratch[] = [];
  const named = nameComputers(strings, computers, streams);
  const results: ComputerResult[] = [];
  for (const [number, { own }] of named.entries()) {
    run.computer = number;
    results.push(pairComputer(run, own));
    for (const stream of own) {
      const failed = stream.channelKind === CHANNEL.security ? collectFailures(run, stream) : null;
      if (failed !== null) failures.push(failed);
    }
  }
  endRun(run);
  const lists = listsOf({ events, strings, corrected: run.corrected, identity }, named, results);
  const sessions = buildSessions(run, { computers: named, bootOf: lists.bootNumber });
  const failureTable = buildFailures(run, failures, named);
  const duplicates = duplicatesBySource.reduce((sum, count) => sum + count, 0);
  return {
    sessions,
    failures: failureTable,
    boots: lists.boots,
    holes: lists.holes,
    coverage: lists.coverage,
    computers: lists.computers,
    lockouts: lists.lockouts,
    clockSteps: lists.clockSteps,
    acts: buildActs(run, named, sessions),
    audit: auditEvidence({
      events,
      strings,
      corrected: run.corrected,
      computers: named,
      coverage: lists.coverage,
    }),
    counts: {
      records: recordsOf(events, streams),
      events: eventsOf(streams),
      logons: run.tally.counts(),
      duplicates,
      failures: failureTable.length,
      stubs: run.tally.stubs,
      orphanLogoffs: run.tally.orphanLogoffs,
    },
    settings,
    duplicatesBySource,
  };
}

/**
 * What the rules work with and what they make, of a case without events. V8 drops a hidden class when its last object dies, and with it the
 * code of every function that was made for it: one object of each is kept, so that the next case finds warm code.
 */
const kept: unknown[] = [];

function runWithoutEvents(): unknown {
  const events = makeTable(EVENT_COLUMNS, 0);
  const strings = new StringTable();
  const facts = new TextFacts(strings);
  const identity = new Identity(events, strings, facts);
  const computers = new Computers(events, strings);
  const base = {
    events,
    strings,
    settings: DEFAULT_SETTINGS,
    facts,
    identity,
    filteredSources: new Set<number>(),
  };
  return { computers, run: createRun({ ...base, corrected: rawTimes(events, []) }, 0) };
}

interface NamedComputer {
  readonly name: number;
  readonly key: number;
  /** All names, the last one first. */
  readonly names: readonly number[];
  readonly own: readonly Stream[];
}

/** The computers of a case in the order of their keys, so that the order of the sources does not show. */
function nameComputers(
  strings: StringTable,
  computers: Computers,
  streams: readonly Stream[],
): readonly NamedComputer[] {
  const streamsOf = new Map<number, Stream[]>();
  for (const stream of streams) {
    const list = streamsOf.get(stream.computer);
    if (list === undefined) streamsOf.set(stream.computer, [stream]);
    else list.push(stream);
  }
  const named = [...computers.groups(strings)].map(([group, names]) => ({
    name: names[0]!,
    key: strings.intern(strings.get(names[0]!).trim().toLowerCase()),
    names,
    own: (streamsOf.get(group) ?? []).sort((a, b) => compareStreams(strings, a, b)),
  }));
  return named.sort((a, b) => compareTexts(strings.get(a.key), strings.get(b.key)));
}

function compareStreams(strings: StringTable, a: Stream, b: Stream): number {
  const kind = (stream: Stream) => (stream.channelKind === CHANNEL.other ? 255 : stream.channelKind);
  return kind(a) - kind(b) || compareTexts(strings.get(a.channel), strings.get(b.channel));
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Lists {
  readonly boots: readonly Boot[];
  readonly holes: readonly LogHole[];
  readonly coverage: readonly Coverage[];
  readonly computers: readonly ComputerInfo[];
  readonly lockouts: readonly Lockout[];
  readonly clockSteps: readonly ClockStep[];
  readonly bootNumber: (computer: number, boot: number) => number;
}

function listsOf(
  base: Omit<ListInput, "computer">,
  named: readonly NamedComputer[],
  results: readonly ComputerResult[],
): Lists {
  const boots: Boot[] = [];
  const holes: LogHole[] = [];
  const coverage: Coverage[] = [];
  const infos: ComputerInfo[] = [];
  const lockouts: Lockout[] = [];
  const clockSteps: ClockStep[] = [];
  const numbers: Int32Array[] = [];
  for (const [number, result] of results.entries()) {
    const computer = named[number]!;
    // Spelled out, see `streamOf`.
    const list: ListInput = {
      events: base.events,
      strings: base.strings,
      corrected: base.corrected,
      identity: base.identity,
      computer: base.strings.get(computer.key),
    };
    numbers.push(new Int32Array(result.boots.length).fill(-1));
    for (const [index, boot] of result.boots.entries()) {
      if (boot.lastRow < 0) continue;
      numbers[number]![index] = boots.length;
      boots.push({
        ...bootOf(list, boot, result.boots[index + 1] ?? null),
        index: shownIndex(result, index),
      });
    }
    const covered = result.streams.map((stream, at) =>
      coverageOf(list, stream, result.found[at]!, result.holes[at]!),
    );
    for (const channel of covered) coverage.push(channel);
    const info = computerOf(list, computer.names, covered, result.streams);
    infos.push(info);
    for (const [at, stream] of result.streams.entries()) {
      const cleared = openingClear(list, stream, info);
      if (cleared !== null) holes.push(cleared);
      for (const hole of result.holes[at]!) holes.push(holeOf(list, stream, hole));
      if (stream.channelKind !== CHANNEL.security) continue;
      for (const lockout of lockoutsOf(list, stream)) lockouts.push(lockout);
    }
    for (const step of result.clockSteps) clockSteps.push(clockStepOf(list, step));
  }
  const bootNumber = (computer: number, boot: number) => numbers[computer]?.[boot] ?? -1;
  return { boots, holes, coverage, computers: infos, lockouts, clockSteps: inTime(clockSteps), bootNumber };
}

/** By time; steps of one moment stay in the order of the computers, those without a time come last. */
function inTime(steps: readonly ClockStep[]): readonly ClockStep[] {
  const time = (step: ClockStep) => (Number.isNaN(step.time) ? Number.MAX_VALUE : step.time);
  return steps.toSorted((a, b) => time(a) - time(b)).slice(0, MAX_CLOCK_STEPS);
}

/** Boots are counted from the first one that has records. */
function shownIndex(result: ComputerResult, index: number): number {
  const first = result.boots.findIndex((boot) => boot.lastRow >= 0);
  return index - first;
}

/** Records that some rule needs, each once. */
function eventsOf(streams: readonly Stream[]): number {
  return streams.reduce((sum, { rows, kinds }) => sum + rows.length - kinds[KIND.other]!, 0);
}

/** Records read, duplicates included. */
function recordsOf(events: EventTable, streams: readonly Stream[]): number {
  const { kind, length } = events;
  // Where none was left out the streams have counted them.
  if (streams.reduce((sum, { rows }) => sum + rows.length, 0) === length)
    return streams.reduce((sum, stream) => sum + stream.records, 0);
  let records = length;
  for (let row = 0; row < length; row++)
    if (kind[row] === KIND.other) records += foldedRecords(events, row) - 1;
  return records;
}
