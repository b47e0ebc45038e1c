import { ACT } from "../../types/act-table.ts";
import type { CaseData } from "../../types/case.ts";
import { TICKS_PER_SECOND } from "../time/calendar.ts";
import { withoutRealm } from "../without-realm.ts";
import { put } from "./sorted.ts";
import { addressElsewhere, givenClient, isLoopback } from "./source-of.ts";

/** One try to sign in that was refused, in however many logs it was recorded. Texts are lower case, empty if unknown. */
export interface Attempt {
  readonly time: number;
  /** Name of the account without its domain. */
  readonly account: string;
  source: string;
  computers: readonly string[];
  /** Rows of the failure table. */
  readonly failures: number[];
  records: number;
  /** Whether `source` is an address: a name gives way to one. */
  hasAddress: boolean;
  /** What told of it, as in `Refusal`. */
  tellers: readonly string[];
}

interface Refusal {
  readonly time: number;
  readonly account: string;
  readonly source: string;
  readonly hasAddress: boolean;
  readonly computer: string;
  /** Records of one attempt differ in this. Domain controllers pass a refused password on and each tell of it. */
  readonly teller: string;
  readonly failure: number;
}

/** The server and the domain controller write within this time of each other. */
const SAME = 2 * TICKS_PER_SECOND;
const FAILED_LOGON = "4625";

/**
 * Refused sign-ins of some failures and refusals (rows of the act table), by time. The 4625 of a server, the 4776 and
 * the 4771 of domain controllers about one account within two seconds are one attempt; two records of the same number
 * are two, however close they stand, unless they are of two domain controllers.
 */
export function attemptsOf(
  data: CaseData,
  failures: Iterable<number>,
  refusals: Iterable<number>,
): readonly Attempt[] {
  const byAccount = new Map<string, Refusal[]>();
  for (const refusal of refusalsOf(data, failures, refusals)) {
    put(byAccount, refusal.account, refusal);
  }
  const attempts: Attempt[] = [];
  const one = oneItem();
  for (const own of byAccount.values()) for (const attempt of joined(own, one)) attempts.push(attempt);
  return attempts.sort((a, b) => a.time - b.time || (a.account < b.account ? -1 : 1));
}

function* refusalsOf(
  { failures, acts, strings }: CaseData,
  failureRows: Iterable<number>,
  refusalRows: Iterable<number>,
): Generator<Refusal> {
  // A million refusals say the same few things: each text is worked out once.
  const text = remembered((id) => (strings[id] ?? "").toLowerCase());
  const account = remembered((id) => accountName(strings[id] ?? ""));
  for (const row of failureRows) {
    yield {
      time: failures.time[row]!,
      account: account(failures.user[row]!),
      ...sourceOf(
        text(failures.sourceAddress[row]!),
        text(failures.workstation[row]!),
        text(failures.computer[row]!),
      ),
      computer: strings[failures.computer[row]!] ?? "",
      teller: FAILED_LOGON,
      failure: row,
    };
  }
  for (const at of refusalRows) {
    if (acts.kind[at] !== ACT.refused) continue;
    yield {
      time: acts.time[at]!,
      account: account(acts.user[at]!),
      ...sourceOf(text(acts.sourceAddress[at]!), text(acts.place[at]!), text(acts.computer[at]!)),
      computer: strings[acts.computer[at]!] ?? "",
      teller: `${acts.eventId[at]} ${acts.computerKey[at]}`,
      failure: -1,
    };
  }
}

function remembered(work: (id: number) => string): (id: number) => string {
  const known = new Map<number, string>();
  return (id) => {
    const text = known.get(id) ?? work(id);
    known.set(id, text);
    return text;
  };
}

/** Where an attempt came from: an address elsewhere, else the workstation, else the computer where somebody sat. */
function sourceOf(address: string, workstation: string, computer: string) {
  const elsewhere = addressElsewhere(address);
  const here = isLoopback(address) ? computer : "";
  return { source: elsewhere ?? givenClient(workstation) ?? here, hasAddress: elsewhere !== null };
}

/** `anna` of `CORP\anna` and of `anna@corp.local`, in lower case. */
export function accountName(text: string): string {
  return withoutRealm(text.toLowerCase().replace(/^.*\\/, "")).trim();
}

/** Lists of one item, each made once: most attempts are told by one record of one computer. */
function oneItem(): (item: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (item) => {
    const list = known.get(item) ?? [item];
    known.set(item, list);
    return list;
  };
}

function joined(refusals: Refusal[], one: (item: string) => readonly string[]): readonly Attempt[] {
  refusals.sort((a, b) => a.time - b.time || (a.teller < b.teller ? -1 : a.teller > b.teller ? 1 : 0));
  const attempts: Attempt[] = [];
  /** First attempt that a record may still belong to. */
  let open = 0;
  for (const refusal of refusals) {
    while (open < attempts.length && refusal.time - attempts[open]!.time > SAME) open++;
    const mate = refusal.account === "" ? undefined : mateOf(attempts, open, refusal.teller);
    if (mate === undefined) {
      attempts.push({
        time: refusal.time,
        account: refusal.account,
        source: refusal.source,
        hasAddress: refusal.hasAddress,
        computers: one(refusal.computer),
        failures: refusal.failure < 0 ? [] : [refusal.failure],
        records: 1,
        tellers: one(refusal.teller),
      });
      continue;
    }
    mate.records++;
    mate.tellers = [...mate.tellers, refusal.teller];
    if (!mate.computers.includes(refusal.computer)) mate.computers = [...mate.computers, refusal.computer];
    if (refusal.failure >= 0) mate.failures.push(refusal.failure);
    if (mate.source === "" || (refusal.hasAddress && !mate.hasAddress)) {
      mate.source = refusal.source;
      mate.hasAddress = refusal.hasAddress;
    }
  }
  return attempts;
}

/** How many attempts of two seconds are looked through: a guessing program makes thousands. */
const NEAR = 64;

function mateOf(attempts: readonly Attempt[], from: number, teller: string): Attempt | undefined {
  for (let at = from; at < attempts.length && at < from + NEAR; at++) {
    if (!attempts[at]!.tellers.includes(teller)) return attempts[at];
  }
  return undefined;
}

/** Rows of the act table that are refusals. */
export function refusalRows({ acts }: CaseData): readonly number[] {
  const rows: number[] = [];
  for (let at = 0; at < acts.length; at++) if (acts.kind[at] === ACT.refused) rows.push(at);
  return rows;
}
