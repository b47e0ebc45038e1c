import { accountName } from "../../shared/engine/reports/attempts.ts";
import { TICKS_PER_MINUTE } from "../../shared/engine/time/calendar.ts";
import { ACT } from "../../shared/types/act-table.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { failureFrom } from "./failure-words.ts";
import { memoByObject } from "./memo.ts";
import type { TimeWindow } from "./time-window.ts";

/** A lockout with what went before it and what came after. */
export interface LockoutFacts {
  /** Position in the lockouts of the case. */
  readonly at: number;
  /** Refusals of the account in the half hour before. */
  readonly refusals: number;
  /** Where they came from, at most `MOST_SOURCES`. */
  readonly sources: readonly string[];
  /** When it was unlocked again, and by whom; `NaN` for not in these logs. */
  readonly unlocked: number;
  readonly unlockedBy: string;
}

const BEFORE = 30 * TICKS_PER_MINUTE;
/** Lockouts looked into; a log of nothing else has thousands. */
const MOST = 50;
const MOST_SOURCES = 3;

/** Lockouts of a range of time, the newest first. Passes once over failures and acts, however many lockouts there are. */
export const lockoutsIn = memoByObject(
  (data: CaseData, window: TimeWindow | null): readonly LockoutFacts[] => {
    const { lockouts, failures, acts, strings } = data;
    const chosen = lockouts
      .map(({ time }, at) => ({ time, at }))
      .filter(({ time }) => window === null || (time >= window.from && time < window.to))
      .sort((a, b) => b.time - a.time)
      .slice(0, MOST);
    const facts = new Map<string, Fact[]>();
    const all = chosen.map(({ at }): Fact => {
      const fact: Fact = { at, refusals: 0, sources: new Set(), unlocked: Number.NaN, unlockedBy: "" };
      const name = accountName(lockouts[at]!.user);
      facts.set(name, [...(facts.get(name) ?? []), fact]);
      return fact;
    });
    if (all.length === 0) return [];
    const ofText = factsByText(strings, facts);
    for (let row = 0; row < failures.length; row++) {
      for (const fact of ofText(failures.user[row]!)) {
        const before = lockouts[fact.at]!.time - failures.time[row]!;
        if (!(before >= 0 && before <= BEFORE)) continue;
        fact.refusals++;
        const from = fact.sources.size < MOST_SOURCES ? failureFrom(data, row) : "";
        if (from !== "") fact.sources.add(from);
      }
    }
    for (let at = 0; at < acts.length; at++) {
      if (acts.kind[at] !== ACT.accountUnlocked) continue;
      for (const fact of ofText(acts.user[at]!)) {
        const time = acts.time[at]!;
        if (time < lockouts[fact.at]!.time || time >= fact.unlocked) continue;
        fact.unlocked = time;
        fact.unlockedBy = strings[acts.detail[at]!] ?? "";
      }
    }
    return all.map((fact) => ({ ...fact, sources: [...fact.sources] }));
  },
);

interface Fact {
  readonly at: number;
  refusals: number;
  readonly sources: Set<string>;
  unlocked: number;
  unlockedBy: string;
}

const NONE: readonly Fact[] = [];

/** The facts of the account that a text names; each text is looked at once. */
function factsByText(
  strings: readonly string[],
  facts: ReadonlyMap<string, readonly Fact[]>,
): (id: number) => readonly Fact[] {
  const known: (readonly Fact[] | undefined)[] = [];
  return (id) => {
    const own = known[id] ?? facts.get(accountName(strings[id] ?? "")) ?? NONE;
    known[id] = own;
    return own;
  };
}

/** What a case without the logs of a domain controller cannot tell of lockouts. */
export interface HiddenLockouts {
  /** Accounts of domains that were refused as locked out while no lockout of theirs is recorded, as spelt. */
  readonly accounts: readonly string[];
  /** How many refusals those are. */
  readonly refusals: number;
  /** Domains whose accounts were refused. */
  readonly domains: readonly string[];
}

const LOCKED_OUT = 0xc0000234;
/** What stands in place of a domain where the account is no domain's. */
const NO_DOMAIN =
  /^(?:|-|\.|nt authority|nt service|workgroup|window manager|font driver host|microsoftaccount|azuread)$/i;

/**
 * Whether lockouts happened, or may have, of which only a domain controller knows; null where these logs tell all. On a
 * computer of a domain a lockout shows only in the refusals that follow it.
 */
export const hiddenLockouts = memoByObject((data: CaseData): HiddenLockouts | null => {
  const { failures, lockouts, acts, strings } = data;
  const told = new Set(lockouts.map(({ user }) => accountName(user)));
  // Tickets are given out by domain controllers: their log is here.
  const hasController = acts.kind.some(
    (kind, at) => kind === ACT.refused && (acts.eventId[at] === 4768 || acts.eventId[at] === 4771),
  );
  const accounts = new Map<string, string>();
  const domains = new Map<string, string>();
  let refusals = 0;
  let [lastDomain, lastComputer, isDomain] = [-1, -1, false];
  for (let row = 0; row < failures.length; row++) {
    const [domain, computer] = [failures.domain[row]!, failures.computer[row]!];
    if (domain !== lastDomain || computer !== lastComputer) {
      isDomain = isOfDomain(strings[domain] ?? "", strings[computer] ?? "");
      [lastDomain, lastComputer] = [domain, computer];
    }
    if (!isDomain) continue;
    const name = strings[domain]!;
    domains.set(name.toLowerCase(), name);
    if (failures.subStatus[row] !== LOCKED_OUT && failures.status[row] !== LOCKED_OUT) continue;
    const user = strings[failures.user[row]!] ?? "";
    const key = accountName(user);
    if (key === "" || told.has(key)) continue;
    accounts.set(key, user);
    refusals++;
  }
  if (refusals === 0 && (lockouts.length > 0 || hasController || domains.size === 0)) return null;
  return { accounts: [...accounts.values()], refusals, domains: [...domains.values()] };
});

function isOfDomain(domain: string, computer: string): boolean {
  if (NO_DOMAIN.test(domain)) return false;
  const short = computer.split(".")[0]!.toLowerCase();
  return domain.toLowerCase() !== short && domain.toLowerCase() !== computer.toLowerCase();
}
