import { SESSION_KINDS } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import { TICKS_PER_MINUTE } from "../time/calendar.ts";
import { type Attempt, accountName, attemptsOf, refusalRows } from "./attempts.ts";
import { newestFirst } from "./names-of.ts";
import { type Line, line, type ReportInput, type ReportPart } from "./report.ts";
import { firstFrom, put } from "./sorted.ts";
import { addressElsewhere, givenClient } from "./source-of.ts";

type Row = ReportRowOf<"bursts">;

/** A burst: this many attempts … */
const BURST = 5;
/** … within this time. */
const BURST_TIME = 10 * TICKS_PER_MINUTE;
/** A spray: this many accounts from one source … */
const SPRAY = 10;
/** … within this time. */
const SPRAY_TIME = 30 * TICKS_PER_MINUTE;
/** A success this soon after is told. */
const SUCCESS = 10 * TICKS_PER_MINUTE;

/** Many refused sign-ins in a short time: of one account, from one source, of one account from one source; and sprays. */
export function burstsReport(input: ReportInput): ReportPart<"bursts"> {
  const { data } = input;
  const attempts = attemptsOf(data, input.failures, keptRefusals(input));
  const successes = successesOf(input);
  const bursts = [
    ...burstsBy(attempts, "accountAndSource", ({ account, source }) =>
      account === "" || source === "" ? "" : `${account}\n${source}`,
    ),
    ...burstsBy(attempts, "account", ({ account }) => account),
    ...burstsBy(attempts, "source", ({ source }) => source),
  ];
  const found = [...withoutRepeats(bursts), ...sprays(attempts)];
  const lines = found.map((run) => lineOf(run, successes));
  lines.sort((a, b) => newestFirst(a.cells.last, b.cells.last) || b.cells.attempts! - a.cells.attempts!);
  return {
    lines,
    totals: {
      records: attempts.reduce((sum, { records }) => sum + records, 0),
      attempts: attempts.length,
      bursts: lines.filter(({ cells }) => cells.what === "burst").length,
      sprays: lines.filter(({ cells }) => cells.what === "spray").length,
      succeeded: lines.filter(({ cells }) => !Number.isNaN(cells.succeeded)).length,
    },
    caveats: [...(attempts.length === 0 ? (["noFailureRecords"] as const) : []), "someDomainControllers"],
  };
}

function keptRefusals({ data, keep }: ReportInput): readonly number[] {
  const { acts, strings } = data;
  const rows = refusalRows(data);
  const text = (id: number) => strings[id] ?? "";
  const kept = keep(
    rows.map((at) => ({
      time: acts.time[at]!,
      computer: text(acts.computer[at]!),
      user: text(acts.user[at]!),
      domain: text(acts.domain[at]!),
      sid: text(acts.sid[at]!),
      sourceAddress: text(acts.sourceAddress[at]!),
      workstation: text(acts.place[at]!),
      status: acts.status[at]!,
    })),
  );
  return kept.map((at) => rows[at]!);
}

/** Attempts that belong together, by time. */
interface Run {
  readonly what: "burst" | "spray";
  readonly by: NonNullable<Row["by"]>;
  readonly attempts: readonly Attempt[];
  /** When there were enough for the first time. */
  readonly reached: number;
}

function burstsBy(
  attempts: readonly Attempt[],
  by: Run["by"],
  keyOf: (attempt: Attempt) => string,
): readonly Run[] {
  return [...groups(attempts, keyOf)].flatMap((own) =>
    runs(own, (first, last) => last - first + 1 >= BURST, BURST_TIME).map(
      (part): Run => ({ what: "burst", by, ...part }),
    ),
  );
}

function sprays(attempts: readonly Attempt[]): readonly Run[] {
  return [...groups(attempts, ({ source }) => source)].flatMap((own) => {
    const named = own.filter(({ account }) => account !== "");
    const inside = new Map<string, number>();
    let from = 0;
    let to = -1;
    // The window only moves on, so the accounts in it are counted as they come and go.
    const many = (first: number, last: number) => {
      for (; to < last; to++)
        inside.set(named[to + 1]!.account, (inside.get(named[to + 1]!.account) ?? 0) + 1);
      for (; from < first; from++) {
        const left = inside.get(named[from]!.account)! - 1;
        if (left === 0) inside.delete(named[from]!.account);
        else inside.set(named[from]!.account, left);
      }
      return inside.size >= SPRAY;
    };
    return runs(named, many, SPRAY_TIME).map((part): Run => ({ what: "spray", by: "source", ...part }));
  });
}

function groups(
  attempts: readonly Attempt[],
  keyOf: (attempt: Attempt) => string,
): Iterable<readonly Attempt[]> {
  const found = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const key = keyOf(attempt);
    if (key === "") continue;
    put(found, key, attempt);
  }
  return found.values();
}

/**
 * The stretches of attempts that are covered by windows of a length in which enough of them lie. `isEnough` is asked
 * for every window that ends at an attempt, with the first and last position in it, both of which only grow.
 */
function runs(
  attempts: readonly Attempt[],
  isEnough: (first: number, last: number) => boolean,
  length: number,
): readonly Pick<Run, "attempts" | "reached">[] {
  const found: { first: number; last: number; readonly reached: number }[] = [];
  let first = 0;
  for (let last = 0; last < attempts.length; last++) {
    while (attempts[last]!.time - attempts[first]!.time > length) first++;
    if (!isEnough(first, last)) continue;
    const before = found.at(-1);
    if (before !== undefined && first <= before.last) before.last = last;
    else found.push({ first, last, reached: attempts[last]!.time });
  }
  return found.map((run) => ({ attempts: attempts.slice(run.first, run.last + 1), reached: run.reached }));
}

/** What one account did from one source is not told again of the account alone, nor of the source alone. */
function withoutRepeats(bursts: readonly Run[]): readonly Run[] {
  const name = ({ attempts }: Run) => `${attempts.length} ${attempts[0]!.time} ${attempts.at(-1)!.time}`;
  const narrow = new Set(bursts.filter(({ by }) => by === "accountAndSource").map(name));
  return bursts.filter((run) => run.by === "accountAndSource" || !narrow.has(name(run)));
}

/** A sign-in that worked, and where it came from in whatever words; no words where no record says. */
interface Success {
  readonly time: number;
  readonly from: readonly string[];
}

/** Starts of sessions by account name, ascending. */
function successesOf({ data }: ReportInput): ReadonlyMap<string, readonly Success[]> {
  const { sessions, strings } = data;
  const human = new Set(
    (["desktop", "secondary", "network", "batch", "service", "newCredentials"] as const).map((kind) =>
      SESSION_KINDS.indexOf(kind),
    ),
  );
  const found = new Map<string, Success[]>();
  const names = new Map<number, string>();
  for (let row = 0; row < sessions.length; row++) {
    if (!human.has(sessions.kind[row]!) || Number.isNaN(sessions.start[row]!)) continue;
    const id = sessions.user[row]!;
    const name = names.get(id) ?? accountName(strings[id] ?? "");
    names.set(id, name);
    const text = (column: Uint32Array) => (strings[column[row]!] ?? "").toLowerCase();
    const address = text(sessions.sourceAddress);
    const elsewhere = addressElsewhere(address);
    const from = [elsewhere, givenClient(text(sessions.workstation))].filter((each) => each !== null);
    if (elsewhere === null && address !== "") from.push(text(sessions.computer));
    put(found, name, { time: sessions.start[row]!, from });
  }
  for (const own of found.values()) own.sort((a, b) => a.time - b.time);
  return found;
}

/**
 * The first sign-in that worked, after there were enough attempts and within the time after the last one. One that is
 * known to have come from elsewhere is no success of a burst from a source: people go on working while others guess.
 */
function successOf(
  { attempts, by, reached }: Run,
  sources: ReadonlySet<string>,
  successes: readonly Success[],
): number {
  const latest = attempts.at(-1)!.time + SUCCESS;
  for (let at = firstFrom(successes, ({ time }) => time, reached + 1); at < successes.length; at++) {
    const { time, from } = successes[at]!;
    if (time > latest) break;
    if (by !== "source" || from.length === 0 || from.some((each) => sources.has(each))) return time;
  }
  return Number.NaN;
}

function lineOf(run: Run, successes: ReadonlyMap<string, readonly Success[]>): Line<Row> {
  const { attempts, what, by } = run;
  const [first, last] = [attempts[0]!, attempts.at(-1)!];
  const accounts = new Set(attempts.map(({ account }) => account));
  accounts.delete("");
  const sources = new Set(attempts.map(({ source }) => source));
  let succeeded = Number.NaN;
  let succeededAs: string | null = null;
  for (const account of accounts) {
    const time = successOf(run, sources, successes.get(account) ?? []);
    if (Number.isNaN(time) || time >= succeeded) continue;
    succeeded = time;
    succeededAs = account;
  }
  const cells: Row = {
    what,
    by,
    account: accounts.size === 1 ? [...accounts][0]! : null,
    source: sources.size === 1 && first.source !== "" ? first.source : null,
    first: first.time,
    last: last.time,
    attempts: attempts.length,
    accounts: accounts.size,
    computers: [...new Set(attempts.flatMap(({ computers }) => computers))],
    succeeded,
    succeededAs,
  };
  return line(
    cells,
    [],
    attempts.flatMap(({ failures }) => failures),
  );
}
