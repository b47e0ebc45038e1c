import { ACT } from "../../types/act-table.ts";
import type { CaseData, Lockout } from "../../types/case.ts";
import { TICKS_PER_MINUTE } from "../time/calendar.ts";
import { type Attempt, accountName, attemptsOf, refusalRows } from "./attempts.ts";
import { computerNames, newestFirst } from "./names-of.ts";
import { line, type ReportInput, type ReportPart } from "./report.ts";
import { firstFrom, put } from "./sorted.ts";

/** Attempts this long before a lockout are told as its likely cause. */
const BEFORE = 30 * TICKS_PER_MINUTE;

/** Lockouts with the computer that caused them, the attempts before, and who unlocked the account again. */
export function lockoutsReport(input: ReportInput): ReportPart<"lockouts"> {
  const { data } = input;
  const { failures, lockouts } = data;
  const attempts = attemptsOf(data, rowsTo(failures.length), refusalRows(data));
  const byAccount = new Map<string, Attempt[]>();
  for (const attempt of attempts) put(byAccount, attempt.account, attempt);
  const index = new Accounts(data);
  const nameOf = computerNames(data);
  const kept = input.keep(
    lockouts.map(({ time, computer, user, sid, caller }) => ({
      time,
      computer,
      user,
      sid,
      workstation: caller,
    })),
  );
  const lines = kept.map((position) => {
    const lockout = lockouts[position]!;
    const own = byAccount.get(accountName(lockout.user)) ?? [];
    const before = own.slice(
      firstFrom(own, ({ time }) => time, lockout.time - BEFORE),
      firstFrom(own, ({ time }) => time, lockout.time + 1),
    );
    const unlock = index.unlockAfter(lockout);
    return line(
      {
        time: lockout.time as number,
        user: lockout.user === "" ? null : lockout.user,
        sid: lockout.sid === "" ? null : lockout.sid,
        computer: nameOf(lockout.computer),
        caller: lockout.caller === "" ? null : lockout.caller,
        attempts: before.length,
        firstAttempt: before[0]?.time ?? Number.NaN,
        sources: [...new Set(before.map(({ source }) => source))].filter((source) => source !== ""),
        unlocked: unlock === -1 ? Number.NaN : data.acts.time[unlock]!,
        unlockedBy: unlock === -1 ? null : (data.strings[data.acts.detail[unlock]!] ?? null) || null,
      },
      [],
      before.flatMap((attempt) => attempt.failures),
    );
  });
  lines.sort((a, b) => newestFirst(a.cells.time, b.cells.time));
  return {
    lines,
    totals: {
      lockouts: lines.length,
      users: new Set(lines.map(({ cells }) => cells.sid ?? cells.user)).size,
      unlocked: lines.filter(({ cells }) => !Number.isNaN(cells.unlocked)).length,
      unexplained: lines.filter(({ cells }) => cells.attempts === 0).length,
    },
    caveats: ["someDomainControllers"],
  };
}

/** Lockouts and unlocks by account: by SID where there is one, else by name. */
class Accounts {
  readonly #data: CaseData;
  /** Rows of the act table by time. */
  readonly #unlocks = new Map<string, number[]>();
  readonly #lockouts = new Map<string, number[]>();

  constructor(data: CaseData) {
    this.#data = data;
    const { acts, strings } = data;
    const rows = rowsTo(acts.length).filter((at) => acts.kind[at] === ACT.accountUnlocked);
    for (const at of rows.sort((a, b) => acts.time[a]! - acts.time[b]!)) {
      const [sid, user] = [strings[acts.sid[at]!] ?? "", strings[acts.user[at]!] ?? ""];
      for (const key of keysOf(sid, user)) put(this.#unlocks, key, at);
    }
    for (const { sid, user, time } of data.lockouts.toSorted((a, b) => a.time - b.time)) {
      for (const key of keysOf(sid, user)) put(this.#lockouts, key, time);
    }
  }

  /** The first unlock (4767) after a lockout and before the next one of the account; -1 for none. */
  unlockAfter({ sid, user, time }: Lockout): number {
    const { acts } = this.#data;
    const [key] = keysOf(sid, user);
    const unlocks = this.#unlocks.get(key!) ?? [];
    const at = unlocks[firstFrom(unlocks, (row) => acts.time[row]!, time)];
    if (at === undefined) return -1;
    const lockouts = this.#lockouts.get(key!) ?? [];
    const next = lockouts[firstFrom(lockouts, (each) => each, time + 1)];
    return next !== undefined && acts.time[at]! > next ? -1 : at;
  }
}

/** The SID first: a name may be used again. */
function keysOf(sid: string, user: string): readonly string[] {
  const name = `name ${accountName(user)}`;
  return sid === "" ? [name] : [`sid ${sid}`, name];
}

function rowsTo(length: number): readonly number[] {
  return Array.from({ length }, (_, row) => row);
}
