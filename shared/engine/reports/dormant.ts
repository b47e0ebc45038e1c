import type { CaseData, ComputerInfo, Coverage } from "../../types/case.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import type { ReportRowOf } from "../../types/report.ts";
import type { Ticks } from "../../types/units.ts";
import type { Span } from "../concurrency.ts";
import { answersTo } from "../coverage/answers.ts";
import { auditOf } from "../coverage/audit-of.ts";
import { logsOf } from "../coverage/logs-of.ts";
import { type CasePolicy, ownPolicies, policiesOf } from "../coverage/policy-of.ts";
import { TICKS_PER_DAY, TICKS_PER_HOUR } from "../time/calendar.ts";
import { type UserInfo, usersOf } from "../users.ts";
import { accountName } from "./attempts.ts";
import { type AccountCells, CellTexts, compareAccounts } from "./names-of.ts";
import { type Line, line, type ReportInput, type ReportPart } from "./report.ts";
import { sureSpan } from "./spans.ts";

type Row = ReportRowOf<"dormant">;

export const DORMANT_DAYS = 90;
/** Logs of one machine do not begin in the same instant. */
const NEGLIGIBLE = TICKS_PER_HOUR;
const PEOPLE: ReadonlySet<number> = new Set(
  (["desktop", "secondary", "network", "batch", "service", "newCredentials"] as const).map((kind) =>
    SESSION_KINDS.indexOf(kind),
  ),
);

/** Computers named beside an account, at most. */
const MOST_NAMED = 20;

/**
 * Accounts without a desktop or network logon in the last days of the case, or of the window: those of a list, or all
 * that the logs show. What is not recorded may have happened, so the verdict goes by what could be seen: `yes` where the
 * Security log of every computer covers all of that time; `whereSeen` where those of the computers do on which the
 * account was ever seen, and others do not; else `cannotTell`. The filter chooses which logons count as use.
 */
export function dormantReport(
  input: ReportInput,
  days: number,
  listed: readonly string[] | undefined,
): ReportPart<"dormant"> {
  const { data } = input;
  const asOf = Number.isNaN(input.to) ? data.newest : input.to;
  const since = asOf - days * TICKS_PER_DAY;
  const sight = new Sight(data, since, asOf);
  const lasts = lastUses(input, asOf);
  const accounts = listed === undefined ? accountsSeen(data) : accountsListed(data, listed);
  const lines: Line<Row>[] = [];
  let used = 0;
  for (const { userKeys, account } of accounts) {
    const last = latest(userKeys, lasts);
    if (last !== null && last.time > since) used++;
    else lines.push(lineOf(input, account, listed !== undefined, last, asOf, sight.of(userKeys)));
  }
  lines.sort((a, b) => compareAccounts(a.cells, b.cells));
  const count = (verdict: Row["verdict"]) => lines.filter(({ cells }) => cells.verdict === verdict).length;
  return {
    lines,
    totals: {
      accounts: accounts.length,
      used,
      dormant: count("yes"),
      whereSeen: count("whereSeen"),
      cannotTell: count("cannotTell"),
      covered: sight.least,
    },
    caveats: ["dormantCovered"],
  };
}

interface LastUse {
  readonly time: number;
  readonly row: number;
}

/** The latest sign of each user in the chosen rows. A session that went on is a sign as long as it surely did. */
function lastUses({ data, rows }: ReportInput, asOf: number): ReadonlyMap<number, LastUse> {
  const { sessions } = data;
  const lasts = new Map<number, LastUse>();
  for (const row of rows) {
    const [from, to] = sureSpan(sessions, row);
    const begin = Number.isNaN(from) ? sessions.lastEvidence[row]! : from;
    if (!(begin <= asOf)) continue;
    const time = Math.min(to >= begin ? to : begin, asOf);
    const key = sessions.userKey[row]!;
    const known = lasts.get(key);
    if (known === undefined || time > known.time) lasts.set(key, { time, row });
  }
  return lasts;
}

function latest(userKeys: readonly number[], lasts: ReadonlyMap<number, LastUse>): LastUse | null {
  let best: LastUse | null = null;
  for (const key of userKeys) {
    const last = lasts.get(key);
    if (last !== undefined && (best === null || last.time > best.time)) best = last;
  }
  return best;
}

interface Account {
  readonly account: AccountCells;
  readonly userKeys: readonly number[];
}

/** Every account that signed in somewhere, in whatever way: a name that was only refused need not exist. */
function accountsSeen(data: CaseData): readonly Account[] {
  const { sessions } = data;
  const texts = new CellTexts(data);
  const users = usersOf(data);
  const rows = new Map<number, number>();
  for (let row = 0; row < sessions.length; row++) {
    if (PEOPLE.has(sessions.kind[row]!) && sessions.userKey[row] !== 0) rows.set(sessions.userKey[row]!, row);
  }
  return [...rows].map(([userKey, row]) => ({
    account: { ...texts.account(sessions, row), ...knownSid(users, userKey) },
    userKeys: [userKey],
  }));
}

/** The SID that any record gives a user; one without a name is known by that of his session alone. */
function knownSid(users: ReadonlyMap<number, UserInfo>, userKey: number): { readonly sid?: string } {
  const sid = users.get(userKey)?.sid;
  return sid == null ? {} : { sid };
}

/** Accounts as the list names them: by SID, by DOMAIN\name, by name@domain, or by name alone. */
function accountsListed(data: CaseData, listed: readonly string[]): readonly Account[] {
  const byName = new Map<string, number[]>();
  const know = (name: string, key: number) => {
    const keys = byName.get(name);
    if (keys === undefined) byName.set(name, [key]);
    else if (!keys.includes(key)) keys.push(key);
  };
  const users: ReadonlyMap<number, UserInfo> = usersOf(data);
  for (const [key, { sid, spellings }] of users) {
    if (sid !== null) know(sid.toLowerCase(), key);
    for (const spelling of spellings) {
      know(spelling.toLowerCase(), key);
      know(accountName(spelling), key);
    }
  }
  const seen = new Set<string>();
  const accounts: Account[] = [];
  for (const name of listed) {
    const plain = name.toLowerCase();
    if (seen.has(plain)) continue;
    seen.add(plain);
    const userKeys = byName.get(plain) ?? (plain.includes("@") ? (byName.get(accountName(plain)) ?? []) : []);
    const info = userKeys.length === 1 ? users.get(userKeys[0]!) : undefined;
    const isSid = /^s-1-/i.test(name);
    const slash = name.indexOf("\\");
    accounts.push({
      userKeys,
      account: {
        user: isSid ? (info?.name ?? null) : name.slice(slash + 1),
        domain: slash > 0 ? name.slice(0, slash) : null,
        sid: isSid ? name : (info?.sid ?? null),
      },
    });
  }
  return accounts;
}

function lineOf(
  { data }: ReportInput,
  account: AccountCells,
  listed: boolean,
  last: LastUse | null,
  asOf: number,
  seen: Pick<Row, "verdict" | "covered" | "notCovered">,
): Line<Row> {
  const { sessions } = data;
  const texts = new CellTexts(data);
  return line(
    {
      ...account,
      listed,
      verdict: seen.verdict,
      lastSeen: last?.time ?? Number.NaN,
      lastKind: last === null ? null : SESSION_KINDS[sessions.kind[last.row]!]!,
      lastComputer: last === null ? null : texts.text(sessions.computer[last.row]!),
      idle: last === null ? Number.NaN : asOf - last.time,
      covered: seen.covered,
      notCovered: seen.notCovered,
    },
    last === null ? [] : [last.row],
  );
}

/** What could be seen of accounts in a span: for how long the Security log of each computer would tell of a logon. */
class Sight {
  /** That of the computer which covers least; 0 without any log. */
  readonly least: number;
  readonly #span: number;
  /** By key of the computer; one without a Security log shows no logons at all and is not in it. */
  readonly #covered: ReadonlyMap<string, { readonly name: string; readonly time: number }>;
  /** Keys of the computers on which each user was ever seen. */
  readonly #computersOf: ReadonlyMap<number, ReadonlySet<number>>;
  readonly #strings: readonly string[];
  readonly #names: ReadonlyMap<string, string>;

  constructor(data: CaseData, from: number, to: number) {
    this.#span = to - from;
    this.#covered = coveredTimes(data, from, to);
    this.#computersOf = computersOf(data);
    this.#strings = data.strings;
    this.#names = new Map(data.computers.map(({ key, name }) => [key, name]));
    this.least = this.#leastOf([...this.#covered.values()]);
  }

  /** Of an account under all its identities; one that was never seen may be on any computer. */
  of(userKeys: readonly number[]): Pick<Row, "verdict" | "covered" | "notCovered"> {
    const all = [...this.#covered.values()];
    const keys = new Set(userKeys.flatMap((key) => [...(this.#computersOf.get(key) ?? [])]));
    const own = [...keys].map((id) => {
      const computer = this.#strings[id] ?? "";
      // Without a Security log nothing of its logons is recorded, whatever else is.
      return this.#covered.get(computer) ?? { name: this.#names.get(computer) ?? computer, time: 0 };
    });
    const missing = [...new Set([...own, ...all])].filter((each) => !this.#isWhole(each));
    const verdict =
      all.length > 0 && missing.length === 0
        ? "yes"
        : own.length > 0 && own.every((each) => this.#isWhole(each))
          ? "whereSeen"
          : "cannotTell";
    return {
      verdict,
      covered: this.#leastOf(own.length > 0 ? own : all),
      notCovered: missing.slice(0, MOST_NAMED).map(({ name }) => name),
    };
  }

  #isWhole({ time }: { readonly time: number }): boolean {
    return time >= this.#span - NEGLIGIBLE;
  }

  #leastOf(computers: readonly { readonly time: number }[]): number {
    if (computers.length === 0) return 0;
    return Math.min(
      this.#span,
      computers.reduce((least, { time }) => Math.min(least, time), Number.POSITIVE_INFINITY),
    );
  }
}

/** Computers on which each user was seen, in whatever way: a person who was refused there works there. */
function computersOf({ sessions, failures }: CaseData): ReadonlyMap<number, ReadonlySet<number>> {
  const found = new Map<number, Set<number>>();
  for (const table of [sessions, failures]) {
    for (let row = 0; row < table.length; row++) {
      const user = table.userKey[row]!;
      if (user === 0) continue;
      const computers = found.get(user);
      if (computers === undefined) found.set(user, new Set([table.computerKey[row]!]));
      else computers.add(table.computerKey[row]!);
    }
  }
  return found;
}

/** Of a span, for how long the Security log of each computer would tell of a logon; silence elsewhere is no proof. */
function coveredTimes(
  data: CaseData,
  from: number,
  to: number,
): ReadonlyMap<string, { readonly name: string; readonly time: number }> {
  const policies = policiesOf(data.sources);
  const times = new Map<string, { name: string; time: number }>();
  for (const computer of data.computers) {
    const logs = logsOf(data, computer).coverage.filter(({ channel }) => channel === "Security");
    if (logs.length === 0) continue;
    const isFiltered = logs.some(({ filtered }) => filtered);
    const spans = isFiltered ? [] : recordedSpans(data, computer, logs, policies, from, to);
    let time = 0;
    for (const [first, last] of spans) time += Math.max(0, Math.min(last, to) - Math.max(first, from));
    times.set(computer.key, { name: computer.name, time });
  }
  return times;
}

function recordedSpans(
  data: CaseData,
  computer: ComputerInfo,
  logs: readonly Coverage[],
  policies: readonly CasePolicy[],
  from: number,
  to: number,
): readonly Span[] {
  if (auditOf(data, computer.key).segments.length === 0) return logs.flatMap(({ spans }) => spans);
  const own = ownPolicies(policies, computer, data.computers);
  const window = { from: from as Ticks, to: to as Ticks };
  return answersTo("logons", { data, computer, policies: own, ...window }).flatMap((span) =>
    span.answer === "yes" ? [[span.from, span.to] as const] : [],
  );
}
