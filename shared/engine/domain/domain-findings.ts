import { ACT } from "../../types/act-table.ts";
import type { CaseData, ComputerInfo, Lockout } from "../../types/case.ts";
import { type Attempt, accountName, attemptsOf, refusalRows } from "../reports/attempts.ts";
import { firstFrom, put } from "../reports/sorted.ts";
import { addressElsewhere } from "../reports/source-of.ts";
import { TICKS_PER_MINUTE } from "../time/calendar.ts";
import { withoutRealm } from "../without-realm.ts";
import { AddressNames } from "./address-names.ts";
import { controllersOf, isAuthentication } from "./controllers.ts";
import { type LinkBasis, type SignInLinks, signInLinks } from "./sign-in-links.ts";

/** Attempts this long before a lockout are told as its likely cause. */
const BEFORE = 30 * TICKS_PER_MINUTE;
/** Attempts that are listed of one lockout, the last ones. */
const MOST_ATTEMPTS = 50;

/** The first time on a day that a domain controller authenticated somebody. */
export interface FirstSeen {
  /** Row of the act table. */
  readonly act: number;
  /** Day as `dayOf` numbers it. */
  readonly day: number;
  readonly time: number;
  /** Account name without domain, as recorded. */
  readonly user: string;
  readonly domain: string | null;
  readonly sid: string | null;
  /** The domain controller that said so first. */
  readonly controller: string;
  readonly kind: "kerberos" | "ntlm";
  /** Authentications of that user and day, over all controllers. */
  readonly count: number;
  readonly address: string | null;
  readonly place: Place | null;
  /** The session that it led to, and why; -1 for none. */
  readonly session: number;
  readonly basis: LinkBasis | null;
}

/** A computer that something came from. */
export interface Place {
  readonly computer: string;
  /** `inferred`: by the address, from logons of computer accounts; `recorded`: the record names it. */
  readonly evidence: "recorded" | "inferred";
}

export interface DomainLockout {
  readonly lockout: Lockout;
  /** Refused attempts of the half hour before; `attempts` of them, of which the last are listed. */
  readonly attempts: number;
  readonly before: readonly Attempt[];
}

export interface DomainFindings {
  readonly controllers: readonly ComputerInfo[];
  /** By day, then time. */
  readonly first: readonly FirstSeen[];
  readonly lockouts: readonly DomainLockout[];
  /** Records of refusals on all logs of the case, and the attempts that they are: one may stand in several logs. */
  readonly refusals: number;
  readonly attempts: number;
  /** Authentications of people, and how many of them led to a session of the case. */
  readonly authentications: number;
  readonly linked: Readonly<Record<LinkBasis, number>>;
}

/** What the domain controllers of a case tell; null without any. `dayOf` numbers the days of a zone. */
export function domainFindings(data: CaseData, dayOf: (ticks: number) => number): DomainFindings | null {
  const controllers = controllersOf(data);
  if (controllers.length === 0) return null;
  const names = new AddressNames(data);
  const keys = new Set(controllers.map(({ key }) => key));
  const ids = new Set<number>();
  for (const [id, text] of data.strings.entries()) if (keys.has(text)) ids.add(id);
  const links = signInLinks(data, names, ids);
  const attempts = attemptsOf(data, rowsTo(data.failures.length), refusalRows(data));
  const linked: Record<LinkBasis, number> = { logonGuid: 0, time: 0 };
  let authentications = 0;
  for (let at = 0; at < data.acts.length; at++) {
    if (!isAuthentication(data.acts.kind[at]!)) continue;
    authentications++;
    const basis = links.basis(at);
    if (basis !== null) linked[basis]++;
  }
  return {
    controllers,
    first: firstSeen(data, dayOf, names, links),
    lockouts: lockoutsOf(data, attempts),
    refusals: attempts.reduce((sum, { records }) => sum + records, 0),
    attempts: attempts.length,
    authentications,
    linked,
  };
}

function firstSeen(
  data: CaseData,
  dayOf: (ticks: number) => number,
  names: AddressNames,
  links: SignInLinks,
): readonly FirstSeen[] {
  const { acts, strings } = data;
  const best = new Map<string, { act: number; count: number; day: number }>();
  const accounts = new Map<number, string>();
  for (let at = 0; at < acts.length; at++) {
    if (!isAuthentication(acts.kind[at]!)) continue;
    const time = acts.time[at]!;
    if (Number.isNaN(time)) continue;
    let account = accounts.get(acts.user[at]!);
    if (account === undefined) {
      account = accountName(strings[acts.user[at]!] ?? "");
      accounts.set(acts.user[at]!, account);
    }
    const day = dayOf(time);
    const key = `${day} ${account}`;
    const known = best.get(key);
    if (known === undefined) best.set(key, { act: at, count: 1, day });
    else {
      known.count++;
      if (time < acts.time[known.act]!) known.act = at;
    }
  }
  const text = (id: number): string | null => strings[id] || null;
  return [...best.values()]
    .map(({ act, count, day }): FirstSeen => {
      const address = addressElsewhere(strings[acts.sourceAddress[act]!] ?? "");
      const workstation = text(acts.place[act]!);
      const inferred = names.at(acts.sourceAddress[act]!, acts.time[act]!);
      return {
        act,
        day,
        time: acts.time[act]!,
        user: withoutRealm(text(acts.user[act]!) ?? ""),
        domain: text(acts.domain[act]!),
        sid: text(acts.sid[act]!),
        controller: text(acts.computer[act]!) ?? "",
        kind: acts.kind[act] === ACT.ticketGranted ? "kerberos" : "ntlm",
        count,
        address,
        place:
          workstation !== null
            ? { computer: workstation.replace(/^\\\\/, ""), evidence: "recorded" }
            : inferred === null
              ? null
              : { computer: inferred, evidence: "inferred" },
        session: links.session(act),
        basis: links.basis(act),
      };
    })
    .sort((a, b) => a.time - b.time || (a.user < b.user ? -1 : 1));
}

function lockoutsOf(data: CaseData, attempts: readonly Attempt[]): readonly DomainLockout[] {
  const byAccount = new Map<string, Attempt[]>();
  for (const attempt of attempts) put(byAccount, attempt.account, attempt);
  return data.lockouts.map((lockout) => {
    const own = byAccount.get(accountName(lockout.user)) ?? [];
    const before = own.slice(
      firstFrom(own, ({ time }) => time, lockout.time - BEFORE),
      firstFrom(own, ({ time }) => time, lockout.time + 1),
    );
    return { lockout, attempts: before.length, before: before.slice(-MOST_ATTEMPTS) };
  });
}

function rowsTo(length: number): readonly number[] {
  return Array.from({ length }, (_, row) => row);
}
